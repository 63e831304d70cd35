import type { PlayerState } from "../player-state.ts";
import { build } from "./build.ts";
import { drawIcon } from "./icons.ts";
import type { Locale } from "./locale.ts";

/** What a viewer sees instead of the picture when playback failed: a sentence, a way on, and the reasons on demand. */
export class ErrorView {
  readonly root: HTMLElement;
  readonly #sentence = build("p", {});
  readonly #retry: HTMLButtonElement;
  readonly #summary = build("summary", {});
  readonly #reasons = build("ul", {});
  readonly #details = build("details", {}, this.#summary, this.#reasons);
  #words: Locale;
  #state: PlayerState | undefined;

  constructor(words: Locale, onRetry: () => void) {
    this.#words = words;
    this.#retry = build("button", { type: "button", className: "retry", onclick: onRetry });
    this.root = build("div", { className: "error", hidden: true });
    this.root.setAttribute("part", "error");
    this.root.setAttribute("role", "alert");
    this.root.append(drawIcon("warning"), this.#sentence, this.#retry, this.#details);
    this.#details.addEventListener("toggle", () => {
      if (this.#details.open) void this.#explain();
    });
    this.translate(words);
  }

  translate(words: Locale): void {
    this.#words = words;
    this.#retry.textContent = words.retry;
    this.#summary.textContent = words.whatIsWrong;
    if (this.#state !== undefined) this.show(this.#state);
  }

  show(state: PlayerState): void {
    this.#state = state;
    const { error } = state;
    this.root.hidden = error === undefined;
    if (error === undefined) return;
    this.#sentence.textContent = this.#words.errors[error.code] ?? error.message;
    this.#details.open = false;
  }

  async #explain(): Promise<void> {
    const state = this.#state;
    if (state?.error === undefined) return;
    this.#reasons.replaceChildren(build("li", {}, this.#words.looking));
    const { explain } = await import("./explain.ts");
    this.#reasons.replaceChildren(
      ...explain(state).map(({ code, text }) => build("li", {}, text, " ", build("code", {}, code))),
    );
  }
}
