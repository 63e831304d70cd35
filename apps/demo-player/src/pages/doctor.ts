import { AdminApi } from "../api/admin-api.ts";
import { untilDeployed } from "../api/deployment.ts";
import { onReturn } from "../api/reach.ts";
import { el, put } from "../markup.ts";
import type { BuildPage } from "../page.ts";
import { BREAKAGES, type Breakage } from "../parts/breakages.ts";
import { examine, type Finding } from "../parts/checkup.ts";
import { emptyState } from "../parts/empty-state.ts";
import { failureNotice } from "../parts/failure-notice.ts";
import { findingRow } from "../parts/finding-row.ts";
import { type Patient, readPatient } from "../parts/patient.ts";
import { watchPlaying } from "../parts/playing-check.ts";
import { streamForm } from "../parts/stream-form.ts";
import { SwitchRow } from "../parts/switch-row.ts";

/** The troubleshooting list as traffic lights, with switches that break things on purpose. */
export const doctorPage: BuildPage = (context) => {
  const { config, signal, remember } = context;
  const api = new AdminApi(config.api ?? "");
  const list = el("ol", { class: "plain steps" });
  const instead = el("div");
  const said = el("p", { role: "status" });
  const player = el("oxbow-player", { label: "The patient", muted: true });
  player.options = { edge: config.edge, autoplay: true };
  const switches = BREAKAGES.map(
    (breakage) => new SwitchRow(breakage.title, breakage.about, (isOn) => inTurn(() => flip(breakage, isOn))),
  );
  let patient: Patient | undefined;
  let findings: readonly Finding[] = [];
  let broken: ReadonlySet<string> = new Set();
  let isWatched = false;
  let last: Promise<unknown> = Promise.resolve();

  /** One examination at a time, and one change to the patient: each starts from what the one before left. */
  function inTurn(act: () => Promise<void>): Promise<void> {
    const mine = last.then(act);
    last = mine.catch(() => undefined);
    return mine;
  }

  async function check(): Promise<void> {
    const stream = form.value();
    if (signal.aborted || stream.file === "") return;
    remember({ ...stream });
    said.textContent = "Examining…";
    list.setAttribute("aria-busy", "true");
    put(instead);
    try {
      patient = await readPatient(api, stream);
      broken = new Set(BREAKAGES.filter((it) => patient && it.isBroken(patient)).map(({ id }) => id));
      for (const [index, { id }] of BREAKAGES.entries())
        switches[index]?.show(broken.has(id), patient !== undefined);
      findings = await examine(api, config.edge, stream, signal);
    } catch (error) {
      if (signal.aborted) return;
      said.textContent = "";
      findings = [];
      put(list);
      put(instead, failureNotice("The cloud could not be examined", error));
      return;
    } finally {
      list.removeAttribute("aria-busy");
    }
    if (signal.aborted) return;
    player.configure();
    if (player.player !== undefined && !isWatched) {
      isWatched = true;
      watchPlaying(player.player, show, signal);
    }
    void player.load(stream);
  }

  /** The whole list anew; `playing` is its last line, which goes on changing. */
  function show(playing: Finding): void {
    if (findings.length === 0) return;
    const all = [...findings, playing];
    const focused =
      document.activeElement instanceof HTMLElement ? document.activeElement.dataset.fix : undefined;
    put(list, ...all.map((finding) => findingRow(finding, causeOf(finding), (cause) => void mend(cause))));
    if (focused !== undefined) list.querySelector<HTMLElement>(`[data-fix="${focused}"]`)?.focus();
    const count = (light: Finding["light"]): number => all.filter((each) => each.light === light).length;
    const wrong = count("bad") + count("warn");
    said.textContent =
      wrong > 0
        ? `${wrong} of ${all.length} lines ${wrong === 1 ? "is" : "are"} wrong.`
        : count("waiting") > 0
          ? "Nothing is wrong so far; watching it play…"
          : "Nothing is wrong.";
  }

  /** The switch that is behind a finding, if it is one. */
  function causeOf({ light, cause }: Finding): Breakage["id"] | undefined {
    return light === "bad" || light === "warn" ? cause?.find((id) => broken.has(id)) : undefined;
  }

  async function mend(cause: Breakage["id"]): Promise<void> {
    const index = BREAKAGES.findIndex(({ id }) => id === cause);
    await switches[index]?.turn(false);
    switches[index]?.focus();
  }

  async function flip(breakage: Breakage, isOn: boolean): Promise<void> {
    if (patient === undefined) throw new Error("Examine a stream of this cloud first.");
    said.textContent = isOn ? "Breaking it…" : "Mending it…";
    try {
      // As it is now, not as it was when it was last examined.
      patient = (await readPatient(api, form.value())) ?? patient;
      const stream = await breakage.set(api, patient, isOn);
      if (stream !== undefined) form.fill(stream);
      await untilDeployed(api, patient.distribution.id, signal);
    } catch (error) {
      said.textContent = "";
      throw error;
    }
    await check();
  }

  const form = streamForm(context, "Examine", () => void inTurn(check), {
    startsAtOnce: true,
    onNothing: () =>
      put(
        instead,
        emptyState("Nothing to examine yet.", "Give a streamer and a file, or make a stream first."),
      ),
  });
  onReturn(() => void inTurn(check), signal);
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
      { class: "two reverse" },
      el(
        "div",
        { class: "stack" },
        player,
        el(
          "section",
          { class: "card" },
          el("h2", {}, "Break it on purpose"),
          ...switches.map(({ root }) => root),
        ),
      ),
      el(
        "div",
        { class: "stack" },
        form.root,
        el(
          "section",
          { class: "card" },
          el("div", { class: "row apart" }, el("h2", {}, "Findings"), said),
          list,
          instead,
        ),
      ),
    ),
  ];
};
