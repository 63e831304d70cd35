import { el } from "../markup.ts";

/** How long a button says what it did, in milliseconds. */
const SAID_MS = 3000;

/** Code with a button that copies it. */
export function codeBlock(code: string, label = "code"): HTMLElement {
  const button = el("button", { class: "tiny", type: "button", "aria-label": `Copy ${label}` }, "Copy");
  const said = el("span", { class: "hush", role: "status" });
  const pre = el("pre", { tabindex: "0", role: "region", "aria-label": label }, code);
  let forgetting: ReturnType<typeof setTimeout> | undefined;
  const say = (word: string, sentence: string): void => {
    clearTimeout(forgetting);
    button.textContent = word;
    said.textContent = sentence;
    forgetting = setTimeout(() => {
      button.textContent = "Copy";
      said.textContent = "";
    }, SAID_MS);
  };
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code);
      say("Copied", `Copied: ${label}.`);
    } catch {
      // Without leave for the clipboard the text is at least selected.
      getSelection()?.selectAllChildren(pre);
      say("Selected", `Selected: ${label}. Copy it with the keyboard.`);
    }
  });
  return el("div", { class: "code" }, pre, button, said);
}
