import type { Exchange } from "../api/task-event.ts";
import { el } from "../markup.ts";
import { indentXml } from "./indent-xml.ts";

/** A request and its answer: one line, to unfold. */
export function exchangeView(exchange: Exchange): HTMLElement {
  const { method, target, status, tookMs } = exchange;
  return el(
    "details",
    { class: "exchange" },
    el(
      "summary",
      {},
      el("span", { class: `tag ${status < 400 ? "good" : "bad"}` }, status),
      el("code", {}, `${method} ${target}`),
      el("span", { class: "quiet" }, `${tookMs} ms`),
    ),
    message("Request", `${method} ${target}`, exchange.requestHeaders, exchange.requestBody),
    message("Answer", String(status), exchange.answerHeaders, exchange.answerBody),
  );
}

function message(
  title: string,
  first: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): HTMLElement {
  const lines = [first, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
  const text = body === "" ? lines.join("\n") : `${lines.join("\n")}\n\n${indentXml(body)}`;
  return el(
    "div",
    {},
    el("h4", {}, title),
    el("pre", { tabindex: "0", role: "region", "aria-label": `${title} ${first}` }, text),
  );
}
