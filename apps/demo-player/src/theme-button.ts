import { el } from "./markup.ts";

const KEY = "oxbow-theme";

/** Light, dark, or as the system has it; kept for the next visit, and the same in every tab. */
export function themeButton(): HTMLElement {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const button = el("button", { class: "plain theme", type: "button" });
  const isDark = (): boolean =>
    root.dataset.theme === undefined ? system.matches : root.dataset.theme === "dark";
  const label = (): void => {
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", isDark() ? "Use the light theme" : "Use the dark theme");
  };
  const set = (theme: string | null): void => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    label();
  };
  button.addEventListener("click", () => {
    set(isDark() ? "light" : "dark");
    keep(root.dataset.theme ?? "");
  });
  // Who has chosen nothing here goes with the system.
  system.addEventListener("change", label);
  addEventListener("storage", ({ key, newValue }) => {
    if (key === KEY) set(newValue);
  });
  set(saved());
  return button;
}

/** A browser that keeps nothing for pages throws where it is asked. */
function saved(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function keep(theme: string): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // The choice holds for this visit.
  }
}
