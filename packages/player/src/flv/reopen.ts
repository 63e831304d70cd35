/**
 * Streams that begin anywhere but at the beginning: after a seek, and where one broke. Loaded once the first picture is
 * there, so that a start does not wait for it, and a broken connection does not have to bring it.
 */

import { asPlayerError, PlayerError } from "../player-error.ts";
import type { ByteSource, ByteStream } from "../source/byte-source.ts";
import { isSequenceHeader } from "./sequence-header.ts";
import { StartFilter } from "./start-filter.ts";
import { type FlvTag, FlvTagReader } from "./tag-reader.ts";

/** An open stream, the reader that cuts it, and what of it may pass. */
export interface Cursor {
  readonly stream: ByteStream;
  readonly reader: FlvTagReader;
  readonly pass: (tags: readonly FlvTag[]) => readonly FlvTag[];
  readonly flush?: () => readonly FlvTag[];
}

/** The run for which a stream is opened. */
export interface Run {
  readonly source: ByteSource;
  readonly hasVideo: boolean;
  /** Highest timestamps given out so far, by tag kind. */
  readonly reachedMs: Readonly<Record<number, number>>;
  readonly isCurrent: () => boolean;
  /** Told when a stream is asked for, and when there is one. */
  readonly onStream: (stream: ByteStream | undefined) => void;
  /** A broken stream goes on. */
  readonly onResumed: () => void;
}

/** Waits, in milliseconds, before each attempt to resume that gets no further. */
const RESUME_DELAYS_MS: readonly number[] = [0, 250, 1000];

/** Opens what broke before its head was read. Fails as `open` does, at once where another attempt would not help. */
export async function openAgain<Opened>(
  open: () => Promise<Opened>,
  firstError: unknown,
  { onResumed }: Pick<Run, "onResumed">,
  signal: AbortSignal,
): Promise<Opened> {
  let error = firstError;
  for (const waitMs of RESUME_DELAYS_MS) {
    const isBroken = error instanceof PlayerError && error.code === "ERR_PLAYER_TRUNCATED";
    if (!isBroken || signal.aborted) break;
    await delay(waitMs);
    try {
      const opened = await open();
      onResumed();
      return opened;
    } catch (again) {
      error = again;
    }
  }
  throw error;
}

/**
 * Opens the source at a time, or where the run has got to: then only tags that were not given out before may pass.
 *
 * @returns `undefined` when the run is over
 * @throws PlayerError when it cannot be opened and attempts to resume are used up
 */
export async function openRun(run: Run, startMs: number | undefined): Promise<Cursor | undefined> {
  try {
    return await openAt(run, startMs);
  } catch (error) {
    const failure = asPlayerError(error, "ERR_PLAYER_TRUNCATED");
    const cursor = await resumeRun(run, 1, failure);
    if (cursor === undefined && run.isCurrent()) throw failure;
    return cursor;
  }
}

/** Tries to go on after `failure`; `undefined` when attempts are used up or the run is over. */
export async function resumeRun(
  run: Run,
  failures: number,
  failure: PlayerError,
): Promise<Cursor | undefined> {
  for (const waitMs of RESUME_DELAYS_MS.slice(failures)) {
    await delay(waitMs);
    if (!run.isCurrent()) return undefined;
    try {
      const cursor = await openAt(run, undefined);
      if (cursor !== undefined) run.onResumed();
      return cursor;
    } catch (error) {
      // Tried again until the delays are used up; what is reported is why the stream broke in the first place.
      failure.cause ??= error;
    }
  }
  return undefined;
}

async function openAt(run: Run, startMs: number | undefined): Promise<Cursor | undefined> {
  const { 8: audioMs = 0, 9: videoMs = 0 } = run.reachedMs;
  run.onStream(undefined);
  const stream = await run.source.open(startMs ?? Math.max(audioMs, videoMs));
  if (!run.isCurrent()) {
    stream.close();
    return undefined;
  }
  run.onStream(stream);
  const reader = new FlvTagReader();
  if (startMs === undefined) {
    const reached = { ...run.reachedMs };
    const isNew = (tag: FlvTag): boolean =>
      !isSequenceHeader(tag) && tag.timestampMs > (reached[tag.kind] ?? -1);
    return { stream, reader, pass: (tags) => tags.filter(isNew) };
  }
  const filter = new StartFilter(startMs, run.hasVideo);
  return { stream, reader, pass: (tags) => filter.pass(tags), flush: () => filter.flush() };
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
