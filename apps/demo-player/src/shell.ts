import { el, put } from "./markup.ts";
import type { PageEntry } from "./page.ts";
import { PAGES } from "./pages.ts";

/** The frame around every page. */
export interface Shell {
  readonly root: HTMLElement;
  /** Marks a page as the one that is coming. */
  readonly select: (entry: PageEntry) => void;
  readonly show: (content: readonly HTMLElement[]) => void;
}

export function buildShell(): Shell {
  const links = new Map(PAGES.map((page) => [page.path, el("a", { href: `#/${page.path}` }, page.title)]));
  const main = el("main", { id: "main", tabindex: "-1" });
  const skip = el("a", { class: "skip", href: "#main" }, "Skip to content");
  skip.addEventListener("click", (event) => {
    // The address belongs to the router.
    event.preventDefault();
    main.focus();
  });
  const root = el(
    "div",
    {},
    skip,
    el(
      "header",
      { class: "top" },
      el("a", { class: "brand", href: "#/play" }, el("img", { src: "./icon.svg", alt: "" }), "Oxbow"),
      el("nav", { "aria-label": "Pages" }, ...links.values()),
      themeButton(),
    ),
    main,
  );
  let isFirst = true;
  return {
    root,
    select(entry) {
      document.title = `${entry.title} · Oxbow`;
      for (const [path, link] of links) {
        if (path === entry.path) link.setAttribute("aria-current", "page");
        else link.removeAttribute("aria-current");
      }
      links.get(entry.path)?.scrollIntoView({ block: "nearest", inline: "nearest" });
      put(main, el("p", { class: "quiet", role: "status" }, "Loading…"));
    },
    show(content) {
      put(main, ...content);
      // After a change of page a screen reader goes on reading at its heading; the first page starts at the top.
      if (!isFirst) main.focus({ preventScroll: true });
      isFirst = false;
    },
  };
}

/** Light, dark, or as the system has it; kept for the next visit. */
function themeButton(): HTMLElement {
  const root = document.documentElement;
  const saved = localStorage.getItem("oxbow-theme");
  if (saved !== null) root.dataset.theme = saved;
  const isDark = (): boolean =>
    root.dataset.theme === undefined
      ? matchMedia("(prefers-color-scheme: dark)").matches
      : root.dataset.theme === "dark";
  const button = el("button", { class: "plain theme", type: "button" });
  const label = (): void => {
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", isDark() ? "Use the light theme" : "Use the dark theme");
  };
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    localStorage.setItem("oxbow-theme", root.dataset.theme);
    label();
  });
  // Who has chosen nothing here goes with the system.
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", label);
  label();
  return button;
}
