import type { FileHandle } from "node:fs/promises";

/** What a writer gathers before it goes to the disk. */
const WRITE_BYTES = 256 * 1024;

/** A file that is written in pieces of {@link WRITE_BYTES}, whatever it is given. */
export class GatheringFile {
  readonly #handle: FileHandle;
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;
  #isClosed = false;

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.byteLength;
    if (this.#pendingBytes >= WRITE_BYTES) await this.#flush();
  }

  /** Writes what is left and closes; with `isSynced` the bytes are on the disk then. */
  async finish(isSynced: boolean): Promise<void> {
    await this.#flush();
    if (isSynced) await this.#handle.datasync();
    await this.close();
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#handle.close();
  }

  async #flush(): Promise<void> {
    let left: readonly Uint8Array[] = this.#pending;
    this.#pending = [];
    this.#pendingBytes = 0;
    while (left.length > 0) {
      const { bytesWritten } = await this.#handle.writev(left);
      left = withoutFirst(left, bytesWritten);
    }
  }
}

/** What is left of the pieces after so many bytes of them were written: a write may be short. */
function withoutFirst(pieces: readonly Uint8Array[], byteLength: number): readonly Uint8Array[] {
  const left: Uint8Array[] = [];
  let skipped = byteLength;
  for (const piece of pieces) {
    if (skipped >= piece.byteLength) skipped -= piece.byteLength;
    else {
      left.push(piece.subarray(skipped));
      skipped = 0;
    }
  }
  return left;
}
