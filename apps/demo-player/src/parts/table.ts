import { type Child, el, put } from "../markup.ts";

/** A column of a table. */
export interface Column<Row> {
  readonly title: string;
  readonly isNumber?: boolean;
  /** On a phone it has a line of its own. */
  readonly isWhole?: boolean;
  readonly cell: (row: Row) => Child;
}

interface TableOptions<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  /** What is said in place of no rows. */
  readonly empty: string;
}

interface ShownRow {
  readonly element: HTMLElement;
  readonly key: string;
}

/** Rows that are shown before one has to ask for more. */
const PAGE_ROWS = 100;

const CONTROLS = "button, a, input";

/** A table that says so when it is empty. Rows that did not change stay, with the focus and the selection in them. */
export class Table<Row> {
  readonly root: HTMLElement;
  readonly #body = el("tbody", { role: "rowgroup" });
  readonly #scroll: HTMLElement;
  readonly #empty: HTMLElement;
  readonly #more = el("button", { type: "button" });
  readonly #columns: readonly Column<Row>[];
  #shown: readonly ShownRow[] = [];
  #rows: readonly Row[] = [];
  #limit = PAGE_ROWS;

  constructor({ caption, columns, empty }: TableOptions<Row>) {
    this.#columns = columns;
    const heads = columns.map(({ title, isNumber }) =>
      el("th", { scope: "col", role: "columnheader", class: isNumber && "number" }, title),
    );
    // On a phone the rows are laid out as cards; the roles keep it a table for whoever listens.
    const table = el(
      "table",
      { role: "table" },
      el("caption", { class: "hush" }, caption),
      el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, ...heads)),
      this.#body,
    );
    this.#scroll = el(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
      table,
    );
    this.#more.addEventListener("click", () => {
      this.#limit += PAGE_ROWS;
      const first = this.#shown.length;
      this.show(this.#rows);
      this.#controlIn(first)?.focus();
    });
    this.#empty = el("p", { class: "quiet" }, empty);
    this.root = el("div", { class: "stack tight" }, el("p", { class: "quiet loading" }, "Loading…"));
  }

  /** Begins again with the first page, for another list. */
  rewind(): void {
    this.#limit = PAGE_ROWS;
  }

  show(rows: readonly Row[]): void {
    this.#rows = rows;
    const focus = this.#focus();
    const kept = new Map(this.#shown.map((row) => [row.key, row]));
    const times = new Map<string, number>();
    this.#shown = rows.slice(0, this.#limit).map((row) => {
      const told = JSON.stringify(row);
      const time = (times.get(told) ?? 0) + 1;
      times.set(told, time);
      const key = `${time} ${told}`;
      return kept.get(key) ?? { key, element: this.#build(row) };
    });
    this.#place(this.#shown.map(({ element }) => element));
    const rest = rows.length - this.#shown.length;
    this.#more.hidden = rest <= 0;
    this.#more.textContent = `Show ${Math.min(rest, PAGE_ROWS)} more of ${rest}`;
    const [now] = rows.length === 0 ? [this.#empty] : [this.#scroll];
    if (this.root.firstChild !== now) put(this.root, now, now === this.#scroll && this.#more);
    if (focus !== undefined && !this.root.contains(document.activeElement)) {
      // The row is gone, or was made anew: its place has the focus now.
      const at = Math.min(focus.row, this.#shown.length - 1);
      (this.#controlIn(at, focus.control) ?? this.#scroll).focus();
    }
  }

  #build(row: Row): HTMLElement {
    return el(
      "tr",
      { role: "row" },
      ...this.#columns.map(({ title, cell, isNumber, isWhole }) => {
        const look = isNumber ? "number" : isWhole && "whole";
        return el("td", { role: "cell", class: look, "data-title": title }, cell(row));
      }),
    );
  }

  /** Puts these rows into the body, moving none that is in its place. */
  #place(elements: readonly HTMLElement[]): void {
    const wanted = new Set<Element>(elements);
    for (const child of [...this.#body.children]) if (!wanted.has(child)) child.remove();
    for (const [index, element] of elements.entries()) {
      const now = this.#body.children[index] ?? null;
      if (now !== element) this.#body.insertBefore(element, now);
    }
  }

  #focus(): { readonly row: number; readonly control: number } | undefined {
    const { activeElement } = document;
    if (activeElement === null || !this.#body.contains(activeElement)) return undefined;
    const row = this.#shown.findIndex(({ element }) => element.contains(activeElement));
    const controls = [...(this.#shown[row]?.element.querySelectorAll(CONTROLS) ?? [])];
    return { row, control: controls.indexOf(activeElement) };
  }

  #controlIn(row: number, control = 0): HTMLElement | undefined {
    return this.#shown[row]?.element.querySelectorAll<HTMLElement>(CONTROLS)[control];
  }
}
