import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

/** Names that some client, proxy or server gets wrong, as paths below a folder. */
const NAMES = [
  "plain.txt",
  "with space.txt",
  "plus+sign.txt",
  "percent%20name.txt",
  "equals=and&ampersand.txt",
  "semi;colon.txt",
  "quote'single.txt",
  "hash#tag.txt",
  "question?mark.txt",
  "ümläut-日本語-🎬.txt",
  "deep/er/and/deeper.txt",
  "dots.../..hidden.txt",
  "(parens)[brackets]{braces}.txt",
  "tilde~and@at!.txt",
  "videos/mp4:colon.mp4",
];

/** Writes the tree: one small file a name, an empty one, and one of 6 MiB that most clients send in parts. */
export async function writeAwkwardTree(folder: string): Promise<void> {
  for (const name of NAMES) await put(join(folder, name), `the content of ${name}\n`);
  await put(join(folder, "empty.bin"), "");
  const large = Buffer.alloc(6 * 1024 * 1024);
  for (let offset = 0; offset < large.length; offset += 4)
    large.writeUInt32BE((offset * 2_654_435_761) >>> 0, offset);
  await put(join(folder, "large.bin"), large);
}

async function put(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

/** SHA-256 of every file below a folder, by path: equal trees have equal answers. */
export async function digestTree(folder: string): Promise<Readonly<Record<string, string>>> {
  const digests: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    digests[relative(folder, path)] = createHash("sha256")
      .update(await readFile(path))
      .digest("hex");
  }
  return digests;
}
