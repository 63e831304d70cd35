import type { Document } from "@oxbow/store";
import { asDeployed, type DistributionRecord, distributionKey } from "../distribution-record.ts";
import type { Scheduler } from "../scheduler.ts";
import { retryConflicts } from "../storage/retry-conflicts.ts";
import type { Tables } from "../storage/tables.ts";

/**
 * When an accepted change reaches the edge.
 *
 * - `timed`: after the delay, on the server's clock (the real service: minutes)
 * - `next-read`: the next Get of the distribution finds it Deployed
 * - `manual`: when the admin API says so
 */
export type DeployMode = "timed" | "next-read" | "manual";

export interface DeploymentsOptions {
  readonly tables: Tables;
  readonly mode: DeployMode;
  readonly delayMs: number;
  readonly now: () => Date;
  readonly scheduler: Scheduler;
  /** After a deployment was written, before whoever asked for it is told. */
  readonly onDeployed: (key: string) => Promise<void>;
  /** A deployment that a timer began failed; it is tried again at the next read. */
  readonly onError: (error: unknown) => void;
}

/** The longest a timer of Node can be; what is due later is looked at again then. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Takes changes from InProgress to Deployed. What is pending is in the records themselves, so that a restart
 * goes on where the last process stopped; timers only make sure that nobody has to ask.
 */
export class Deployments {
  readonly #options: DeploymentsOptions;
  readonly #timers = new Map<string, () => void>();
  #isClosed = false;

  constructor(options: DeploymentsOptions) {
    this.#options = options;
  }

  /** Call after a change was committed. */
  schedule(record: DistributionRecord): void {
    const { mode, scheduler, onError } = this.#options;
    if (mode !== "timed" || this.#isClosed || record.pendingSinceMs === undefined) return;
    const key = distributionKey(record.accountId, record.kind, record.id);
    this.#timers.get(key)?.();
    const delayMs = Math.min(MAX_TIMER_MS, Math.max(0, this.#dueInMs(record.pendingSinceMs)));
    const cancel = scheduler.setTimer(delayMs, () => {
      this.#timers.delete(key);
      this.#deployIfDue(key).catch(onError);
    });
    this.#timers.set(key, cancel);
  }

  /** Schedules what an earlier process left pending. */
  async resume(): Promise<void> {
    for (const { value } of await this.#options.tables.distributions.list()) this.schedule(value);
  }

  /** What a reader gets to see: the document after any deployment that is due by now. */
  async settle<Value extends DistributionRecord>(document: Document<Value>): Promise<Document<Value>> {
    if (!this.#isDue(document.value)) return document;
    const deployed = await this.#deploy(document.key, (record) => this.#isDue(record));
    // The key names the kind, so what is read again has the type that was read first.
    return (deployed ?? document) as Document<Value>;
  }

  /** The same for a reader that lists: a list is no read of the distribution in the sense of `next-read`. */
  async settleListed<Value extends DistributionRecord>(document: Document<Value>): Promise<Document<Value>> {
    return this.#options.mode === "next-read" ? document : this.settle(document);
  }

  /** Deploys what is pending now: one distribution or all. Returns the ids that were. */
  async complete(distributionId?: string): Promise<readonly string[]> {
    const documents = await this.#options.tables.distributions.list();
    const pending = documents.filter(
      ({ value }) =>
        value.pendingSinceMs !== undefined && (distributionId === undefined || value.id === distributionId),
    );
    for (const { key } of pending) await this.#deploy(key, () => true);
    await this.#completeInvalidations(distributionId);
    return pending.map(({ value }) => value.id);
  }

  /** When something that takes as long as a deployment and begins now will be done, on the server's clock. */
  dueMs(): number {
    const { mode, delayMs, now } = this.#options;
    if (mode === "manual") return Number.MAX_SAFE_INTEGER;
    return now().getTime() + (mode === "timed" ? delayMs : 0);
  }

  /** Forgets the timers: what is pending stays in the store. */
  cancelAll(): void {
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }

  close(): void {
    this.#isClosed = true;
    this.cancelAll();
  }

  async #completeInvalidations(distributionId: string | undefined): Promise<void> {
    const { tables, now } = this.#options;
    const nowMs = now().getTime();
    const prefix = distributionId === undefined ? {} : { prefix: `${distributionId}/` };
    const documents = await tables.invalidations.list(prefix);
    const writes = documents
      .filter(({ value }) => value.completeMs > nowMs)
      .map(({ key, value }) => tables.invalidations.put(key, { ...value, completeMs: nowMs }));
    if (writes.length > 0) await tables.commit(writes);
  }

  #dueInMs(pendingSinceMs: number): number {
    return pendingSinceMs + this.#options.delayMs - this.#options.now().getTime();
  }

  #isDue(record: DistributionRecord): boolean {
    if (record.pendingSinceMs === undefined) return false;
    const { mode } = this.#options;
    return mode === "next-read" || (mode === "timed" && this.#dueInMs(record.pendingSinceMs) <= 0);
  }

  async #deployIfDue(key: string): Promise<void> {
    const document = await this.#options.tables.distributions.get(key);
    if (document === undefined) return;
    if (this.#isDue(document.value)) await this.#deploy(key, (record) => this.#isDue(record));
    // An update came in between, or the clock was set back.
    else this.schedule(document.value);
  }

  async #deploy(
    key: string,
    isWanted: (record: DistributionRecord) => boolean,
  ): Promise<Document<DistributionRecord> | undefined> {
    const { tables, onDeployed } = this.#options;
    this.#timers.get(key)?.();
    this.#timers.delete(key);
    const document = await retryConflicts(async () => {
      const current = await tables.distributions.get(key);
      if (current?.value.pendingSinceMs === undefined || !isWanted(current.value)) return current;
      await tables.commit([tables.distributions.put(key, asDeployed(current.value), current.revision)]);
      return tables.distributions.get(key);
    });
    await onDeployed(key);
    return document;
  }
}
