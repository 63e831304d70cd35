import { createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { UsageError } from "../terminal/usage-error.ts";
import { askAdmin, BLOBS, DOCUMENTS, FORMAT, MANIFEST } from "./local-state.ts";

interface ExportOptions {
  readonly endpoint: string;
  readonly json?: true;
}

/** `oxbow export DIR`: writes the whole state of a running cloud, beside the folder first, so that none is half there. */
export async function exportState(directory: string, { endpoint, json }: ExportOptions): Promise<void> {
  const target = resolve(directory);
  await refuseForeignFolder(target, directory);
  const incoming = `${target}.incoming`;
  await rm(incoming, { recursive: true, force: true });
  await mkdir(join(incoming, BLOBS), { recursive: true });
  try {
    const ids = (await (await askAdmin(endpoint, "/_oxbow/state/blobs")).json()) as readonly string[];
    await save(endpoint, "/_oxbow/state", join(incoming, DOCUMENTS));
    for (const id of ids) await save(endpoint, `/_oxbow/state/blobs/${id}`, join(incoming, BLOBS, id));
    await writeFile(join(incoming, MANIFEST), `${JSON.stringify({ format: FORMAT })}\n`);
    await rm(target, { recursive: true, force: true });
    await mkdir(dirname(target), { recursive: true });
    await rename(incoming, target);
    if (json) process.stdout.write(`${JSON.stringify({ directory: target, blobs: ids.length })}\n`);
    else process.stdout.write(`exported to ${directory}; oxbow import ${directory} brings it back\n`);
  } finally {
    await rm(incoming, { recursive: true, force: true });
  }
}

/** Only what was exported before is replaced. */
async function refuseForeignFolder(target: string, directory: string): Promise<void> {
  const entries: readonly string[] = await readdir(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw new UsageError(`${directory}: ${error.message}`);
  });
  if (entries.length > 0 && !entries.includes(MANIFEST))
    throw new UsageError(
      `${directory} holds other files: write an empty folder, or one that was exported to before`,
    );
}

async function save(endpoint: string, path: string, file: string): Promise<void> {
  const { body } = await askAdmin(endpoint, path);
  await pipeline(
    body === null ? Readable.from([]) : Readable.fromWeb(body as ReadableStream),
    createWriteStream(file),
  );
}
