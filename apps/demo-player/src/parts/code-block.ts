import { el } from "../markup.ts";

/** Code with a button that copies it. */
export function codeBlock(code: string, label = "code"): HTMLElement {
  const button = el("button", { class: "tiny", type: "button", "aria-label": `Copy ${label}` }, "Copy");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code);
      button.textContent = "Copied";
    } catch {
      // Without leave for the clipboard the text is at least selected.
      getSelection()?.selectAllChildren(pre);
      button.textContent = "Selected";
    }
  });
  const pre = el("pre", { tabindex: "0" }, code);
  return el("div", { class: "code" }, pre, button);
}
