import type { Document, Expectation, ListOptions, Store, Write } from "@oxbow/store";

/** One collection of the store with the type of its documents. Writes are made here and committed together. */
export class Table<Value> {
  readonly name: string;
  readonly #store: Store;

  constructor(store: Store, name: string) {
    this.#store = store;
    this.name = name;
  }

  readonly get = (key: string): Promise<Document<Value> | undefined> =>
    this.#store.get<Value>(this.name, key);

  readonly list = (options?: ListOptions): Promise<readonly Document<Value>[]> =>
    this.#store.list<Value>(this.name, options);

  readonly put = (key: string, value: Value, expect?: Expectation): Write =>
    expect === undefined
      ? { kind: "put", collection: this.name, key, value }
      : { kind: "put", collection: this.name, key, value, expect };

  readonly delete = (key: string, expect?: Expectation): Write =>
    expect === undefined
      ? { kind: "delete", collection: this.name, key }
      : { kind: "delete", collection: this.name, key, expect };

  readonly check = (key: string, expect: Expectation): Write => ({
    kind: "check",
    collection: this.name,
    key,
    expect,
  });

  readonly subscribe = (listener: (keys: readonly string[]) => void): (() => void) =>
    this.#store.subscribe(this.name, listener);
}
