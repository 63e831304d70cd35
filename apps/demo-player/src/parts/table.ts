import { type Child, el, put } from "../markup.ts";

/** A column of a table. */
export interface Column<Row> {
  readonly title: string;
  readonly isNumber?: boolean;
  readonly cell: (row: Row) => Child;
}

/** A table that says so when it is empty. */
export class Table<Row> {
  readonly root: HTMLElement;
  readonly #body = el("tbody", { role: "rowgroup" });
  readonly #scroll: HTMLElement;
  readonly #empty: HTMLElement;
  readonly #columns: readonly Column<Row>[];
  #shown = "";

  constructor(caption: string, columns: readonly Column<Row>[], empty: string) {
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
    this.#empty = el("p", { class: "quiet" }, empty);
    this.root = el("div", {}, this.#empty);
  }

  /** Shows rows; the same rows leave the table, and a selection in it, alone. */
  show(rows: readonly Row[]): void {
    const shown = JSON.stringify(rows);
    if (shown === this.#shown) return;
    this.#shown = shown;
    put(this.root, rows.length === 0 ? this.#empty : this.#scroll);
    put(
      this.#body,
      ...rows.map((row) =>
        el(
          "tr",
          { role: "row" },
          ...this.#columns.map(({ title, cell, isNumber }) =>
            el("td", { role: "cell", class: isNumber && "number", "data-title": title }, cell(row)),
          ),
        ),
      ),
    );
  }
}
