import { readdir, stat } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { mapLimited } from "../map-limited.ts";
import { cacheControlOf } from "./cache-control.ts";
import { contentTypeOf } from "./content-type.ts";
import type { SiteFolder } from "./streaming-site.ts";

/** A file of the site's own that becomes an object. */
export interface SiteFile {
  readonly key: string;
  readonly path: string;
  readonly byteLength: number;
  readonly contentType: string;
  /** Header that the site chooses for it; `undefined` when it chooses none. */
  readonly cacheControl?: string | undefined;
}

const FILES_AT_ONCE = 16;

/** The files below a folder, by key. A link to a file counts as the file, a link to a folder is not followed. Hidden files and editors' left-overs are not part of a site. */
export async function listSiteFiles(
  folder: Pick<SiteFolder, "directory" | "cacheControl">,
): Promise<readonly SiteFile[]> {
  const { directory } = folder;
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files: SiteFile[] = [];
  await mapLimited(entries, FILES_AT_ONCE, async (entry) => {
    if (!entry.isFile() && !entry.isSymbolicLink()) return;
    const path = join(entry.parentPath, entry.name);
    const key = relative(directory, path).split(sep).join("/");
    if (key.split("/").some((part) => part.startsWith(".")) || key.endsWith("~")) return;
    const target = await stat(path);
    if (!target.isFile()) return;
    const cacheControl = cacheControlOf(folder, key);
    files.push({
      key,
      path,
      byteLength: target.size,
      contentType: contentTypeOf(extname(key)),
      cacheControl,
    });
  });
  return files.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}
