import { createReadStream } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { UsageError } from "../terminal/usage-error.ts";
import { askAdmin, BLOBS, DOCUMENTS, FORMAT, MANIFEST } from "./local-state.ts";

interface ImportOptions {
  readonly endpoint: string;
  readonly json?: true;
}

/** `oxbow import DIR`: what was exported takes the place of everything a running cloud holds. */
export async function importState(directory: string, { endpoint, json }: ImportOptions): Promise<void> {
  await requireExport(directory);
  await askAdmin(endpoint, "/_oxbow/reset", { method: "POST" });
  const ids = await readdir(join(directory, BLOBS)).catch(() => []);
  for (const id of ids)
    await send(endpoint, `/_oxbow/state/blobs/${id}`, join(directory, BLOBS, id), "application/octet-stream");
  const answer = await send(endpoint, "/_oxbow/state", join(directory, DOCUMENTS), "application/x-ndjson");
  const { documents } = (await answer.json()) as { readonly documents: number };
  if (json) process.stdout.write(`${JSON.stringify({ documents, blobs: ids.length })}\n`);
  else process.stdout.write(`imported ${documents} documents and ${ids.length} objects' bytes\n`);
}

async function requireExport(directory: string): Promise<void> {
  const advice = "write a folder that oxbow export made";
  let format: unknown;
  try {
    ({ format } = JSON.parse(await readFile(join(directory, MANIFEST), "utf8")) as {
      readonly format: unknown;
    });
    await stat(join(directory, DOCUMENTS));
  } catch (error) {
    throw new UsageError(
      `${directory}: ${error instanceof Error ? error.message : String(error)}: ${advice}`,
    );
  }
  if (format !== FORMAT)
    throw new UsageError(
      `${directory} is of format ${JSON.stringify(format)}, and this is ${FORMAT}: ${advice}`,
    );
}

async function send(endpoint: string, path: string, file: string, type: string): Promise<Response> {
  return await askAdmin(endpoint, path, {
    method: "PUT",
    headers: { "content-type": type },
    body: Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array<ArrayBuffer>>,
    duplex: "half",
  });
}
