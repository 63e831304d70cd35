import { el } from "./markup.ts";
import type { PageEntry } from "./page.ts";
import { PAGES } from "./pages.ts";
import type { Shell } from "./shell.ts";
import type { SiteConfig } from "./site-config.ts";

/** Shows the page that the address names (`#/play?file=…`), and the next one when the address changes. */
export function startRouter(config: SiteConfig, shell: Shell): void {
  let leaving = new AbortController();
  let shown: string | undefined;

  async function show(): Promise<void> {
    const [path = "", query = ""] = location.hash.replace(/^#\/?/, "").split("?", 2);
    const entry = PAGES.find((page) => page.path === path) ?? PAGES[0];
    if (entry === undefined || shown === location.hash) return;
    shown = location.hash;
    leaving.abort();
    const mine = new AbortController();
    leaving = mine;
    shell.select(entry);
    try {
      const build = await entry.load();
      if (mine.signal.aborted) return;
      const params = new URLSearchParams(query);
      const remember = (values: Readonly<Record<string, string>>): void => {
        // What comes late has no say in the address of another page.
        if (mine.signal.aborted) return;
        shown = `#/${entry.path}?${new URLSearchParams(values)}`;
        history.replaceState(null, "", shown);
      };
      const content = build({ config, params, signal: mine.signal, remember });
      shell.show(Array.isArray(content) ? content : [content as HTMLElement]);
    } catch (error) {
      if (!mine.signal.aborted) shell.show([failure(entry, error, again)]);
    }
  }

  function again(): void {
    shown = undefined;
    void show();
  }

  addEventListener("hashchange", () => void show());
  void show();
}

function failure({ title }: PageEntry, error: unknown, again: () => void): HTMLElement {
  return el(
    "div",
    { class: "notice bad stack tight", role: "alert" },
    el("h1", {}, `“${title}” could not be shown`),
    el("p", {}, error instanceof Error ? error.message : String(error)),
    el("div", { class: "row" }, el("button", { type: "button", onclick: again }, "Try again")),
  );
}
