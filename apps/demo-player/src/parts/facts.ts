import { type Child, el, put } from "../markup.ts";

/** Names and values, one under the other. */
export class Facts {
  readonly root: HTMLElement = el("dl", { class: "facts" });
  readonly #values = new Map<string, HTMLElement>();

  /** Shows a value; nothing shows a dash. */
  set(name: string, value: Child): void {
    let cell = this.#values.get(name);
    if (cell === undefined) {
      cell = el("dd");
      this.#values.set(name, cell);
      this.root.append(el("dt", {}, name), cell);
    }
    const text = value === undefined || value === null || value === false || value === "" ? "–" : value;
    if (typeof text === "string" && cell.textContent === text) return;
    put(cell, text);
  }
}
