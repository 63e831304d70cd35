import type { Exchange, TaskEvent } from "../api/task-event.ts";
import { el, put } from "../markup.ts";
import { exchangeView } from "./exchange-view.ts";
import type { GuideStep, StepState } from "./guide.ts";

/** What was done to a thing, by the kind of event. */
const WORDS: Readonly<Record<string, string>> = {
  started: "begins",
  progress: "is being uploaded",
  waiting: "is InProgress",
  disabled: "is disabled first",
  deleted: "is gone",
};

const DONE = "✓";

/** Lines shown of one step; a player has dozens of files. */
const LINES_SHOWN = 4;

/** One of the eight steps: how it stands, what was done, what was asked and answered, and its two buttons. */
export class TaskStep {
  readonly root: HTMLElement;
  readonly #number: number;
  readonly #title: string;
  readonly #dot: HTMLElement;
  readonly #state = el("span", { class: "tag", hidden: true });
  readonly #lines = el("ul", { class: "plain small" });
  readonly #exchanges = el("div", { class: "exchanges" });
  readonly #count = el("summary", {}, "Requests and answers");
  readonly #details = el("details", { class: "small", hidden: true }, this.#count, this.#exchanges);
  readonly #do = el("button", { class: "tiny", type: "button", hidden: true }, "Do this step");
  readonly #undo: HTMLButtonElement;
  readonly #told = new Map<string, HTMLElement>();

  constructor(
    number: number,
    { title, about, undo }: GuideStep,
    act: (action: "apply" | "destroy", task: number) => void,
  ) {
    this.#number = number;
    this.#title = title;
    this.#dot = el("span", { class: "dot", "aria-hidden": "true" }, number);
    this.#do.addEventListener("click", () => act("apply", number));
    this.#undo = el(
      "button",
      {
        class: "tiny",
        type: "button",
        title: undo,
        "aria-label": `Undo step ${number}: ${undo}`,
        onclick: () => act("destroy", number),
      },
      "Undo",
    );
    this.#undo.hidden = true;
    this.root = el(
      "li",
      { class: "step" },
      this.#dot,
      el(
        "div",
        { class: "stack tight" },
        el(
          "div",
          { class: "row apart start" },
          el("div", {}, el("h3", {}, title), el("p", { class: "quiet small" }, about)),
          el("div", { class: "row state" }, this.#state, this.#do, this.#undo),
        ),
        this.#lines,
        this.#details,
      ),
    );
  }

  /** Forgets what was done, before something is done anew. */
  reset(): void {
    this.#told.clear();
    put(this.#lines);
    put(this.#exchanges);
    this.#details.hidden = true;
  }

  /** Shows how it stands. @param first the first step that is not done yet */
  show({ isDone, hasSomething, summary }: StepState, first: number): void {
    this.#mark(isDone ? "good" : "", isDone ? DONE : String(this.#number));
    this.#state.hidden = summary === "";
    this.#state.className = `tag ${isDone ? "good" : "warn"}`;
    this.#state.textContent = summary;
    this.#do.textContent = first < this.#number ? `Do steps ${first} to ${this.#number}` : "Do this step";
    this.#do.setAttribute("aria-label", `${this.#do.textContent}: ${this.#title}`);
    const hadFocus = this.root.contains(document.activeElement);
    this.#do.hidden = isDone;
    this.#undo.hidden = !hasSomething;
    // A button that went away under the visitor's finger leaves the other one in its place.
    if (hadFocus && document.activeElement === document.body)
      (this.#undo.hidden ? this.#do : this.#undo).focus();
  }

  /** Buttons stay where they are while something runs, for whoever is on them; they do nothing. */
  setBusy(isBusy: boolean): void {
    for (const button of [this.#do, this.#undo]) button.setAttribute("aria-disabled", String(isBusy));
  }

  get isDone(): boolean {
    return this.#dot.textContent === DONE;
  }

  /** Shows a step that asks nothing of the cloud as done. */
  finish(): void {
    this.#mark("good", DONE);
    if (document.activeElement !== this.#do) this.#do.hidden = true;
  }

  /** Takes an event of the provisioning library. @returns what happens now, in a sentence */
  receive(event: TaskEvent): string {
    const thing = "step" in event ? event.step : "removal" in event ? event.removal : undefined;
    if (thing === undefined) return "";
    const outcome = event.type === "finished" ? event.outcome : (WORDS[event.type] ?? event.type);
    const isOver = event.type === "finished" || event.type === "deleted";
    this.#mark(isOver ? "good" : "busy", isOver ? DONE : String(this.#number));
    // A button that says it can be done, beside what is done, goes, unless somebody is on it.
    if (event.type === "finished" && document.activeElement !== this.#do) this.#do.hidden = true;
    const isWaiting = event.type === "waiting" || thing.kind === "deployment";
    this.#state.hidden = !isWaiting;
    this.#state.className = `tag ${isOver ? "good" : "warn"}`;
    this.#state.textContent = isOver ? "Deployed" : "InProgress";
    this.#line(thing, outcome);
    return `${thing.kind.replaceAll("-", " ")} ${thing.name}: ${outcome}`;
  }

  addExchange(exchange: Exchange): void {
    this.#details.hidden = false;
    this.#exchanges.append(exchangeView(exchange));
    const { childElementCount: count } = this.#exchanges;
    this.#count.textContent = `${count} ${count === 1 ? "request and its answer" : "requests and answers"}`;
  }

  fail(): void {
    this.#mark("bad", "✕");
  }

  #mark(tone: string, text: string): void {
    this.root.className = `step ${tone}`;
    this.#dot.textContent = text;
  }

  #line({ kind, name }: { readonly kind: string; readonly name: string }, outcome: string): void {
    const key = `${kind} ${name}`;
    let line = this.#told.get(key);
    if (line === undefined) {
      line = el("li");
      this.#told.set(key, line);
    }
    put(line, `${kind.replaceAll("-", " ")} `, el("code", {}, name), ` ${outcome}`);
    const lines = [...this.#told.values()];
    const rest = lines.length - LINES_SHOWN;
    put(
      this.#lines,
      rest > 0 && el("li", { class: "quiet" }, `${rest} more before`),
      ...lines.slice(-LINES_SHOWN),
    );
  }
}
