import type { Write } from "./store.ts";

type Listener = (keys: readonly string[]) => void;

/** The subscribers of a store, by collection. */
export class CommitListeners {
  readonly #byCollection = new Map<string, Set<Listener>>();

  subscribe(collection: string, listener: Listener): () => void {
    const listeners = this.#byCollection.get(collection) ?? new Set();
    this.#byCollection.set(collection, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#byCollection.get(collection) === listeners) {
        this.#byCollection.delete(collection);
      }
    };
  }

  /** Tells the subscribers of each touched collection its touched keys, once. */
  notify(writes: readonly Write[]): void {
    if (this.#byCollection.size === 0) return;
    const touched = new Map<string, Set<string>>();
    for (const { kind, collection, key } of writes) {
      if (kind === "check" || !this.#byCollection.has(collection)) continue;
      const keys = touched.get(collection) ?? new Set();
      touched.set(collection, keys.add(key));
    }
    for (const [collection, keys] of touched) {
      for (const listener of [...(this.#byCollection.get(collection) ?? [])]) listener([...keys]);
    }
  }

  clear(): void {
    this.#byCollection.clear();
  }
}
