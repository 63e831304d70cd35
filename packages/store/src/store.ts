/**
 * The contract of every store engine.
 *
 * A store holds JSON documents in named collections, ordered by key. Nothing in it knows S3 or CloudFront.
 * A change is one {@link Store.commit}: any number of conditional writes, all or none. There are no interactive
 * transactions: read, decide, commit with the revisions you decided on, and start again on {@link ConflictError}.
 * That is what an embedded engine can do without awaiting inside a transaction and what several processes on one
 * PostgreSQL can do without holding locks.
 */
export interface Store {
  /** The document, or `undefined`. */
  readonly get: <Value>(collection: string, key: string) => Promise<Document<Value> | undefined>;
  /** Documents in ascending order of the UTF-8 bytes of their keys. */
  readonly list: <Value>(collection: string, options?: ListOptions) => Promise<readonly Document<Value>[]>;
  /** Names of the collections that hold documents, in no order. */
  readonly collections: () => Promise<readonly string[]>;
  /** Carries out all writes or none. @throws ConflictError when an expectation does not hold; nothing is written then. */
  readonly commit: (writes: readonly Write[]) => Promise<void>;
  /** Calls back after each commit that touched the collection, with the keys it touched. Returns the unsubscriber. */
  readonly subscribe: (collection: string, listener: (keys: readonly string[]) => void) => () => void;
  /** Forgets every document. */
  readonly clear: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface Document<Value> {
  readonly key: string;
  readonly value: Value;
  /** Changes with every write of the key; never reused for it. */
  readonly revision: number;
}

export interface ListOptions {
  /** Keys that begin with this. */
  readonly prefix?: string;
  /** Keys strictly after this. */
  readonly after?: string;
  /** Keys at or after this. */
  readonly from?: string;
  /** Keys strictly before this. */
  readonly before?: string;
  /** At most this many; all by default. */
  readonly limit?: number;
  /** Descending order. */
  readonly isReversed?: boolean;
}

export type Write =
  | {
      readonly kind: "put";
      readonly collection: string;
      readonly key: string;
      /** Any JSON value. */
      readonly value: unknown;
      readonly expect?: Expectation;
    }
  | {
      readonly kind: "delete";
      readonly collection: string;
      readonly key: string;
      readonly expect?: Expectation;
    }
  /** Writes nothing; the commit fails unless the expectation holds. */
  | {
      readonly kind: "check";
      readonly collection: string;
      readonly key: string;
      readonly expect: Expectation;
    };

/** The revision the key must have, or that it must not exist. Without one the write is unconditional. */
export type Expectation = number | "absent";

/** Thrown by {@link Store.commit} when somebody else was faster. */
export class ConflictError extends Error {
  override readonly name = "ConflictError";
  readonly code = "ERR_STORE_CONFLICT";
  readonly collection: string;
  readonly key: string;

  constructor(collection: string, key: string, expected: Expectation) {
    super(`${collection}/${key} is not at the expected revision ${expected}: read it again and retry`);
    this.collection = collection;
    this.key = key;
  }
}
