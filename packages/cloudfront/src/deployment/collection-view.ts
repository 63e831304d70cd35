import type { Table } from "../storage/table.ts";

/**
 * A collection of the store held in memory, so that the edge can look things up without waiting.
 *
 * It follows the store's notifications, whichever process wrote. Re-reads are chained: the one that began after
 * the last commit is the one that counts.
 */
export class CollectionView<Value> {
  readonly #table: Table<Value>;
  readonly #onChange: (key: string, before: Value | undefined, after: Value | undefined) => void;
  readonly #values = new Map<string, Value>();
  readonly #unsubscribe: () => void;
  #reading: Promise<void> = Promise.resolve();

  constructor(
    table: Table<Value>,
    onChange: (key: string, before: Value | undefined, after: Value | undefined) => void,
    onError: (error: unknown) => void,
  ) {
    this.#table = table;
    this.#onChange = onChange;
    this.#unsubscribe = table.subscribe((keys) => {
      this.refresh(keys).catch(onError);
    });
  }

  get values(): ReadonlyMap<string, Value> {
    return this.#values;
  }

  /** Resolves when every change that was announced so far has been read. Never fails. */
  get settled(): Promise<void> {
    return this.#reading;
  }

  /** Reads everything the store holds, and forgets what it does not hold any more. */
  load(): Promise<void> {
    return this.#chain(async () => {
      const documents = new Map((await this.#table.list()).map(({ key, value }) => [key, value]));
      for (const key of this.#values.keys()) if (!documents.has(key)) this.#set(key, undefined);
      for (const [key, value] of documents) this.#set(key, value);
    });
  }

  /** Reads some documents again; resolves when the view has them. */
  refresh(keys: readonly string[]): Promise<void> {
    return this.#chain(async () => {
      for (const key of keys) this.#set(key, (await this.#table.get(key))?.value);
    });
  }

  close(): void {
    this.#unsubscribe();
  }

  #chain(read: () => Promise<void>): Promise<void> {
    const reading = this.#reading.then(read);
    this.#reading = reading.catch(() => {
      // The caller is told by the promise it holds; the next read must still take place.
    });
    return reading;
  }

  #set(key: string, after: Value | undefined): void {
    const before = this.#values.get(key);
    if (after === undefined) this.#values.delete(key);
    else this.#values.set(key, after);
    if (before !== undefined || after !== undefined) this.#onChange(key, before, after);
  }
}
