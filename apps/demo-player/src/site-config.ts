/** A stream the page offers. */
export interface OfferedFile {
  readonly streamer: string;
  readonly file: string;
  readonly title: string;
}

/** `config.json` beside the page, written when the site is provisioned. */
export interface SiteConfig {
  readonly streamer: string;
  readonly file: string;
  /** Template of the edge's addresses, as the player takes it. */
  readonly edge: string;
  /** The mock's API endpoint; `undefined` where the page has none to talk to. */
  readonly api: string | undefined;
  readonly files: readonly OfferedFile[];
}

const DEFAULTS: SiteConfig = {
  streamer: "",
  file: "",
  edge: "http://{label}.cloudfront.localhost:8080",
  api: "http://127.0.0.1:4566",
  files: [],
};

/** Reads the configuration; a page without one still plays what is pasted into it. */
export async function readSiteConfig(): Promise<SiteConfig> {
  try {
    const response = await fetch("./config.json", { cache: "no-cache" });
    if (!response.ok) return DEFAULTS;
    const given: Partial<SiteConfig> = await response.json();
    const config = { ...DEFAULTS, ...given };
    if (config.files.length > 0 || config.file === "") return config;
    return { ...config, files: [{ streamer: config.streamer, file: config.file, title: config.file }] };
  } catch {
    return DEFAULTS;
  }
}
