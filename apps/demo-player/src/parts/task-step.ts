import type { ApiRequest } from "../api/admin-api.ts";
import { el, put } from "../markup.ts";

/** Operations of the APIs by the step of the task list that uses them. */
const OPERATIONS: readonly (readonly RegExp[])[] = [
  [/^(?:Create|Head|Delete)Bucket$/, /PublicAccessBlock|OwnershipControls/],
  [],
  [],
  [/^(?:Create|Update|Delete)Distribution/],
  [/^(?:Put|Head|Delete)Object/, /MultipartUpload/],
  [/StreamingDistribution(?!s$)/, /OriginAccessIdentity/],
  [],
  [/^GetDistribution/],
];

interface PlanStepLike {
  readonly action?: string;
  readonly kind?: string;
  readonly name?: string;
}

/** One of the eight steps: what it is to do, what it did, and what it asked the APIs. */
export class TaskStep {
  readonly root: HTMLElement;
  /** What happens now, in a sentence. */
  sentence = "";
  readonly #number: number;
  readonly #lines = el("ul", { class: "plain small", tabindex: "0", "aria-label": "What was done" });
  readonly #requests = el("ul", {
    class: "plain small",
    tabindex: "0",
    "aria-label": "Requests and answers",
  });
  readonly #details = el(
    "details",
    { class: "small", hidden: true },
    el("summary", {}, "Requests and answers"),
    this.#requests,
  );
  readonly #dot: HTMLElement;
  readonly #byName = new Map<string, HTMLElement>();

  constructor(number: number, title: string, about: string) {
    this.#number = number;
    this.#dot = el("span", { class: "dot", "aria-hidden": "true" }, number);
    this.root = el(
      "div",
      { class: "step" },
      this.#dot,
      el(
        "div",
        { class: "stack" },
        el("div", {}, el("h3", {}, title), el("p", { class: "quiet small" }, about)),
        this.#lines,
        this.#details,
      ),
    );
  }

  reset(): void {
    this.root.className = "step";
    this.#dot.textContent = String(this.#number);
    this.#byName.clear();
    put(this.#lines);
    put(this.#requests);
    this.#details.hidden = true;
  }

  /** Marks a step that needs nothing done by the library. */
  tick(): void {
    this.root.className = "step good";
    this.#dot.textContent = "✓";
  }

  /** Shows what would be done. */
  plan(step: PlanStepLike): void {
    this.#line(
      step,
      `${step.action === "keep" ? "stays" : `will be ${step.action === "create" ? "created" : "changed"}`}`,
    );
  }

  /** Takes an event of the provisioning library. */
  receive(event: Readonly<Record<string, unknown>>): void {
    const step = (event.step ?? event.removal ?? {}) as PlanStepLike;
    const outcome = event.type === "finished" ? String(event.outcome ?? "done") : WORDS[String(event.type)];
    if (outcome === undefined) return;
    const isDone = event.type === "finished" || event.type === "deleted";
    if (isDone) this.tick();
    else {
      this.root.className = "step busy";
      this.#dot.textContent = String(this.#number);
    }
    this.#line(step, outcome);
    this.sentence = `${step.kind ?? "step"} ${step.name ?? ""}: ${outcome}`;
  }

  /** True when a request is one that this step makes. */
  isAbout({ operation = "", target }: ApiRequest): boolean {
    const isPlayerFile = /-player\//.test(target) && /^(?:Put|Head)Object/.test(operation);
    if (isPlayerFile) return this.#number === (target.includes("config.json") ? 7 : 3);
    return OPERATIONS[this.#number - 1]?.some((pattern) => pattern.test(operation)) === true;
  }

  addRequest({ operation, status, target, code }: ApiRequest): void {
    this.#details.hidden = false;
    this.#requests.append(
      el(
        "li",
        {},
        el("span", { class: `tag ${status < 400 ? "good" : "warn"}` }, code ?? status),
        ` ${operation ?? ""} `,
        el("code", {}, target),
      ),
    );
  }

  #line({ kind = "", name = "" }: PlanStepLike, outcome: string): void {
    const key = `${kind} ${name}`;
    let line = this.#byName.get(key);
    if (line === undefined) {
      line = el("li");
      this.#byName.set(key, line);
      this.#lines.append(line);
    }
    put(line, `${kind.replaceAll("-", " ")} `, el("code", {}, name), ` ${outcome}`);
  }
}

const WORDS: Readonly<Record<string, string>> = {
  started: "begins",
  progress: "is being uploaded",
  waiting: "is InProgress",
  disabled: "is disabled first",
  deleted: "is gone",
};
