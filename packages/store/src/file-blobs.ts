import { randomUUID } from "node:crypto";
import { closeSync, createReadStream, openSync } from "node:fs";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import type { BlobStore, BlobWriter, ByteRange } from "./blobs.ts";
import { failedStream } from "./failed-stream.ts";
import { GatheringFile } from "./gathering-file.ts";

/** Bytes a reader takes from the disk at once. */
const READ_BYTES = 256 * 1024;

/** Options of {@link openFileBlobs}. */
export interface FileBlobsOptions {
  /** Created when missing. */
  readonly directory: string;
  /** False skips the syncs, for blobs that need not survive the process. Default true. */
  readonly isDurable?: boolean;
}

/**
 * Blobs in files: written under a temporary name, synced, renamed. What a killed process left half written is
 * removed when the directory is opened again; so one process at a time may have it open.
 */
export async function openFileBlobs({ directory, isDurable = true }: FileBlobsOptions): Promise<BlobStore> {
  const incoming = join(directory, "incoming");
  const committed = join(directory, "committed");
  const knownDirectories = new Set<string>();
  await rm(incoming, { recursive: true, force: true });
  await mkdir(incoming, { recursive: true });
  await mkdir(committed, { recursive: true });

  /** 256 directories, so that none holds more than a file system likes. */
  const pathOf = (id: string) => join(committed, id.slice(0, 2), id);

  async function publish(temporaryPath: string, id: string): Promise<void> {
    const path = pathOf(id);
    const parent = dirname(path);
    const isNew = !knownDirectories.has(parent);
    if (isNew) await mkdir(parent, { recursive: true });
    await rename(temporaryPath, path);
    if (isDurable) await syncDirectories(isNew ? [parent, committed] : [parent]);
    knownDirectories.add(parent);
  }

  async function create(id: string = randomUUID()): Promise<BlobWriter> {
    if (!/^[\da-z-]{2,64}$/i.test(id))
      throw new RangeError(`"${id}" is no blob id: letters, digits and dashes`);
    const temporaryPath = join(incoming, id);
    const file = new GatheringFile(await open(temporaryPath, "wx"));
    return {
      write: (bytes) => file.write(bytes),
      commit: async () => {
        await file.finish(isDurable);
        await publish(temporaryPath, id);
        return id;
      },
      abort: async () => {
        await file.close();
        await rm(temporaryPath, { force: true });
      },
    };
  }

  async function put(bytes: Uint8Array): Promise<string> {
    const writer = await create();
    try {
      await writer.write(bytes);
      return await writer.commit();
    } catch (error) {
      await writer.abort();
      throw error;
    }
  }

  return {
    create,
    put,
    peek: () => undefined,
    read: (id, range) => readFile(pathOf(id), range),
    delete: (id) => rm(pathOf(id), { force: true }),
    list: async () => {
      const entries = await readdir(committed, { recursive: true, withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
    },
    clear: async () => {
      knownDirectories.clear();
      await rm(committed, { recursive: true, force: true });
      await mkdir(committed, { recursive: true });
    },
    close: async () => undefined,
  };
}

/** Opens at once: a deletion in the next moment must not take the file from under a reader. */
function readFile(path: string, { start, end }: ByteRange): Readable {
  let fd: number;
  try {
    fd = openSync(path, "r");
  } catch (error) {
    return failedStream(error instanceof Error ? error : new Error(String(error)));
  }
  // A read stream's end is inclusive and can't say "nothing".
  if (end <= start) {
    closeSync(fd);
    return Readable.from([]);
  }
  return createReadStream("", { fd, start, end: end - 1, highWaterMark: READ_BYTES });
}

async function syncDirectories(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const handle = await open(path, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}
