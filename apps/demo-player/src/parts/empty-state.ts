import { type Child, el } from "../markup.ts";

/** What stands where there is nothing yet, with the way to something. */
export function emptyState(title: string, text: string, ...ways: readonly Child[]): HTMLElement {
  return el(
    "div",
    { class: "empty" },
    el("strong", {}, title),
    el("p", {}, text),
    ...(ways.length > 0 ? ways : [el("a", { class: "button main", href: "#/tasks" }, "Open the task list")]),
  );
}
