import { type SegmentRef, VIDEO } from "@oxbow/media";
import type { EdgeClock } from "../clock.ts";
import type { MediaLibrary, OpenedMedia, StartPoint } from "./media-library.ts";
import type { Block, CachedSegment } from "./segment-cache.ts";
import type { TimerWheel } from "./timer-wheel.ts";
import type { Turns } from "./turns.ts";

/** Packets `from` to `to` (half-open) of a segment. */
export interface PacketSpan {
  readonly from: number;
  readonly to: number;
}

/** How the media of one viewer leaves: RTMP chunks or FLV tags, over whatever socket. */
export interface MediaOutput {
  /** The blocks of a segment: shared ones for all of it (`span` undefined), fresh ones for a part. */
  readonly encode: (segment: CachedSegment, span: PacketSpan | undefined) => readonly Block[];
  /** Takes a block; false when the reader is slower than the media: then `drained()` is awaited. */
  readonly write: (block: Block) => boolean;
  /** Sends what `write` has gathered, as nothing follows now; false as there. */
  readonly flush: () => boolean;
  /** All that is due within the client's buffer has been sent; the next segment follows when time has passed. */
  readonly bufferFull: () => void;
  /** Media is due, and the origin has not given it for a while. */
  readonly dry: () => void;
  /** The end of the file or of the length asked for was sent. */
  readonly complete: () => void;
  /** The media can't be read any more. */
  readonly fail: (error: unknown) => void;
  /** The reader was full when media was due. */
  readonly stalled: () => void;
}

export interface PlaybackOptions {
  readonly media: OpenedMedia;
  readonly library: MediaLibrary;
  readonly clock: EdgeClock;
  readonly wheel: TimerWheel;
  readonly turns: Turns;
  readonly output: MediaOutput;
  /** Media time is sent this far ahead of the clock. */
  readonly bufferMs: number;
}

/** Where a playback stands. `idle`: nothing left to send, or not begun. */
type PlaybackState = "idle" | "playing" | "paused" | "closed";

/** What is written before others have their turn: all that is due at a common rate, one block of a high one. */
const TURN_BYTES = 192 << 10;
/**
 * A client says how much it can hold behind its play. Told before that its buffer is full, librtmp pauses at once,
 * and what was sent meanwhile it would get, and write, twice.
 */
const BUFFER_GRACE_MS = 500;
/** How long the origin may take until the viewer is told that nothing comes. */
const DRY_AFTER_MS = 1000;
/** With less than this ahead, a wake-up that comes a tick late would be heard. */
const MIN_BUFFER_MS = 1000;

/**
 * One viewer of one file: what is sent next, and when.
 *
 * Media is sent while it lies within the client's buffer, counted from where playback began or went on
 * (`anchor`), by a clock that never jumps. Nothing is copied: the viewer walks over shared blocks.
 */
export class Playback {
  readonly media: OpenedMedia;
  readonly #options: PlaybackOptions;
  #state: PlaybackState = "idle";
  #bufferMs: number;
  /** Media time `ms` was due at clock time `atMs`. */
  #anchor = { ms: 0, atMs: 0 };
  #next: SegmentRef | undefined;
  /** The first packet wanted of the next segment. */
  #fromRow = 0;
  /** The client has had the time to say how much it can hold. */
  #isBufferTold = false;
  /** Only packets later than this are wanted of the next segment: after a pause. */
  #afterMs = Number.NEGATIVE_INFINITY;
  /** Packets from here on are not wanted: the length asked for. */
  #endMs = Number.POSITIVE_INFINITY;
  /** Nor from here on: another stream follows. */
  #untilMs = Number.POSITIVE_INFINITY;
  /** All that was wanted has been sent. */
  #hasEnded = false;
  #isSingleFrame = false;
  #blocks: readonly Block[] = [];
  #blockIndex = 0;
  #sentUntilMs = 0;
  #pausedAtMs = 0;
  #isReaderFull = false;
  /** The next segment has been asked for. */
  #isLoading = false;
  /** How often one was; what was asked for before the last time is not wanted any more. */
  #loads = 0;
  /** Written in this turn. */
  #turnBytes = 0;
  #cancelTimer: (() => void) | undefined;
  readonly #wakeUp = (): void => this.#wake();
  /** Counts up whenever what is being fetched is not wanted any more. */
  #generation = 0;

  constructor(options: PlaybackOptions) {
    this.#options = options;
    this.media = options.media;
    this.#bufferMs = options.bufferMs;
  }

  /** Where the viewer is, as far as the edge can tell: the clock's time, but no more than was sent. */
  get positionMs(): number {
    return Math.max(0, this.#dueMs);
  }

  /** What the viewer has been sent and, as far as the edge can tell, not seen yet; of streams before this one as well. */
  get leadMs(): number {
    return this.#sentUntilMs - this.#dueMs;
  }

  /** Media time at which this ends: the length asked for, or the file's end. */
  get endMs(): number {
    if (this.#isSingleFrame) return this.#sentUntilMs;
    return Math.min(this.#endMs, Math.max(this.#sentUntilMs, this.media.file.durationMs));
  }

  /** Whether anything is left to send. */
  get isActive(): boolean {
    return this.#state === "playing" || (this.#state === "paused" && !this.#hasEnded);
  }

  get isPaused(): boolean {
    return this.#state === "paused";
  }

  /** Media time of the last packet handed to the reader. */
  get sentUntilMs(): number {
    return this.#sentUntilMs;
  }

  /**
   * Plays from a key packet.
   *
   * @param lengthMs -1 to the end, 0 a single frame, else how much is played
   * @param leadMs what the client still has of another stream that this one follows
   */
  start(from: StartPoint, lengthMs: number, leadMs = 0): void {
    this.#endMs = lengthMs > 0 ? from.ms + lengthMs : Number.POSITIVE_INFINITY;
    this.#isSingleFrame = lengthMs === 0;
    this.#jump(from, leadMs);
    this.#state = "playing";
    this.#pump();
  }

  /** Goes on from another key packet. While paused, only one picture is sent. */
  seek(to: StartPoint): void {
    if (this.#state === "closed") return;
    this.#jump(to);
    if (this.#state === "paused") this.#showOneFrame(to);
    else {
      this.#state = "playing";
      this.#pump();
    }
  }

  pause(): void {
    if (this.#state !== "playing" && !(this.#state === "idle" && this.#hasEnded)) return;
    this.#pausedAtMs = this.#dueMs;
    this.#state = "paused";
    this.#stopWaiting();
  }

  /**
   * Goes on after a pause.
   *
   * @param fromMs where the client stands; what it was sent after that is sent again, since it may have been dropped
   */
  resume(fromMs: number): void {
    if (this.#state !== "paused") return;
    if (this.#hasEnded) {
      // Sent again, it would be over again: a client that pauses at every end would never get out.
      this.#state = "idle";
      return;
    }
    this.#state = "playing";
    if (fromMs >= this.#sentUntilMs) {
      this.#anchor = { ms: this.#sentUntilMs, atMs: this.#options.clock.nowMs() };
      this.#pump();
      return;
    }
    const generation = this.#interrupt();
    this.#blocks = [];
    this.#options.library.locate(this.media, fromMs).then(
      (ref) => {
        if (generation !== this.#generation) return;
        this.#next = ref;
        this.#fromRow = 0;
        this.#afterMs = fromMs;
        this.#sentUntilMs = fromMs;
        this.#anchor = { ms: fromMs, atMs: this.#options.clock.nowMs() };
        this.#pump();
      },
      (error: unknown) => this.#fail(error, generation),
    );
  }

  /** The client can hold this much; counts at once. */
  setBufferMs(bufferMs: number): void {
    this.#isBufferTold = true;
    this.#bufferMs = Math.max(bufferMs, MIN_BUFFER_MS);
    // A segment that is being loaded is due in any case, and goes on by the new length when it is there.
    if (!this.#isLoading) this.#wake();
  }

  /** Nothing from this time on is sent any more: a change to another stream. Asked again, the last time counts. */
  endAt(ms: number): void {
    this.#untilMs = ms;
    this.#wake();
  }

  /** Nothing behind the segment under way is sent any more. */
  endAfterSegment(): void {
    this.#interrupt();
    this.#next = undefined;
    this.#pump();
  }

  /** The reader has room again. */
  drained(): void {
    if (!this.#isReaderFull) return;
    this.#isReaderFull = false;
    this.#pump();
  }

  close(): void {
    this.#state = "closed";
    this.#interrupt();
    this.#blocks = [];
    this.#next = undefined;
  }

  #jump(to: StartPoint, leadMs = 0): void {
    this.#interrupt();
    this.#hasEnded = false;
    this.#next = to.ref;
    this.#fromRow = to.row;
    this.#blocks = [];
    this.#afterMs = Number.NEGATIVE_INFINITY;
    this.#sentUntilMs = to.ms;
    this.#pausedAtMs = to.ms;
    this.#anchor = { ms: to.ms, atMs: this.#options.clock.nowMs() + leadMs };
  }

  /** Forgets what is under way. */
  #interrupt(): number {
    this.#stopWaiting();
    this.#generation += 1;
    return this.#generation;
  }

  #stopWaiting(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#isLoading = false;
  }

  #wake(): void {
    this.#stopWaiting();
    this.#pump();
  }

  /** Sends whatever is due and fits; arranges to be called again otherwise. */
  #pump(): void {
    this.#turnBytes = 0;
    try {
      while (this.#state === "playing" && !this.#isReaderFull && this.#cancelTimer === undefined) {
        if (this.#turnBytes >= TURN_BYTES) this.#cancelTimer = this.#options.turns.next(this.#wakeUp);
        else if (!this.#step()) break;
      }
      // A segment whose bytes are in memory is there in a moment, and leaves with what was gathered.
      if (this.#isLoading) this.#flushLater();
      else this.#flush();
    } catch (error) {
      this.#fail(error, this.#generation);
    }
  }

  /** In the turn behind the one that brings what is in memory. */
  #flushLater(): void {
    const { turns } = this.#options;
    const loads = this.#loads;
    turns.next(() =>
      turns.next(() => {
        if (this.#isLoading && loads === this.#loads) this.#flush();
      }),
    );
  }

  #flush(): void {
    if (this.#state === "playing" && !this.#options.output.flush()) this.#waitForReader();
  }

  /** Takes one step; false when the next one has to be waited for. */
  #step(): boolean {
    if (this.#blockIndex < this.#blocks.length) {
      this.#writeBlock();
      return true;
    }
    if (this.#next === undefined || this.#next.startMs >= this.#stopMs) {
      this.#state = "idle";
      this.#hasEnded = true;
      this.#options.output.complete();
      return true;
    }
    return this.#isDue(this.#next) && this.#load(this.#next);
  }

  /** Where the viewer is; before this stream began, while he still has some of another one. */
  get #dueMs(): number {
    if (this.#state === "paused") return this.#pausedAtMs;
    const { ms, atMs } = this.#anchor;
    return Math.min(this.#sentUntilMs, ms + this.#options.clock.nowMs() - atMs);
  }

  /** Packets from here on are not wanted, for whichever reason. */
  get #stopMs(): number {
    return Math.min(this.#endMs, this.#untilMs);
  }

  #writeBlock(): void {
    const block = this.#blocks[this.#blockIndex];
    this.#blockIndex += 1;
    if (block === undefined) return;
    this.#sentUntilMs = block.lastDtsMs;
    this.#turnBytes += block.bytes.length;
    if (!this.#options.output.write(block)) this.#waitForReader();
  }

  #waitForReader(): void {
    if (this.#isReaderFull) return;
    this.#isReaderFull = true;
    this.#options.output.stalled();
  }

  /** Whether the segment lies within the client's buffer; sets the timer when it does not yet. */
  #isDue(ref: SegmentRef): boolean {
    const dueAtMs = this.#anchor.atMs + (ref.startMs - this.#anchor.ms) - this.#bufferMs;
    const nowMs = this.#options.clock.nowMs();
    if (dueAtMs <= nowMs) return true;
    const { wheel, turns } = this.#options;
    let untilMs = dueAtMs;
    if (this.#isBufferTold) this.#options.output.bufferFull();
    else {
      this.#isBufferTold = true;
      untilMs = Math.min(dueAtMs, nowMs + BUFFER_GRACE_MS);
    }
    this.#cancelTimer = wheel.schedule(untilMs, () => {
      // A thousand viewers who began together are due together.
      if (turns.take()) this.#wake();
      else this.#cancelTimer = turns.next(this.#wakeUp);
    });
    return false;
  }

  /** Takes the next segment; false when it has to be waited for. */
  #load(ref: SegmentRef): boolean {
    const generation = this.#generation;
    const found = this.#options.library.segment(this.media, ref);
    if (!(found instanceof Promise)) {
      this.#take(found);
      return true;
    }
    // Until it is there, nothing else may load it for this viewer.
    this.#isLoading = true;
    this.#loads += 1;
    const load = this.#loads;
    const { clock, wheel, output } = this.#options;
    const cancelDry = wheel.schedule(clock.nowMs() + DRY_AFTER_MS, () => output.dry());
    this.#cancelTimer = cancelDry;
    found.then(
      (segment) => {
        cancelDry();
        if (generation !== this.#generation || load !== this.#loads) return;
        // Of a file whose bytes are in memory one segment after the other is there at once, for all who wait.
        this.#take(segment);
        if (this.#options.turns.take()) this.#wake();
        else this.#cancelTimer = this.#options.turns.next(this.#wakeUp);
      },
      (error: unknown) => {
        cancelDry();
        if (load === this.#loads) this.#fail(error, generation);
      },
    );
    return false;
  }

  #take(cached: CachedSegment): void {
    const { packets, next } = cached.segment;
    const span = this.#wantedSpan(cached);
    this.#blocks = this.#options.output.encode(cached, span);
    this.#blockIndex = 0;
    this.#fromRow = 0;
    this.#afterMs = Number.NEGATIVE_INFINITY;
    const isCut = this.#isSingleFrame || (span !== undefined && span.to < packets.count);
    this.#next = isCut ? undefined : next;
  }

  /** The part of a segment that is wanted, `undefined` for all of it. */
  #wantedSpan({ segment }: CachedSegment): PacketSpan | undefined {
    const { packets } = segment;
    let from = this.#fromRow;
    if (this.#isSingleFrame) return { from, to: frameEnd(packets, from) };
    while (from < packets.count && (packets.dtsMs[from] ?? 0) <= this.#afterMs) from += 1;
    let to = packets.count;
    while (to > from && (packets.dtsMs[to - 1] ?? 0) >= this.#stopMs) to -= 1;
    return from === 0 && to === packets.count ? undefined : { from, to };
  }

  /** The picture at a place sought while paused. What follows it is sent when playback goes on. */
  #showOneFrame({ ref, row }: StartPoint): void {
    const generation = this.#generation;
    Promise.resolve(this.#options.library.segment(this.media, ref)).then(
      (cached) => {
        if (generation !== this.#generation || this.#state !== "paused") return;
        const { packets } = cached.segment;
        const end = frameEnd(packets, row);
        for (const block of this.#options.output.encode(cached, { from: row, to: end })) {
          this.#sentUntilMs = block.lastDtsMs;
          if (!this.#options.output.write(block)) this.#isReaderFull = true;
        }
        if (!this.#options.output.flush()) this.#isReaderFull = true;
        this.#blocks = this.#options.output.encode(cached, { from: end, to: packets.count });
        this.#blockIndex = 0;
        this.#next = cached.segment.next;
      },
      (error: unknown) => this.#fail(error, generation),
    );
  }

  #fail(error: unknown, generation: number): void {
    if (generation !== this.#generation) return;
    this.#state = "idle";
    this.#stopWaiting();
    this.#options.output.fail(error);
  }
}

/** One past the first picture from a row on; past that very row where there is no picture. */
function frameEnd(packets: CachedSegment["segment"]["packets"], from: number): number {
  const picture = packets.kind.indexOf(VIDEO, from);
  return Math.min(packets.count, (picture === -1 ? from : picture) + 1);
}
