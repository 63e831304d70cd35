import { CommitListeners } from "./commit-listeners.ts";
import { decodeJson, encodeJson } from "./json-value.ts";
import { toKeyRange } from "./key-order.ts";
import { OrderedMap } from "./ordered-map.ts";
import { ConflictError, type Document, type ListOptions, type Store, type Write } from "./store.ts";

/**
 * A store that lives as long as the process: ordered maps instead of SQLite, since a listing of 1,000 documents
 * costs 20 µs here and a millisecond there.
 */
export function openMemoryStore(): Store {
  const collections = new Map<string, OrderedMap<MemoryDocument>>();
  const listeners = new CommitListeners();
  let revision = 0;

  const find = (collection: string, key: string) => collections.get(collection)?.get(key);

  function apply(write: Write, text: string | undefined): void {
    if (write.kind === "check") return;
    if (write.kind === "delete") {
      const documents = collections.get(write.collection);
      documents?.delete(write.key);
      if (documents?.size === 0) collections.delete(write.collection);
      return;
    }
    let documents = collections.get(write.collection);
    if (documents === undefined) {
      documents = new OrderedMap();
      collections.set(write.collection, documents);
    }
    documents.set(write.key, new MemoryDocument(write.key, text ?? "null", ++revision));
  }

  return {
    get: async <Value>(collection: string, key: string) =>
      find(collection, key) as Document<Value> | undefined,
    list: async <Value>(collection: string, options: ListOptions = {}) => {
      const { limit = Number.POSITIVE_INFINITY, isReversed = false } = options;
      const entries = collections.get(collection)?.range(toKeyRange(options), limit, isReversed) ?? [];
      return entries.map(([, document]) => document as unknown as Document<Value>);
    },
    collections: async () => [...collections.keys()],
    commit: async (writes) => {
      const texts = writes.map((write) => (write.kind === "put" ? encodeJson(write.value) : undefined));
      for (const { collection, key, expect } of writes) {
        if (expect === undefined) continue;
        const actual = find(collection, key)?.revision ?? "absent";
        if (actual !== expect) throw new ConflictError(collection, key, expect);
      }
      for (const [index, write] of writes.entries()) apply(write, texts[index]);
      listeners.notify(writes);
    },
    subscribe: (collection, listener) => listeners.subscribe(collection, listener),
    clear: async () => collections.clear(),
    close: async () => {
      collections.clear();
      listeners.clear();
    },
  };
}

/** Parsed when first read; many documents are written and never read. */
class MemoryDocument implements Document<unknown> {
  readonly key: string;
  readonly revision: number;
  #text: string | undefined;
  #value: unknown;

  constructor(key: string, text: string, revision: number) {
    this.key = key;
    this.revision = revision;
    this.#text = text;
  }

  get value(): unknown {
    if (this.#text !== undefined) {
      this.#value = decodeJson(this.#text);
      this.#text = undefined;
    }
    return this.#value;
  }
}
