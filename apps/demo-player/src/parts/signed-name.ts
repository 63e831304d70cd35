import { playName, type StreamReference } from "@oxbow/stream-url";
import { generate } from "@oxbow/stream-url/targets";
import { el, put } from "../markup.ts";
import { codeBlock } from "./code-block.ts";
import { targetOf, targetPicker } from "./target-picker.ts";

interface SignedNameInput {
  readonly reference: StreamReference;
  readonly policy: string;
  readonly expiresEpochSeconds: number;
  readonly edge: string;
  readonly play: () => void;
  readonly playForged: () => void;
  /** Ends the countdown. */
  readonly signal: AbortSignal;
}

/** How often the countdown is brought up to date. */
const TICK_MS = 250;

/** A signed name with its policy, its countdown, and as each player has to be given it. */
export function signedName(input: SignedNameInput): HTMLElement {
  const { reference, policy, expiresEpochSeconds, edge, play, playForged, signal } = input;
  const left = el("span", { class: "tag good", role: "timer" });
  const startedAt = Date.now() / 1000;
  const meter = el("progress", { max: expiresEpochSeconds - startedAt, "aria-label": "Time left" });
  const tick = (): void => {
    const rest = Math.max(0, expiresEpochSeconds - Date.now() / 1000);
    meter.value = rest;
    left.textContent = rest > 0 ? `valid for ${Math.ceil(rest)} s` : "expired: a new play is refused";
    left.className = `tag ${rest > 0 ? "good" : "bad"}`;
  };
  const countdown = setInterval(tick, TICK_MS);
  signal.addEventListener("abort", () => clearInterval(countdown));
  tick();

  const encoded = el("div", {});
  const picker = targetPicker("jwplayer5", show);
  function show(): void {
    const target = targetOf(picker);
    if (target !== undefined)
      put(encoded, codeBlock(generate(reference, target, { edge }).code, `signed name for ${target.label}`));
  }
  show();
  return el(
    "section",
    { class: "card" },
    el("div", { class: "row apart" }, el("h2", {}, "The signed name"), left),
    meter,
    el(
      "div",
      { class: "row" },
      el("button", { class: "main", type: "button", onclick: play }, "Play the signed name"),
      el("button", { type: "button", onclick: playForged }, "Play a forged one"),
    ),
    el("h3", {}, "Policy"),
    codeBlock(policy, "policy"),
    el("h3", {}, "Name to play"),
    codeBlock(playName(reference), "stream name"),
    el("h3", {}, "As a player is given it"),
    el(
      "p",
      { class: "quiet small" },
      "What goes through a page's flashvars is encoded once more, and decoded by Flash; a command line takes it as it is.",
    ),
    el("label", { class: "field" }, "Player", picker),
    encoded,
  );
}
