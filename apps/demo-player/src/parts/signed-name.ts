import { playName, type StreamReference } from "@oxbow/stream-url";
import { generate } from "@oxbow/stream-url/targets";
import { el, put } from "../markup.ts";
import { codeBlock } from "./code-block.ts";
import { targetOf, targetPicker } from "./target-picker.ts";

interface SignedNameInput {
  readonly reference: StreamReference;
  readonly policy: string;
  readonly expiresEpochSeconds: number;
  /** It holds from then on; `undefined` for at once. */
  readonly notBeforeEpochSeconds: number | undefined;
  readonly edge: string;
  /** Id of the player that is shown first. */
  readonly player: string;
  readonly onPlayer: (id: string) => void;
  readonly play: () => void;
  readonly playForged: () => void;
  /** Ends the countdown. */
  readonly signal: AbortSignal;
}

/** How often the countdown is brought up to date. */
const TICK_MS = 250;

/** A signed name with its policy, its countdown, and as each player has to be given it. */
export function signedName(input: SignedNameInput): HTMLElement {
  const { reference, policy, expiresEpochSeconds, notBeforeEpochSeconds = 0, edge, signal } = input;
  const left = el("span", { class: "tag good" });
  // Heard when it changes, not each second.
  const said = el("span", { class: "hush", role: "status" });
  const startedAt = Date.now() / 1000;
  const meter = el("progress", { max: expiresEpochSeconds - startedAt, "aria-label": "Time left" });
  const tell = (tone: string, text: string, spoken: string): void => {
    left.className = `tag ${tone}`;
    left.textContent = text;
    if (said.textContent !== spoken) said.textContent = spoken;
  };
  const tick = (): void => {
    const now = Date.now() / 1000;
    const rest = Math.max(0, expiresEpochSeconds - now);
    meter.value = rest;
    if (now < notBeforeEpochSeconds)
      tell("warn", `valid in ${Math.ceil(notBeforeEpochSeconds - now)} s`, "The name is not valid yet.");
    else if (rest > 0) tell("good", `valid for ${Math.ceil(rest)} s`, "The name is valid.");
    else tell("bad", "expired: a new play is refused", "The name has expired.");
  };
  const countdown = setInterval(tick, TICK_MS);
  signal.addEventListener("abort", () => clearInterval(countdown));
  tick();

  const encoded = el("div", {});
  const picker = targetPicker(input.player, () => {
    input.onPlayer(picker.value);
    show();
  });
  function show(): void {
    const target = targetOf(picker);
    if (target !== undefined)
      put(encoded, codeBlock(generate(reference, target, { edge }).code, `signed name for ${target.label}`));
  }
  show();
  return el(
    "section",
    { class: "card" },
    el("div", { class: "row apart" }, el("h2", {}, "The signed name"), left, said),
    meter,
    el(
      "div",
      { class: "row" },
      el("button", { class: "main", type: "button", onclick: input.play }, "Play the signed name"),
      el("button", { type: "button", onclick: input.playForged }, "Play a forged one"),
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
