import { el, put } from "./markup.ts";
import type { PageEntry } from "./page.ts";
import { PAGES } from "./pages.ts";
import { themeButton } from "./theme-button.ts";

/** The frame around every page. */
export interface Shell {
  readonly root: HTMLElement;
  /** What goes below the navigation, above every page. */
  readonly notices: HTMLElement;
  /** Marks a page as the one that is coming. */
  readonly select: (entry: PageEntry) => void;
  readonly show: (content: readonly HTMLElement[]) => void;
}

export function buildShell(): Shell {
  const links = new Map(PAGES.map((page) => [page.path, el("a", { href: `#/${page.path}` }, page.title)]));
  const main = el("main", { id: "main", tabindex: "-1" }, loading());
  const notices = el("div", { class: "notices" });
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
    notices,
    main,
  );
  let isFirst = true;
  return {
    root,
    notices,
    select(entry) {
      document.title = `${entry.title} · Oxbow`;
      for (const [path, link] of links) {
        if (path === entry.path) link.setAttribute("aria-current", "page");
        else link.removeAttribute("aria-current");
      }
      links.get(entry.path)?.scrollIntoView({ block: "nearest", inline: "nearest" });
      put(main, loading());
    },
    show(content) {
      put(main, ...content);
      // After a change of page a screen reader goes on reading at its heading; the first page starts at the top.
      if (!isFirst) {
        const heading = main.querySelector<HTMLElement>("h1") ?? main;
        heading.tabIndex = -1;
        heading.focus({ preventScroll: true });
        scrollTo({ top: 0, behavior: "instant" });
      }
      isFirst = false;
    },
  };
}

const loading = (): HTMLElement => el("p", { class: "quiet loading", role: "status" }, "Loading…");
