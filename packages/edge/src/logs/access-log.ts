import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { EdgeClock } from "../clock.ts";
import type { EdgeLogger } from "../logger.ts";
import type { EdgeDistribution, LogSink } from "../ports.ts";

export interface AccessLogOptions {
  readonly sink: LogSink | undefined;
  readonly clock: EdgeClock;
  readonly logger: EdgeLogger;
  /** From the first record of a file to its delivery. */
  readonly intervalMs: number;
  /** 8 hexadecimal digits that no other file of the hour has. */
  readonly uniqueId: () => string;
}

const compress = promisify(gzip);

/** A file is delivered early when its records reach this size. */
const MAX_FILE_BYTES = 8 << 20;

interface LogFile {
  readonly bucket: string;
  readonly key: string;
  readonly header: string;
  readonly lines: string[];
  byteLength: number;
  readonly cancelTimer: () => void;
}

/**
 * Collects access-log records per distribution and hour and delivers them as
 * `prefix/DISTRIBUTIONID.YYYY-MM-DD-HH.unique-ID.gz`.
 */
export class AccessLog {
  readonly #options: AccessLogOptions;
  readonly #files = new Map<string, LogFile>();
  readonly #deliveries = new Set<Promise<void>>();

  constructor(options: AccessLogOptions) {
    this.#options = options;
  }

  /** Adds a record, where the distribution logs at all. `line` is tab-separated, without its end. */
  add(distribution: EdgeDistribution, header: string, line: string): void {
    const { logging, id } = distribution;
    const { sink, clock, intervalMs, uniqueId } = this.#options;
    if (logging === undefined || sink === undefined) return;
    const hour = clock.date().toISOString().slice(0, 13).replace("T", "-");
    const fileId = `${id} ${hour} ${logging.bucket} ${logging.prefix}`;
    let file = this.#files.get(fileId);
    if (file === undefined) {
      const folder =
        logging.prefix === "" || logging.prefix.endsWith("/") ? logging.prefix : `${logging.prefix}/`;
      file = {
        bucket: logging.bucket,
        key: `${folder}${id}.${hour}.${uniqueId()}.gz`,
        header,
        lines: [],
        byteLength: 0,
        cancelTimer: clock.setTimer(intervalMs, () => this.#deliver(fileId)),
      };
      this.#files.set(fileId, file);
    }
    file.lines.push(line);
    file.byteLength += line.length;
    if (file.byteLength > MAX_FILE_BYTES) this.#deliver(fileId);
  }

  /** Delivers everything; resolves when the sink has taken or refused it. */
  async flush(): Promise<void> {
    for (const fileId of [...this.#files.keys()]) this.#deliver(fileId);
    await Promise.all(this.#deliveries);
  }

  #deliver(fileId: string): void {
    const file = this.#files.get(fileId);
    const { sink, logger } = this.#options;
    if (file === undefined || sink === undefined) return;
    this.#files.delete(fileId);
    file.cancelTimer();
    const text = `#Version: 1.0\n#Fields: ${file.header}\n${file.lines.join("\n")}\n`;
    const delivery = compress(text)
      .then((bytes) => sink.deliver(file.bucket, file.key, bytes))
      .catch((error: unknown) => {
        // As the service: a bucket that can't be written to costs the log, never the viewer.
        logger.warn({ err: error, bucket: file.bucket, key: file.key }, "access log could not be delivered");
      });
    this.#deliveries.add(delivery);
    void delivery.finally(() => this.#deliveries.delete(delivery));
  }
}
