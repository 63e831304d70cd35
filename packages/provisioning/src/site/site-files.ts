import { readdir, stat } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { contentTypeOf } from "./content-type.ts";

/** A file of the site's own that becomes an object. */
export interface SiteFile {
  readonly key: string;
  readonly path: string;
  readonly byteLength: number;
  readonly contentType: string;
}

/** The files below a folder, by key. A link to a file counts as the file, a link to a folder is not followed. Hidden files and editors' left-overs are not part of a site. */
export async function listSiteFiles(directory: string): Promise<readonly SiteFile[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files: SiteFile[] = [];
  for (const entry of entries) {
    if (!entry.isFile() && !entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const key = relative(directory, path).split(sep).join("/");
    if (key.split("/").some((part) => part.startsWith(".")) || key.endsWith("~")) continue;
    const target = await stat(path);
    if (!target.isFile()) continue;
    files.push({ key, path, byteLength: target.size, contentType: contentTypeOf(extname(key)) });
  }
  return files.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}
