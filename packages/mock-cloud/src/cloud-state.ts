import type { Readable } from "node:stream";
import type { BlobStore, Store } from "@oxbow/store";

/** One document of the state; together with the blobs that documents name, all there is to know of a cloud. */
export interface StateDocument {
  readonly collection: string;
  readonly key: string;
  readonly value: unknown;
}

interface CloudStateParts {
  readonly store: Store;
  readonly blobs: BlobStore;
  /** Forgets everything. */
  readonly reset: () => Promise<void>;
  /** Lets the services take up what the store holds. */
  readonly reload: () => Promise<void>;
}

/** Documents read or written at once. */
const BATCH = 500;

/** The whole state of a cloud, to be taken away and brought back: fixtures. */
export class CloudState {
  readonly #parts: CloudStateParts;

  constructor(parts: CloudStateParts) {
    this.#parts = parts;
  }

  /** Every document, by collection and key, so that two exports of the same state are the same. */
  async *documents(): AsyncGenerator<StateDocument> {
    const { store } = this.#parts;
    for (const collection of (await store.collections()).toSorted()) {
      let after: string | undefined;
      for (;;) {
        const page = await store.list<unknown>(collection, {
          limit: BATCH,
          ...(after === undefined ? {} : { after }),
        });
        for (const { key, value } of page) yield { collection, key, value };
        after = page.at(-1)?.key;
        if (page.length < BATCH) break;
      }
    }
  }

  async blobIds(): Promise<readonly string[]> {
    return (await this.#parts.blobs.list()).toSorted();
  }

  /** The bytes of a blob; the stream fails when there is none. */
  readBlob(id: string): Readable {
    return this.#parts.blobs.read(id, { start: 0, end: Number.POSITIVE_INFINITY });
  }

  /** Takes a blob over under the id it had. */
  async restoreBlob(id: string, bytes: Readable): Promise<void> {
    const writer = await this.#parts.blobs.create(id);
    try {
      for await (const chunk of bytes as AsyncIterable<Buffer>) await writer.write(chunk);
      await writer.commit();
    } catch (error) {
      await writer.abort();
      throw error;
    }
  }

  /** Puts these documents into an empty cloud. What fails half way leaves an empty cloud. @returns how many */
  async restoreDocuments(documents: AsyncIterable<StateDocument>): Promise<number> {
    const { store, reset, reload } = this.#parts;
    let count = 0;
    try {
      let batch: StateDocument[] = [];
      const commit = async (): Promise<void> => {
        await store.commit(batch.map((it) => ({ kind: "put", ...it })));
        count += batch.length;
        batch = [];
      };
      for await (const document of documents) {
        batch.push(document);
        if (batch.length === BATCH) await commit();
      }
      await commit();
    } catch (error) {
      await reset();
      throw error;
    }
    await reload();
    return count;
  }
}
