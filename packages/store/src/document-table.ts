import type { DatabaseSync, StatementSync } from "node:sqlite";
import { toKeyRange } from "./key-order.ts";
import type { ListOptions } from "./store.ts";

/**
 * A rowid table (WITHOUT ROWID costs three times as much for documents). The rowid is the revision: AUTOINCREMENT
 * never gives one twice, and a replacement takes a new one. SQLite compares text by its UTF-8 bytes.
 */
const SCHEMA = `
CREATE TABLE IF NOT EXISTS documents (
  revision   INTEGER PRIMARY KEY AUTOINCREMENT,
  collection TEXT NOT NULL,
  key        TEXT NOT NULL,
  value      TEXT NOT NULL,
  UNIQUE (collection, key)
)`;

type Row = readonly [revision: number, key: string];

/** The prepared statements of a SQLite database that holds documents. */
export class DocumentTable {
  readonly #database: DatabaseSync;
  readonly #revision: StatementSync;
  readonly #text: StatementSync;
  readonly #put: StatementSync;
  readonly #delete: StatementSync;
  readonly #lists = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    database.exec(SCHEMA);
    this.#database = database;
    this.#revision = database.prepare("SELECT revision FROM documents WHERE collection = ? AND key = ?");
    this.#text = database.prepare("SELECT value FROM documents WHERE revision = ?");
    this.#put = database.prepare(
      "INSERT OR REPLACE INTO documents (collection, key, value) VALUES (?, ?, ?)",
    );
    this.#delete = database.prepare("DELETE FROM documents WHERE collection = ? AND key = ?");
    this.#revision.setReturnArrays(true);
    this.#text.setReturnArrays(true);
  }

  revision(collection: string, key: string): number | undefined {
    const row = this.#revision.get(collection, key) as readonly [number] | undefined;
    return row?.[0];
  }

  text(revision: number): string | undefined {
    const row = this.#text.get(revision) as readonly [string] | undefined;
    return row?.[0];
  }

  list(collection: string, options: ListOptions): readonly Row[] {
    const { start, isStartExcluded, end } = toKeyRange(options);
    const statement = this.#listStatement(isStartExcluded, end !== undefined, options.isReversed === true);
    const bounds = end === undefined ? [collection, start] : [collection, start, end];
    // SQLite takes a negative limit as none.
    return statement.all(...bounds, options.limit ?? -1) as unknown as readonly Row[];
  }

  collections(): readonly string[] {
    const rows = this.#database.prepare("SELECT DISTINCT collection FROM documents").all();
    return rows.map(({ collection }) => String(collection));
  }

  put(collection: string, key: string, text: string): void {
    this.#put.run(collection, key, text);
  }

  delete(collection: string, key: string): void {
    this.#delete.run(collection, key);
  }

  clear(): void {
    this.#database.exec("DELETE FROM documents");
  }

  /** Runs `body` in one write transaction; a throw undoes it. */
  write(body: () => void): void {
    this.#transaction("BEGIN IMMEDIATE", body);
  }

  /** Runs `body` on one snapshot. */
  read<Result>(body: () => Result): Result {
    return this.#transaction("BEGIN", body);
  }

  #transaction<Result>(begin: string, body: () => Result): Result {
    this.#database.exec(begin);
    try {
      const result = body();
      this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  #listStatement(isStartExcluded: boolean, hasEnd: boolean, isReversed: boolean): StatementSync {
    const sql = [
      "SELECT revision, key FROM documents WHERE collection = ?",
      isStartExcluded ? "AND key > ?" : "AND key >= ?",
      hasEnd ? "AND key < ?" : "",
      isReversed ? "ORDER BY key DESC" : "ORDER BY key",
      "LIMIT ?",
    ].join(" ");
    const prepared = this.#lists.get(sql) ?? this.#database.prepare(sql);
    prepared.setReturnArrays(true);
    this.#lists.set(sql, prepared);
    return prepared;
  }
}
