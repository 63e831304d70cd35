import { el, put } from "../markup.ts";

/** What is still seen of the tab before the chosen one, in pixels. */
const SCROLL_MARGIN = 48;

/** Tabs above one panel: one of them is in the tab order, arrows, Home and End go to the others. */
export class Tabs {
  readonly list: HTMLElement;
  readonly #panel: HTMLElement;
  readonly #choose: (name: string) => void;
  #names: readonly string[] = [];
  #chosen: string | undefined;

  constructor(label: string, panel: HTMLElement, choose: (name: string) => void) {
    this.#panel = panel;
    this.#choose = choose;
    panel.id = `${label.toLowerCase()}-panel`;
    panel.setAttribute("role", "tabpanel");
    this.list = el("div", { class: "tabs", role: "tablist", "aria-label": label });
    this.list.addEventListener("keydown", (event) => this.#step(event));
  }

  get chosen(): string | undefined {
    return this.#chosen;
  }

  /** Shows these names, and keeps to the chosen one while it is among them. @param wanted the first of them that is there is next */
  show(names: readonly string[], wanted: readonly (string | undefined)[]): void {
    const chosen =
      [this.#chosen, ...wanted].find((name) => name !== undefined && names.includes(name)) ?? names[0];
    if (chosen === this.#chosen && names.join("/") === this.#names.join("/")) return;
    this.#names = names;
    const hadFocus = this.list.contains(document.activeElement);
    const isOther = chosen !== this.#chosen;
    this.#chosen = chosen;
    put(this.list, ...names.map((name) => this.#tab(name)));
    this.#mark();
    if (hadFocus) this.#focus();
    // A name more or less beside it changes nothing of what is looked at.
    if (isOther && chosen !== undefined) this.#choose(chosen);
  }

  #tab(name: string): HTMLElement {
    return el(
      "button",
      {
        type: "button",
        role: "tab",
        id: `tab-${name}`,
        "aria-controls": this.#panel.id,
        onclick: () => this.#select(name),
      },
      name,
    );
  }

  #select(name: string): void {
    this.#chosen = name;
    this.#mark();
    this.#choose(name);
  }

  #mark(): void {
    for (const tab of this.list.children) {
      const isChosen = tab.id === `tab-${this.#chosen}`;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.setAttribute("tabindex", isChosen ? "0" : "-1");
      if (isChosen && tab instanceof HTMLElement)
        this.list.scrollLeft = tab.offsetLeft - this.list.offsetLeft - SCROLL_MARGIN;
    }
    this.#panel.setAttribute("aria-labelledby", `tab-${this.#chosen}`);
  }

  #focus(): void {
    this.list.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  }

  #step(event: KeyboardEvent): void {
    const last = this.#names.length - 1;
    const at = this.#names.indexOf(this.#chosen ?? "");
    const to = { ArrowRight: at < last ? at + 1 : 0, ArrowLeft: at > 0 ? at - 1 : last, Home: 0, End: last }[
      event.key
    ];
    const name = to === undefined ? undefined : this.#names[to];
    if (name === undefined) return;
    event.preventDefault();
    this.#select(name);
    this.#focus();
  }
}
