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

/** The files below a folder, by key. Hidden files and editors' left-overs are not part of a site. */
export async function listSiteFiles(directory: string): Promise<readonly SiteFile[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files: SiteFile[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const key = relative(directory, path).split(sep).join("/");
    if (key.split("/").some((part) => part.startsWith(".")) || key.endsWith("~")) continue;
    const { size } = await stat(path);
    files.push({ key, path, byteLength: size, contentType: contentTypeOf(extname(key)) });
  }
  return files.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}
