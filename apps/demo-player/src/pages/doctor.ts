import { AdminApi } from "../api/admin-api.ts";
import { el, put } from "../markup.ts";
import type { BuildPage } from "../page.ts";
import { BREAKAGES, type Breakage } from "../parts/breakages.ts";
import { type Checkup, examine, type Finding } from "../parts/checkup.ts";
import { firstStream, streamForm } from "../parts/stream-form.ts";

const MARKS: Readonly<Record<Finding["light"], string>> = { good: "✓", warn: "!", bad: "✕", skipped: "–" };
const WORDS: Readonly<Record<Finding["light"], string>> = {
  good: "right",
  warn: "odd",
  bad: "wrong",
  skipped: "not checked",
};

/** The troubleshooting list as traffic lights, with switches that break things on purpose. */
export const doctorPage: BuildPage = (context) => {
  const { config, signal, remember } = context;
  const api = new AdminApi(config.api ?? "");
  const list = el("div");
  const said = el("p", { role: "status", class: "quiet small" });
  const player = el("oxbow-player", { label: "The patient", muted: true });
  player.options = { edge: config.edge, autoplay: true };
  let last: Checkup | undefined;

  async function check(): Promise<void> {
    const stream = form.value();
    remember({ ...stream });
    if (stream.file === "") {
      put(list, el("div", { class: "empty" }, "Nothing to examine yet: give a streamer and a file."));
      return;
    }
    said.textContent = "Examining…";
    try {
      last = await examine(api, config.edge, stream);
      if (signal.aborted) return;
      put(list, ...last.findings.map(findingRow));
      const wrong = last.findings.filter(({ light }) => light === "bad").length;
      said.textContent =
        wrong === 0 ? "Nothing is wrong." : `${wrong} of ${last.findings.length} lines are wrong.`;
    } catch (error) {
      if (signal.aborted) return;
      said.textContent = "";
      put(
        list,
        el(
          "p",
          { class: "notice bad", role: "alert" },
          `The mock's API is not to be had: ${error instanceof Error ? error.message : String(error)}.`,
        ),
      );
    }
    player.configure();
    void player.load(stream);
  }

  async function flip(breakage: Breakage, isBroken: boolean): Promise<void> {
    if (last?.patient === undefined) throw new Error("examine a stream first");
    await breakage.set(api, last.patient, isBroken);
    await check();
  }

  const form = streamForm(context, "Examine", () => void check());
  queueMicrotask(() => {
    if (!signal.aborted && firstStream(context).file !== "") void check();
  });
  return [
    el(
      "div",
      { class: "lead" },
      el("h1", {}, "The doctor"),
      el(
        "p",
        {},
        "Amazon's troubleshooting list, checked against what is really there. Break something, see which line finds it, and mend it.",
      ),
    ),
    el(
      "div",
      { class: "two" },
      el(
        "div",
        { class: "stack" },
        el("section", { class: "card" }, el("h2", {}, "Findings"), said, list),
        form.root,
      ),
      el(
        "div",
        { class: "stack" },
        player,
        el(
          "section",
          { class: "card" },
          el("h2", {}, "Break it on purpose"),
          ...BREAKAGES.map((breakage) => switchRow(breakage, flip)),
        ),
      ),
    ),
  ];
};

function findingRow({ title, light, text }: Finding): HTMLElement {
  const tone = light === "warn" ? "busy" : light;
  return el(
    "div",
    { class: `step ${tone === "busy" ? "warned" : tone}` },
    el("span", { class: "dot", "aria-hidden": "true" }, MARKS[light]),
    el(
      "div",
      {},
      el("h3", {}, title, el("span", { class: "hush" }, ` (${WORDS[light]})`)),
      el("p", { class: "quiet small" }, text),
    ),
  );
}

function switchRow(
  breakage: Breakage,
  flip: (breakage: Breakage, isBroken: boolean) => Promise<void>,
): HTMLElement {
  const trouble = el("p", { class: "small", role: "alert" });
  const box = el("input", { type: "checkbox", role: "switch" });
  box.addEventListener("change", async () => {
    box.disabled = true;
    trouble.textContent = "";
    try {
      await flip(breakage, box.checked);
    } catch (error) {
      box.checked = !box.checked;
      trouble.textContent = error instanceof Error ? error.message : String(error);
    } finally {
      box.disabled = false;
    }
  });
  return el(
    "div",
    {},
    el(
      "label",
      { class: "switch" },
      box,
      el(
        "span",
        {},
        el("strong", {}, breakage.title),
        el("br"),
        el("span", { class: "quiet small" }, breakage.about),
      ),
    ),
    trouble,
  );
}
