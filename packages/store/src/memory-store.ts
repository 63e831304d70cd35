import { CommitListeners } from "./commit-listeners.ts";
import { copyJson } from "./json-value.ts";
import { toKeyRange } from "./key-order.ts";
import { OrderedMap } from "./ordered-map.ts";
import { ConflictError, type Document, type ListOptions, type Store, type Write } from "./store.ts";

/**
 * A store that lives as long as the process: ordered maps instead of SQLite, since a listing of 1,000 documents
 * costs 20 µs here and a millisecond there.
 */
export function openMemoryStore(): Store {
  const collections = new Map<string, OrderedMap<Document<unknown>>>();
  const listeners = new CommitListeners();
  let revision = 0;

  const find = (collection: string, key: string) => collections.get(collection)?.get(key);

  function apply(write: Write, value: unknown): void {
    if (write.kind === "check") return;
    const { collection, key } = write;
    let documents = collections.get(collection);
    if (write.kind === "delete") {
      documents?.delete(key);
      if (documents?.size === 0) collections.delete(collection);
      return;
    }
    if (documents === undefined) {
      documents = new OrderedMap();
      collections.set(collection, documents);
    }
    documents.set(key, { key, value, revision: ++revision });
  }

  return {
    get: async <Value>(collection: string, key: string) =>
      find(collection, key) as Document<Value> | undefined,
    list: async <Value>(collection: string, options: ListOptions = {}) => {
      const { limit = Number.POSITIVE_INFINITY, isReversed = false } = options;
      const entries = collections.get(collection)?.range(toKeyRange(options), limit, isReversed) ?? [];
      return entries.map(([, document]) => document as Document<Value>);
    },
    collections: async () => [...collections.keys()],
    commit: async (writes) => {
      const values = writes.map((write) => (write.kind === "put" ? copyJson(write.value) : undefined));
      for (const { collection, key, expect } of writes) {
        if (expect === undefined) continue;
        const actual = find(collection, key)?.revision ?? "absent";
        if (actual !== expect) throw new ConflictError(collection, key, expect);
      }
      for (const [index, write] of writes.entries()) apply(write, values[index]);
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
