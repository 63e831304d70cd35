import { el } from "../markup.ts";

/** Takes files that are dropped on what it holds, or chosen by the keyboard. */
export function uploadArea(
  content: HTMLElement,
  take: (files: readonly File[]) => void,
  signal: AbortSignal,
): HTMLElement {
  // A file dropped beside it would be opened in place of the page.
  for (const type of ["dragover", "drop"] as const)
    addEventListener(type, (event) => event.preventDefault(), { signal });
  const chooser = el("input", {
    type: "file",
    multiple: true,
    onchange: () => {
      take([...(chooser.files ?? [])]);
      // The same file may be chosen again.
      chooser.value = "";
    },
  });
  const area = el(
    "div",
    {
      class: "drop",
      ondragover: (event: DragEvent) => {
        event.preventDefault();
        area.dataset.over = "";
      },
      ondragleave: () => delete area.dataset.over,
      ondrop: (event: DragEvent) => {
        event.preventDefault();
        delete area.dataset.over;
        take([...(event.dataTransfer?.files ?? [])]);
      },
    },
    content,
    el(
      "label",
      { class: "field upload" },
      el("span", {}, "Drop files anywhere here, or choose them. They will be readable by everybody."),
      chooser,
    ),
  );
  return area;
}
