import { Readable } from "node:stream";
import { terminatedUnexpectedly } from "./body-errors.ts";

/** What a body goes through. Both functions may throw, which ends the body with that error. */
export interface BodyFilter {
  /** Takes received bytes, returns those to pass on. */
  accept(bytes: Uint8Array): readonly Uint8Array[];
  /** The source has ended as it should. */
  finish(): void;
}

/**
 * A stream behind a filter; for small bodies cheaper than a `Transform`, which has a second queue.
 *
 * The source is not touched before the first read (a client may be waiting for `100 Continue`), paused while nobody
 * reads, and let go of, not destroyed, when the result is abandoned: its socket still has to carry the answer.
 */
export class FilteredBody extends Readable {
  readonly #source: Readable;
  readonly #filter: BodyFilter;
  #isStarted = false;

  constructor(source: Readable, filter: BodyFilter) {
    super();
    this.#source = source;
    this.#filter = filter;
  }

  /**
   * The whole body, instead of reading it piece by piece: for small ones half the price, since nothing is queued.
   *
   * @throws ServiceError what the filter refuses it with; IncompleteBody when it is cut off
   */
  collect(): Promise<Uint8Array> {
    if (this.#isStarted) throw new TypeError("a body that is being read cannot be collected");
    this.#isStarted = true;
    const source = this.#source;
    return new Promise((resolve, reject) => {
      const parts: Uint8Array[] = [];
      const fail = (error: unknown): void => {
        source.off("data", onData);
        source.off("end", onEnd);
        // The error listener stays: a source that fails later must not take the process with it.
        source.pause();
        reject(error);
      };
      const onData = (bytes: Uint8Array): void => {
        try {
          for (const part of this.#filter.accept(bytes)) parts.push(part);
        } catch (error) {
          fail(error);
        }
      };
      const onEnd = (): void => {
        try {
          this.#filter.finish();
          const [first] = parts;
          resolve(parts.length === 1 && first !== undefined ? first : Buffer.concat(parts));
        } catch (error) {
          fail(error);
        }
      };
      const onCutOff = (): void => {
        if (!source.readableEnded) fail(terminatedUnexpectedly());
      };
      source.on("data", onData);
      source.on("end", onEnd);
      source.on("error", onCutOff);
      source.on("close", onCutOff);
    });
  }

  override _read(): void {
    if (!this.#isStarted) {
      this.#isStarted = true;
      this.#source.on("data", this.#onData);
      this.#source.on("end", this.#onEnd);
      this.#source.on("error", this.#onCutOff);
      this.#source.on("close", this.#onCutOff);
    }
    this.#source.resume();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#source.off("data", this.#onData);
    this.#source.off("end", this.#onEnd);
    this.#source.off("close", this.#onCutOff);
    // The error listener stays: a source that fails later must not take the process with it.
    if (this.#isStarted) this.#source.pause();
    done(error);
  }

  readonly #onData = (bytes: Uint8Array): void => {
    this.#step(() => {
      let wantsMore = true;
      for (const part of this.#filter.accept(bytes)) wantsMore = this.push(part);
      if (!wantsMore) this.#source.pause();
    });
  };

  readonly #onEnd = (): void => {
    this.#step(() => {
      this.#filter.finish();
      this.push(null);
    });
  };

  readonly #onCutOff = (): void => {
    if (!this.#source.readableEnded) this.destroy(terminatedUnexpectedly());
  };

  #step(step: () => void): void {
    try {
      step();
    } catch (error) {
      this.destroy(error instanceof Error ? error : new TypeError(String(error)));
    }
  }
}
