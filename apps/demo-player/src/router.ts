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
        shown = `#/${entry.path}?${new URLSearchParams(values)}`;
        history.replaceState(null, "", shown);
      };
      const content = build({ config, params, signal: mine.signal, remember });
      shell.show(Array.isArray(content) ? content : [content as HTMLElement]);
    } catch (error) {
      if (!mine.signal.aborted) shell.show([failure(entry, error)]);
    }
  }

  addEventListener("hashchange", () => void show());
  void show();
}

function failure({ title }: PageEntry, error: unknown): HTMLElement {
  return el(
    "div",
    { class: "notice bad", role: "alert" },
    `“${title}” could not be shown: ${error instanceof Error ? error.message : String(error)}`,
  );
}
