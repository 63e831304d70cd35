import { AdminApi, type ApiRequest, type Distribution, type Viewer } from "../api/admin-api.ts";
import { getConfig } from "../api/cloudfront-api.ts";
import { el, put } from "../markup.ts";
import type { BuildPage } from "../page.ts";
import { accessLogs } from "../parts/access-logs.ts";
import { bucketBrowser } from "../parts/bucket-browser.ts";
import { failureNotice } from "../parts/failure-notice.ts";
import { indentXml } from "../parts/indent-xml.ts";
import { keepAsking } from "../parts/live.ts";
import { resetCard } from "../parts/reset-card.ts";
import { type Column, Table } from "../parts/table.ts";
import { formatBytes, formatClock } from "../parts/units.ts";

/** How many of the latest requests are shown. */
const REQUESTS_SHOWN = 40;

/** What is in the mock, as it is now: distributions, viewers, requests, buckets. */
export const cloudPage: BuildPage = ({ config, params, signal, remember }) => {
  const api = new AdminApi(config.api ?? "");
  const trouble = el("div", { class: "notice bad", role: "alert", hidden: true });
  const failures = new Map<string, string>();
  /** Asks for one of the lists for as long as the page is open. What is wrong with one of them stays said meanwhile. */
  function keep<Row>(
    name: string,
    everyMs: number,
    ask: () => Promise<readonly Row[]>,
    table: Table<Row>,
  ): void {
    const tell = (failure?: string): void => {
      if (failure === undefined) failures.delete(name);
      else failures.set(name, failure);
      const text = [...new Set(failures.values())].join("; ");
      trouble.hidden = text === "";
      const sentence = `The mock's API cannot be reached: ${text}.`;
      if (text !== "" && trouble.textContent !== sentence) trouble.textContent = sentence;
    };
    keepAsking(
      ask,
      (rows) => {
        tell();
        table.show(rows);
      },
      ({ message }) => tell(message),
      everyMs,
      signal,
    );
  }

  const details = el("div", { class: "stack tight" });
  const distributions = new Table<Distribution>({
    caption: "Distributions",
    columns: distributionColumns(api.endpoint, details),
    empty: "No distribution yet: steps 4 and 6 of the task list make one each.",
  });
  const viewers = new Table<Viewer>({
    caption: "Viewers",
    columns: VIEWER_COLUMNS,
    empty: "Nobody is watching. Viewers by RTMP, RTMPT, HTTP-FLV and WS-FLV appear here.",
  });
  const requests = new Table<ApiRequest>({
    caption: "Requests",
    columns: REQUEST_COLUMNS,
    empty: "No request yet. What this page reads for itself is left out.",
  });
  keep("distributions", 1500, () => api.distributions(), distributions);
  keep("viewers", 1000, () => api.viewers(), viewers);
  keep("requests", 2000, async () => [...(await api.requests(REQUESTS_SHOWN))].reverse(), requests);
  return [
    el(
      "div",
      { class: "lead" },
      el("h1", {}, "Your local cloud"),
      el("p", {}, "Everything that is in the mock, as it is now, and every request as it comes."),
    ),
    trouble,
    section("Distributions", distributions.root, details),
    bucketBrowser({
      endpoint: api.endpoint,
      wanted: params.get("bucket") ?? undefined,
      signal,
      onChoose: (bucket) => remember({ bucket }),
    }),
    el(
      "div",
      { class: "two narrow" },
      el("div", { class: "stack" }, section("Viewers now", viewers.root), resetCard(api)),
      section("Requests", requests.root),
    ),
    accessLogs(api, signal),
  ];
};

function section(title: string, ...content: readonly HTMLElement[]): HTMLElement {
  return el("section", { class: "card" }, el("h2", {}, title), ...content);
}

function distributionColumns(endpoint: string, details: HTMLElement): readonly Column<Distribution>[] {
  async function open({ kind, id }: Distribution): Promise<void> {
    const from = document.activeElement;
    const close = (): void => {
      put(details);
      if (from instanceof HTMLElement) from.focus();
    };
    try {
      const { xml } = await getConfig(endpoint, kind, id);
      const label = `Configuration of ${id}`;
      const heading = el("h3", { tabindex: "-1" }, label);
      const name = `Close the configuration of ${id}`;
      put(
        details,
        el(
          "div",
          { class: "row apart start" },
          heading,
          el("button", { class: "tiny", type: "button", "aria-label": name, onclick: close }, "Close"),
        ),
        el("pre", { tabindex: "0", role: "region", "aria-label": label }, indentXml(xml)),
      );
      heading.focus({ preventScroll: true });
      details.scrollIntoView({ block: "nearest" });
    } catch (error) {
      put(details, failureNotice("The configuration could not be read", error));
    }
  }
  return [
    { title: "Kind", cell: ({ kind }) => (kind === "web" ? "Web" : "RTMP") },
    {
      title: "Domain name",
      isWhole: true,
      cell: ({ domainName, aliases }) => [domainName, ...aliases].join(", "),
    },
    {
      title: "Status",
      cell: ({ status, isEnabled }) =>
        el(
          "span",
          { class: `tag ${!isEnabled ? "bad" : status === "Deployed" ? "good" : "warn"}` },
          isEnabled ? status : `${status}, disabled`,
        ),
    },
    { title: "Address here", isWhole: true, cell: ({ addresses }) => el("code", {}, addresses[0] ?? "") },
    {
      title: "Configuration",
      cell: (row) =>
        el(
          "button",
          {
            class: "tiny",
            type: "button",
            "aria-label": `Show configuration of ${row.id}`,
            onclick: () => open(row),
          },
          "Show",
        ),
    },
  ];
}

const VIEWER_COLUMNS: readonly Column<Viewer>[] = [
  { title: "Stream", isWhole: true, cell: ({ streamName }) => streamName },
  { title: "By", cell: ({ protocol }) => protocol },
  { title: "At", isNumber: true, cell: ({ positionMs }) => formatClock(positionMs / 1000) },
  { title: "Sent", isNumber: true, cell: ({ bytesSent }) => formatBytes(bytesSent) },
];

const REQUEST_COLUMNS: readonly Column<ApiRequest>[] = [
  {
    title: "Time",
    cell: ({ at }) => el("span", { class: "nowrap" }, new Date(at).toLocaleTimeString([], { hour12: false })),
  },
  { title: "Operation", cell: ({ operation, service }) => operation ?? `(${service})` },
  {
    title: "Result",
    cell: ({ status, code }) =>
      el("span", { class: `tag ${status < 400 ? "good" : "bad"}` }, code ?? String(status)),
  },
  {
    title: "Target",
    isWhole: true,
    cell: ({ target }) => el("code", {}, target.length > 60 ? `${target.slice(0, 59)}…` : target),
  },
];
