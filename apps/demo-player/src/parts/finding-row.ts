import { el } from "../markup.ts";
import type { Breakage } from "./breakages.ts";
import type { Finding } from "./checkup.ts";

const LOOKS: Readonly<Record<Finding["light"], { mark: string; word: string; tone: string }>> = {
  good: { mark: "✓", word: "right", tone: "good" },
  warn: { mark: "!", word: "odd", tone: "warned" },
  bad: { mark: "✕", word: "wrong", tone: "bad" },
  skipped: { mark: "–", word: "cannot be told", tone: "" },
  waiting: { mark: "…", word: "not known yet", tone: "busy" },
};

/** A finding with its light. @param cause the switch whose turning off mends it */
export function findingRow(
  { title, light, text, advice }: Finding,
  cause: Breakage["id"] | undefined,
  mend: (cause: Breakage["id"]) => void,
): HTMLElement {
  const { mark, word, tone } = LOOKS[light];
  return el(
    "li",
    { class: `step ${tone}` },
    el("span", { class: "dot", "aria-hidden": "true" }, mark),
    el(
      "div",
      { class: "row apart start" },
      el(
        "div",
        { class: "grow" },
        el("h3", {}, title, el("span", { class: "hush" }, ` (${word})`)),
        el("p", { class: "quiet small" }, text),
        advice !== undefined && el("p", { class: "small advice" }, advice),
      ),
      cause !== undefined &&
        el(
          "button",
          {
            class: "tiny main",
            type: "button",
            "data-fix": cause,
            "aria-label": `Fix it: ${title}`,
            onclick: () => mend(cause),
          },
          "Fix it",
        ),
    ),
  );
}
