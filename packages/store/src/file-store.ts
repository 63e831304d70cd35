import { mkdirSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { CommitListeners } from "./commit-listeners.ts";
import { DocumentCache } from "./document-cache.ts";
import { DocumentTable } from "./document-table.ts";
import { decodeJson, encodeJson } from "./json-value.ts";
import { ConflictError, type Document, type Store, type Write } from "./store.ts";
import { SyncBarrier } from "./sync-barrier.ts";

/** How long a writer waits for another process's transaction. */
const BUSY_TIMEOUT_MS = 5000;

/** Options of {@link openFileStore}. */
export interface FileStoreOptions {
  /** Created when missing; the database is `documents.sqlite` in it. */
  readonly directory: string;
}

/**
 * A store in a SQLite file. Several processes may have it open; subscribers hear of their own process's commits only.
 *
 * A commit is acknowledged when it is on the disk. SQLite's own `synchronous=FULL` would block the event loop for
 * every fsync; so it runs with NORMAL, which writes the log at once, and a group commit syncs the log off the loop.
 * A log page is checksummed: after a loss of power SQLite replays what was synced and drops the rest.
 */
export async function openFileStore({ directory }: FileStoreOptions): Promise<Store> {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, "documents.sqlite");
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
  const table = new DocumentTable(database);
  const log = await openLog(directory, `${path}-wal`);
  const barrier = new SyncBarrier(() => log.datasync());
  const cache = new DocumentCache();
  const listeners = new CommitListeners();

  function toDocument<Value>(key: string, revision: number): Document<Value> | undefined {
    const cached = cache.get(revision);
    if (cached !== undefined) return { key, value: cached.value as Value, revision };
    const text = table.text(revision);
    // Another process may have replaced it since its revision was read.
    if (text === undefined) return undefined;
    const value = decodeJson(text);
    cache.set(revision, value, text.length);
    return { key, value: value as Value, revision };
  }

  return {
    get: async <Value>(collection: string, key: string) => {
      for (;;) {
        const revision = table.revision(collection, key);
        if (revision === undefined) return undefined;
        const document = toDocument<Value>(key, revision);
        if (document !== undefined) return document;
      }
    },
    list: async <Value>(collection: string, options = {}) =>
      table.read(() =>
        table
          .list(collection, options)
          .map(([revision, key]) => toDocument<Value>(key, revision))
          .filter((document) => document !== undefined),
      ),
    collections: async () => table.collections(),
    commit: async (writes) => {
      const texts = writes.map((write) => (write.kind === "put" ? encodeJson(write.value) : undefined));
      table.write(() => {
        for (const { collection, key, expect } of writes) {
          if (expect === undefined) continue;
          const actual = table.revision(collection, key) ?? "absent";
          if (actual !== expect) throw new ConflictError(collection, key, expect);
        }
        for (const [index, write] of writes.entries()) apply(table, write, texts[index]);
      });
      await barrier.wait();
      listeners.notify(writes);
    },
    subscribe: (collection, listener) => listeners.subscribe(collection, listener),
    clear: async () => {
      table.clear();
      cache.clear();
      await barrier.wait();
    },
    close: async () => {
      listeners.clear();
      await barrier.wait();
      await log.close();
      database.close();
    },
  };
}

function apply(table: DocumentTable, write: Write, text: string | undefined): void {
  if (write.kind === "put") table.put(write.collection, write.key, text ?? "null");
  else if (write.kind === "delete") table.delete(write.collection, write.key);
}

/** The write-ahead log, after its directory entry is on the disk. */
async function openLog(directory: string, path: string): Promise<FileHandle> {
  const handle = await open(directory, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  return open(path, "r");
}
