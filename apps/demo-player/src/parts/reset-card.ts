import type { AdminApi } from "../api/admin-api.ts";
import { el } from "../markup.ts";

/** Empties the cloud, once the visitor says so again. The page goes on from the API's own port: its bucket is gone too. */
export function resetCard(api: AdminApi): HTMLElement {
  const trouble = el("p", { class: "small", role: "alert" });
  const dialog = el(
    "dialog",
    { "aria-labelledby": "reset-title" },
    el("h2", { id: "reset-title" }, "Empty the whole cloud?"),
    el(
      "p",
      { class: "quiet" },
      "All buckets, objects and distributions go, this page's own among them. It goes on as the console, with nothing in the cloud.",
    ),
    trouble,
    el(
      "div",
      { class: "row end" },
      el("button", { type: "button", onclick: () => dialog.close() }, "Keep it"),
      el("button", { class: "main danger", type: "button", onclick: () => void empty() }, "Empty it"),
    ),
  );

  async function empty(): Promise<void> {
    try {
      await api.reset();
      const there = new URL("/_oxbow/console/#/tasks", api.endpoint);
      if (there.origin === location.origin && there.pathname === location.pathname) {
        dialog.close();
        location.hash = "#/tasks";
      } else location.assign(there);
    } catch (error) {
      trouble.textContent = error instanceof Error ? error.message : String(error);
    }
  }

  return el(
    "section",
    { class: "card row apart" },
    el(
      "div",
      { class: "stack tight grow" },
      el("h2", {}, "Begin from nothing"),
      el("p", { class: "quiet" }, "Empty the cloud, and make a stream by the eight steps of the guide."),
    ),
    el("button", { type: "button", onclick: () => dialog.showModal() }, "Empty the cloud…"),
    dialog,
  );
}
