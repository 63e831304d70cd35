import { asPlayerError, PlayerError } from "../player-error.ts";
import type { ByteSource, ByteStream } from "../source/byte-source.ts";
import { withSilenceLimit } from "../source/silence-limit.ts";
import { type FlvHead, readHead } from "./flv-head.ts";
import { loadLater } from "./load-later.ts";
import { writeMetaData } from "./meta-data.ts";
import type { Cursor, Run } from "./reopen.ts";
import { isSequenceHeader } from "./sequence-header.ts";
import { concatenate, encodeFileHeader, encodeTag, type FlvTag } from "./tag-reader.ts";
import { createVirtualIndex, type VirtualIndex } from "./virtual-index.ts";

/** Takes what the feed has for an engine. */
export interface FeedSink {
  /** Whole tags, at a virtual position. */
  readonly onBytes: (bytes: Uint8Array<ArrayBuffer>, position: number) => void;
  /** The stream is complete. */
  readonly onEnd: () => void;
}

export interface FeedOptions {
  /** False while enough is buffered: the feed then reads no further and TCP holds the sender. */
  readonly isHungry: () => boolean;
  /** Where the engine means to play: the time of a seek under way. */
  readonly wantedMs: () => number;
  /** Settles when the picture that was waited for can be shown, or after a while without it. */
  readonly untilShown: () => Promise<void>;
  /** The stream broke and could not be resumed; the engine plays what it has. */
  readonly onBroken: (error: PlayerError) => void;
  /** A broken stream goes on. */
  readonly onResumed: () => void;
  /** True for an engine that decodes what browsers do not. */
  readonly takesLegacy?: boolean;
}

/** An ending this much before the promised duration is still an ending: durations are rounded, tracks differ. */
const END_TOLERANCE_MS = 1500;

/** A server that has not begun to answer by then is taken to be stuck: an origin may have to be asked first. */
const ANSWER_LIMIT_MS = 8000;

/** Longest silence before the first frame; a viewer is told within three seconds. */
const SILENCE_LIMIT_MS = 2500;

/** How often a full buffer is looked at again. */
const HUNGER_CHECK_MS = 250;

/**
 * Media past the wanted time that is given out first: enough to show a picture, little to remux. What came with it
 * follows when the picture is there.
 */
const FIRST_TURN_MS = 1000;

/**
 * The end is told when the engine has appended what it was given. Told sooner, flv.js remembers to end the media source
 * later, does so in the middle of a seek, with nothing buffered, and Chromium jumps to the end.
 */
const END_DELAY_MS = 100;

/**
 * Stands between a byte source and an engine's loader: reads whole tags, resumes what breaks without the engine
 * noticing, and turns the engine's byte ranges back into times ({@link VirtualIndex}).
 */
export class FlvFeed {
  readonly head: FlvHead;
  /** When bytes last arrived, `performance.now()`. */
  lastBytesAtMs: number = performance.now();
  /** Bytes received since the feed was opened. */
  receivedBytes = 0;
  /** True while the sender is expected to send: not complete, not held back by a full buffer. */
  isWaiting = false;
  /** True once every tag up to the end was given out. */
  isComplete = false;

  readonly #source: ByteSource;
  readonly #options: FeedOptions;
  /** What the engine seeks by. */
  readonly index: VirtualIndex;
  /** The stream that `open` used to read the head; the first run goes on with it. */
  #prepared: ByteStream | undefined;
  #stream: ByteStream | undefined;
  #run = 0;
  #position = 0;
  /** Highest timestamps received in this run, by tag kind. */
  #reachedMs: Record<number, number> = {};
  /**
   * Frames of which no other of their kind has come yet. flv.js keeps such a one beyond the next seek, where its time
   * spoils all that follows. An engine for legacy codecs does not, and wants everything in order.
   */
  #lone: readonly FlvTag[] = [];

  private constructor(source: ByteSource, stream: ByteStream, head: FlvHead, options: FeedOptions) {
    this.#source = source;
    this.#prepared = stream;
    this.head = head;
    this.receivedBytes = head.byteLength;
    this.#options = options;
    this.index = createVirtualIndex(head.metaData.durationMs, head.metaData.keyTimesMs);
  }

  /** Opens the source and reads until it is known what it carries. One that breaks before that is asked again. */
  static async open(source: ByteSource, options: FeedOptions, signal: AbortSignal): Promise<FlvFeed> {
    const open = (): Promise<FlvFeed> =>
      openOnce(
        source,
        signal,
        options.takesLegacy,
        (stream, head) => new FlvFeed(source, stream, head, options),
      );
    return open().catch(async (error: unknown) =>
      (await loadLater()).openAgain(open, error, options, signal),
    );
  }

  /** Gives out bytes from a virtual position on; an earlier run ends. */
  run(position: number, sink: FeedSink): void {
    this.stop();
    void this.#pump(this.#run, position, sink);
  }

  /** Ends the current run and lets go of its connection. */
  stop(): void {
    this.#run += 1;
    this.#stream?.close();
    this.#stream = undefined;
    this.isWaiting = false;
  }

  /** Lets go of everything. */
  close(): void {
    this.stop();
    this.#prepared?.close();
    this.#prepared = undefined;
  }

  async #pump(run: number, position: number, sink: FeedSink): Promise<void> {
    const isCurrent = (): boolean => run === this.#run;
    this.isComplete = false;
    const startMs = position === 0 ? 0 : this.index.startMsAt(position);
    const giveAtOnce = (tags: readonly FlvTag[]): void => {
      for (const { kind, timestampMs } of tags) {
        this.#reachedMs[kind] = Math.max(this.#reachedMs[kind] ?? -1, timestampMs);
      }
      const all = [...this.#lone, ...tags];
      this.#lone = [8, 9].flatMap((kind) => {
        const frames = all.filter((tag) => tag.kind === kind && !isSequenceHeader(tag));
        return frames.length === 1 && !this.#options.takesLegacy ? frames : [];
      });
      const ready = all.filter((tag) => !this.#lone.includes(tag));
      if (ready.length > 0) this.#emit(concatenate(...ready.map((tag) => tag.bytes)), sink);
    };
    // Shown already where this run only goes on.
    let isAwaited = startMs !== undefined;
    let firstMs: number | undefined;
    const give: Give = async (tags) => {
      firstMs ??= tags.find((tag) => !isSequenceHeader(tag))?.timestampMs;
      const enoughMs = Math.max(firstMs ?? 0, this.#options.wantedMs()) + FIRST_TURN_MS;
      const cut = isAwaited ? tags.findIndex((tag) => tag.timestampMs >= enoughMs) : 0;
      if (cut > 0) {
        isAwaited = false;
        giveAtOnce(tags.slice(0, cut));
        await this.#options.untilShown();
        // At hand for a seek, and for when nothing more can be loaded.
        loadLater().catch(() => undefined);
        if (!isCurrent()) return;
      }
      giveAtOnce(tags.slice(Math.max(0, cut)));
    };

    let cursor = await this.#begin(position, startMs, give, sink, isCurrent);
    let failures = 0;
    while (isCurrent() && cursor !== undefined) {
      const before = this.#reached();
      const ending = await this.#drain(cursor, give, isCurrent);
      if (!isCurrent()) return;
      if (ending === undefined) {
        await delay(END_DELAY_MS);
        if (!isCurrent()) return;
        this.isComplete = true;
        sink.onEnd();
        return;
      }
      // Progress since the last break earns a fresh set of attempts.
      if (this.#reached() > before) failures = 0;
      this.#stream?.close();
      cursor = await loadLater()
        .then(({ resumeRun }) => resumeRun(this.#runOf(isCurrent), failures, ending))
        .catch(() => undefined);
      failures += 1;
      if (cursor === undefined && isCurrent()) {
        this.isWaiting = false;
        this.#options.onBroken(ending);
        // Whoever was told may have closed the engine.
        if (isCurrent()) sink.onEnd();
      }
    }
  }

  /** Opens the first stream of a run: the prepared one, one at a slot's time, or one that goes on where tags stopped. */
  async #begin(
    position: number,
    startMs: number | undefined,
    give: Give,
    sink: FeedSink,
    isCurrent: () => boolean,
  ): Promise<Cursor | undefined> {
    const { head } = this;
    if (position === 0 && this.#prepared !== undefined) {
      this.#stream = this.#prepared;
      this.#prepared = undefined;
      this.#emit(this.#opening(), sink);
      const media = head.tags.filter((tag) => tag.kind !== 18);
      // flv.js spends a turn on MP3's empty init segment and leaves the sound of that turn in its queue.
      if (head.audio?.name === "MP3") await give(media.splice(0, media.length >> 1));
      await give(media);
      return { stream: this.#stream, reader: head.reader, pass: (tags) => tags };
    }
    if (startMs !== undefined) {
      this.#reachedMs = {};
      this.#lone = [];
    }
    this.#position = position;
    if (position === 0) this.#emit(this.#opening(), sink);
    try {
      const { openRun } = await loadLater();
      return isCurrent() ? await openRun(this.#runOf(isCurrent), startMs) : undefined;
    } catch (error) {
      if (isCurrent()) {
        this.isWaiting = false;
        this.#options.onBroken(asPlayerError(error, "ERR_PLAYER_ENGINE"));
      }
      return undefined;
    }
  }

  /** Gives out one stream to its end. Returns why it is not the end of the file, `undefined` when it is. */
  async #drain(
    { stream, reader, pass, flush }: Cursor,
    give: Give,
    isCurrent: () => boolean,
  ): Promise<PlayerError | undefined> {
    try {
      for (;;) {
        while (!this.#options.isHungry()) {
          await delay(HUNGER_CHECK_MS);
          if (!isCurrent()) return undefined;
        }
        this.isWaiting = true;
        const bytes = await stream.read();
        if (!isCurrent()) return undefined;
        this.isWaiting = false;
        this.lastBytesAtMs = performance.now();
        if (bytes === undefined) break;
        this.receivedBytes += bytes.length;
        await give(pass(reader.receive(bytes).filter((tag) => tag.kind !== 18)));
      }
    } catch (error) {
      return asPlayerError(error, "ERR_PLAYER_TRUNCATED");
    }
    await give(flush?.() ?? []);
    const { durationMs } = this.head.metaData;
    const missingMs = durationMs - this.#reached();
    if (durationMs === 0 || missingMs <= END_TOLERANCE_MS) return undefined;
    return new PlayerError("ERR_PLAYER_ENDED_EARLY", `${Math.round(missingMs)} ms are missing`);
  }

  #runOf(isCurrent: () => boolean): Run {
    return {
      source: this.#source,
      hasVideo: this.head.video !== undefined,
      reachedMs: this.#reachedMs,
      isCurrent,
      onStream: (stream) => {
        this.#stream = stream;
        if (stream !== undefined) return;
        this.isWaiting = true;
        this.lastBytesAtMs = performance.now();
      },
      onResumed: this.#options.onResumed,
    };
  }

  #emit(bytes: Uint8Array<ArrayBuffer>, sink: FeedSink): void {
    const position = this.#position;
    this.#position += bytes.length;
    sink.onBytes(bytes, position);
  }

  #reached(): number {
    return Math.max(this.#reachedMs[8] ?? 0, this.#reachedMs[9] ?? 0);
  }

  /** File header and our own `onMetaData`, with the virtual index in place of the file's. */
  #opening(): Uint8Array<ArrayBuffer> {
    const { audio, video, metaData } = this.head;
    const { durationMs, frameRate } = metaData;
    const body = writeMetaData({
      duration: durationMs / 1000,
      framerate: frameRate,
      ...(durationMs > 0 && {
        keyframes: { times: this.index.times, filepositions: this.index.filepositions },
      }),
    });
    return concatenate(encodeFileHeader(audio !== undefined, video !== undefined), encodeTag(18, 0, body));
  }
}

/** Gives tags out, in one turn or two. */
type Give = (tags: readonly FlvTag[]) => Promise<void>;

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function openOnce(
  source: ByteSource,
  signal: AbortSignal,
  takesLegacy: boolean | undefined,
  make: (stream: ByteStream, head: FlvHead) => FlvFeed,
): Promise<FlvFeed> {
  const opening = source.open(0);
  const stream = await withSilenceLimit(opening, ANSWER_LIMIT_MS, "answer").catch((error: unknown) => {
    // A late answer is let go of; a late failure was already told.
    opening.then(
      (late) => late.close(),
      () => undefined,
    );
    throw error;
  });
  const onAbort = (): void => stream.close();
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    const read = (): Promise<Uint8Array | undefined> =>
      withSilenceLimit(stream.read(), SILENCE_LIMIT_MS, "bytes");
    return make(stream, await readHead({ read }, takesLegacy));
  } catch (error) {
    stream.close();
    throw error;
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
