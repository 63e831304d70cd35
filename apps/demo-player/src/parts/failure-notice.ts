import { el } from "../markup.ts";

/** What went wrong, where the visitor looks. */
export function failureNotice(title: string, error: unknown): HTMLElement {
  const message = error instanceof Error ? error.message : String(error);
  return el("div", { class: "notice bad", role: "alert" }, el("strong", {}, `${title}. `), message);
}
