import { readFile } from "node:fs/promises";
import { dirname, extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { SiteError } from "../errors.ts";
import {
  playerFolder,
  type StreamingSite,
  type StreamingSiteInput,
  toStreamingSite,
} from "./streaming-site.ts";

/**
 * Reads a site file: a module whose default export is the site, or JSON.
 *
 * @returns the site with its defaults, its directories absolute
 * @throws SiteError `ERR_SITE_UNREADABLE` when the file is not there or is neither
 */
export async function loadSite(path: string): Promise<StreamingSite> {
  const file = resolve(path);
  let input: unknown;
  try {
    input =
      extname(file) === ".json"
        ? JSON.parse(await readFile(file, "utf8"))
        : (await import(pathToFileURL(file).href)).default;
  } catch (cause) {
    throw new SiteError(
      "ERR_SITE_UNREADABLE",
      `cannot read the site file ${path}: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    throw new SiteError(
      "ERR_SITE_UNREADABLE",
      `${path} has to hold one object (a module: as its default export)`,
    );
  }
  return resolveDirectories(toStreamingSite(input as StreamingSiteInput), dirname(file));
}

/** The same site with directories that do not depend on the working directory. */
export function resolveDirectories(site: StreamingSite, base: string): StreamingSite {
  const player = playerFolder(site);
  const absolute = <Folder extends { readonly directory: string }>(folder: Folder): Folder =>
    typeof folder?.directory === "string"
      ? { ...folder, directory: resolve(base, folder.directory) }
      : folder;
  return {
    ...site,
    media: absolute(site.media),
    ...(player === undefined ? {} : { player: absolute(player) }),
  };
}
