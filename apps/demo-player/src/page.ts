import type { SiteConfig } from "./site-config.ts";

/** What every page is given. */
export interface PageContext {
  readonly config: SiteConfig;
  /** What stands behind `?` in the address. */
  readonly params: URLSearchParams;
  /** Aborted when the visitor goes elsewhere. */
  readonly signal: AbortSignal;
  /** Keeps the address up to date with what is shown, without leaving the page. */
  readonly remember: (params: Readonly<Record<string, string>>) => void;
}

/** Builds a page. Whatever it starts has to end with `signal`. */
export type BuildPage = (context: PageContext) => HTMLElement | readonly HTMLElement[];

/** A page in the navigation. */
export interface PageEntry {
  readonly path: string;
  readonly title: string;
  readonly load: () => Promise<BuildPage>;
}
