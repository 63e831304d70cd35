import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { BlobStore, BlobWriter, ByteRange } from "./blobs.ts";
import { failedStream } from "./failed-stream.ts";
import { openFileBlobs } from "./file-blobs.ts";

/** Options of {@link openMemoryBlobs}. */
export interface MemoryBlobsOptions {
  /** A longer blob goes to a file, in bytes. Default 4 MiB. */
  readonly maxBlobBytes?: number;
  /** What all blobs in memory may hold together, in bytes; past it they go to files. Default 128 MiB. */
  readonly budgetBytes?: number;
}

const DEFAULTS = Object.freeze({ maxBlobBytes: 4 * 1024 * 1024, budgetBytes: 128 * 1024 * 1024 });

/**
 * Blobs that live as long as the process: small ones in memory up to a budget, the others in a temporary directory
 * that is made for the first of them and removed at the end.
 */
export function openMemoryBlobs(options: MemoryBlobsOptions = {}): BlobStore {
  const { maxBlobBytes, budgetBytes } = { ...DEFAULTS, ...options };
  const blobs = new Map<string, Uint8Array>();
  let heldBytes = 0;
  let overflow: Promise<OverflowDirectory> | undefined;
  let files: BlobStore | undefined;

  async function openOverflow(): Promise<BlobStore> {
    overflow ??= createOverflow();
    ({ files } = await overflow);
    return files;
  }

  function create(id: string = randomUUID()): BlobWriter {
    let chunks: Uint8Array[] = [];
    let byteLength = 0;
    let spilled: BlobWriter | undefined;

    function release(): void {
      heldBytes -= byteLength;
      chunks = [];
      byteLength = 0;
    }

    return {
      write: async (bytes) => {
        if (spilled === undefined) {
          if (byteLength + bytes.byteLength <= maxBlobBytes && heldBytes + bytes.byteLength <= budgetBytes) {
            chunks.push(bytes);
            byteLength += bytes.byteLength;
            heldBytes += bytes.byteLength;
            return;
          }
          spilled = await (await openOverflow()).create(id);
          for (const chunk of chunks) await spilled.write(chunk);
          release();
        }
        await spilled.write(bytes);
      },
      commit: async () => {
        if (spilled !== undefined) return spilled.commit();
        blobs.set(id, copyOf(chunks));
        chunks = [];
        byteLength = 0;
        return id;
      },
      abort: async () => {
        release();
        await spilled?.abort();
      },
    };
  }

  async function put(bytes: Uint8Array): Promise<string> {
    const { byteLength } = bytes;
    if (byteLength > maxBlobBytes || heldBytes + byteLength > budgetBytes) {
      return (await openOverflow()).put(bytes);
    }
    const id = randomUUID();
    heldBytes += byteLength;
    blobs.set(id, copyOf([bytes]));
    return id;
  }

  function clear(): void {
    for (const bytes of blobs.values()) heldBytes -= bytes.byteLength;
    blobs.clear();
  }

  return {
    create: async (id) => create(id),
    put,
    peek: (id, range) => blobs.get(id)?.subarray(range.start, range.end),
    read: (id, range) => {
      const bytes = blobs.get(id);
      if (bytes !== undefined) return readableOf(bytes, range);
      return files?.read(id, range) ?? failedStream(new Error(`blob ${id} does not exist`));
    },
    delete: async (id) => {
      const bytes = blobs.get(id);
      if (bytes === undefined) return files?.delete(id);
      heldBytes -= bytes.byteLength;
      blobs.delete(id);
    },
    list: async () => [...blobs.keys(), ...((await files?.list()) ?? [])],
    clear: async () => {
      clear();
      await files?.clear();
    },
    close: async () => {
      clear();
      const directory = await overflow;
      overflow = undefined;
      files = undefined;
      await directory?.remove();
    },
  };
}

interface OverflowDirectory {
  readonly files: BlobStore;
  readonly remove: () => Promise<void>;
}

async function createOverflow(): Promise<OverflowDirectory> {
  const directory = await mkdtemp(join(tmpdir(), "oxbow-blobs-"));
  const removeAtExit = () => rmSync(directory, { recursive: true, force: true });
  process.once("exit", removeAtExit);
  const files = await openFileBlobs({ directory, isDurable: false });
  return {
    files,
    remove: async () => {
      process.off("exit", removeAtExit);
      await files.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function readableOf(bytes: Uint8Array, { start, end }: ByteRange): Readable {
  return Readable.from([bytes.subarray(start, end)], { objectMode: false });
}

/**
 * A copy of the chunks as one, in memory of its own: a chunk may be a small view of a large network buffer, or belong to
 * somebody who writes to it again. Not from Node's pool either, which one small blob would keep whole.
 */
function copyOf(chunks: readonly Uint8Array[]): Uint8Array {
  const copy = Buffer.allocUnsafeSlow(chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0));
  let offset = 0;
  for (const chunk of chunks) {
    copy.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return copy;
}
