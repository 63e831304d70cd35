import type {
  ConnectEvent,
  Play2Event,
  PlayEvent,
  PlayFailureCode,
  RtmpServerSession,
  SeekEvent,
  StreamLengthEvent,
} from "@oxbow/rtmp";
import { resolveStream } from "@oxbow/stream-url";
import { authorizeStream, type NamedStream } from "../../access/authorize-stream.ts";
import { byteFaultOf, delayOf, type FaultEffect } from "../../faults.ts";
import type { RtmpLogEvent } from "../../logs/rtmp-record.ts";
import type { StreamingEdgeDistribution } from "../../ports.ts";
import type { OpenedMedia, StartPoint } from "../../vod/media-library.ts";
import { openStream } from "../../vod/open-stream.ts";
import type { EdgeServices } from "../edge-services.ts";
import { AUDIO_FOURCCS, announcedOf } from "./four-ccs.ts";
import type { RtmpStream } from "./rtmp-stream.ts";

/** What plays need of their connection. */
export interface PlaysHost {
  readonly session: RtmpServerSession;
  readonly clientIp: string;
  readonly flush: () => boolean;
  readonly stream: (msid: number) => RtmpStream;
  readonly logged: (event: RtmpLogEvent, stream: RtmpStream) => void;
}

/** How often a file that is waited for is looked for. */
const MISSING_POLL_MS = 1000;

/** What players show of a file that can't be played. */
const WRONG_MEDIA = {
  "NetStream.Play.FileStructureInvalid": "Failed to play; file structure is invalid.",
  "NetStream.Play.NoSupportedTrackFound": "Failed to play; no supported track found.",
} as const;

type PlayRequest = PlayEvent | Play2Event;

/** A request that may be carried out, or the code that refuses it. */
type Prepared =
  | {
      readonly ok: true;
      readonly stream: NamedStream;
      readonly media: OpenedMedia;
      readonly effects: readonly FaultEffect[];
      /** The client can show the picture, and did not announce what the sound is made with. */
      readonly isSilent: boolean;
    }
  | { readonly ok: false; readonly code: PlayFailureCode };

/** What waits for its turn while something is under way. */
type WaitingKind = "pause" | "play2" | "seek";

/** What is under way for a stream, and the last of each kind of command that came behind it, in order. */
interface Opening {
  /** `play` is an item of the playlist too, whichever command brought it. */
  readonly kind: "play" | "play2" | "seek";
  readonly behind: Map<WaitingKind, () => void>;
  readonly request: PlayRequest | undefined;
}

/** A change to another stream that waits for its place in the one that plays. */
interface Change {
  readonly media: OpenedMedia;
  /** @param leadMs what the client still has of the stream that plays */
  readonly begin: (from: StartPoint, offsetMs: number, leadMs: number) => void;
}

/** Carries out what takes time: finding and opening files, seeking in them. */
export class RtmpPlays {
  readonly #services: EdgeServices;
  readonly #host: PlaysHost;
  #app = "";
  #fourCcs: readonly string[] = [];
  #distributionId = "";
  #isClosed = false;
  /** Counts up with every request that replaces what a stream does, by msid. */
  readonly #turns = new Map<number, number>();
  /** Plays with `reset` false, in order, by msid. */
  readonly #queues = new Map<number, PlayRequest[]>();
  readonly #openings = new Map<number, Opening>();
  readonly #changes = new Map<number, Change>();

  constructor(services: EdgeServices, host: PlaysHost) {
    this.#services = services;
    this.#host = host;
  }

  connected({ app, fourCcs }: ConnectEvent, distributionId: string): void {
    this.#app = app;
    this.#fourCcs = fourCcs;
    this.#distributionId = distributionId;
  }

  close(): void {
    this.#isClosed = true;
    this.#queues.clear();
    this.#openings.clear();
    this.#changes.clear();
  }

  play(event: PlayEvent): void {
    if (event.reset) {
      this.#queues.delete(event.msid);
      this.#begin(event);
    } else this.#append(event);
  }

  play2(event: Play2Event): void {
    const { msid, transition } = event;
    if (isAppended(event)) this.#append(event);
    else if (transition === "stop") this.#stop(event);
    else if (transition !== "swap" || !this.#swap(event)) {
      if (transition === "reset") this.#queues.delete(msid);
      this.inOrder(msid, "play2", () => this.#begin(event, this.#openings.get(msid)?.behind));
    }
  }

  seek({ msid, ms }: SeekEvent): void {
    this.inOrder(msid, "seek", () => {
      const behind = this.#openings.get(msid)?.behind ?? new Map();
      this.#open(msid, { kind: "seek", request: undefined, behind }, (turn) => this.#seek(msid, ms, turn));
    });
  }

  /** Carries out what concerns a stream, behind what is under way for it; what is under way of the same kind gives way. */
  inOrder(msid: number, kind: WaitingKind, command: () => void): void {
    const opening = this.#openings.get(msid);
    // Of what can't be carried out yet, the last of a kind counts.
    opening?.behind.delete(kind);
    if (opening === undefined || opening.kind === kind) command();
    else opening.behind.set(kind, command);
  }

  streamLength(event: StreamLengthEvent): void {
    this.#run(this.#streamLength(event));
  }

  /** A stream was closed: nothing that was under way for it counts any more. */
  forget(msid: number): void {
    this.#takeTurn(msid);
    this.#queues.delete(msid);
    this.#openings.delete(msid);
    this.#changes.delete(msid);
  }

  /** Whether the playlist goes on behind what plays. */
  hasNext(msid: number): boolean {
    return (this.#queues.get(msid) ?? []).length > 0;
  }

  /** A stream was sent to its end: goes on with the playlist, where nothing is under way that may play it on. */
  ended(msid: number): void {
    if (!this.#openings.has(msid)) this.#beginNext(msid);
  }

  #beginNext(msid: number, behind?: Opening["behind"]): void {
    const next = this.#queues.get(msid)?.shift();
    if (next !== undefined) this.#begin(next, behind);
  }

  #append(event: PlayRequest): void {
    const { msid } = event;
    if (!this.#openings.has(msid) && !this.#host.stream(msid).isPlaying) {
      this.#begin(event);
      return;
    }
    const queue = this.#queues.get(msid) ?? [];
    queue.push(event);
    this.#queues.set(msid, queue);
  }

  /** Gives a stream the place of an item of the playlist that has not begun yet; false when none has that name. */
  #swap(event: Play2Event): boolean {
    const { msid, oldStreamName } = event;
    const item: Play2Event = { ...event, transition: "append" };
    const opening = this.#openings.get(msid);
    if (opening?.request?.streamName === oldStreamName && isAppended(opening.request)) {
      this.#begin(item, opening.behind);
      return true;
    }
    const queue = this.#queues.get(msid) ?? [];
    const index = queue.findIndex(({ streamName }) => streamName === oldStreamName);
    if (index !== -1) queue[index] = item;
    return index !== -1;
  }

  #stop({ msid, token }: Play2Event): void {
    const { session, stream: streamOf, logged, flush } = this.#host;
    this.forget(msid);
    const stream = streamOf(msid);
    if (stream.isPlaying) logged("stop", stream);
    stream.stop();
    session.acceptTransition(token);
    flush();
  }

  #begin(event: PlayRequest, behind?: Opening["behind"]): void {
    const kind = isAppended(event) ? "play" : event.kind;
    const work = (turn: number): Promise<void> =>
      event.kind === "play" ? this.#play(event, turn) : this.#switch(event, turn);
    this.#open(event.msid, { kind, request: event, behind: behind ?? new Map() }, work);
  }

  /** Begins with what takes its time; what comes meanwhile for the same stream waits behind it. */
  #open(msid: number, opening: Opening, work: (turn: number) => Promise<void>): void {
    this.#openings.set(msid, opening);
    this.#run(work(this.#takeTurn(msid)).finally(() => this.#opened(msid, opening)));
  }

  #opened(msid: number, opening: Opening): void {
    if (this.#openings.get(msid) !== opening) return;
    this.#openings.delete(msid);
    // Where it failed, or was sent to its end at once, the playlist goes on.
    if (this.hasNext(msid) && !this.#host.stream(msid).isPlaying) this.#beginNext(msid, opening.behind);
    // What the first of them begins, the others wait behind.
    else for (const [kind, command] of opening.behind) this.inOrder(msid, kind, command);
  }

  #takeTurn(msid: number): number {
    const turn = (this.#turns.get(msid) ?? 0) + 1;
    this.#turns.set(msid, turn);
    return turn;
  }

  #isStale(msid: number, turn: number): boolean {
    return this.#isClosed || this.#turns.get(msid) !== turn;
  }

  #run(work: Promise<void>): void {
    work.catch((error: unknown) => {
      this.#services.logger.error({ err: error, distribution: this.#distributionId }, "request failed");
    });
  }

  async #play(event: PlayEvent, turn: number): Promise<void> {
    const { session, flush, stream: streamOf, logged } = this.#host;
    // A live stream, asked for as such, is never there.
    const prepared: Prepared =
      event.startMs === -1000
        ? { ok: false, code: "NetStream.Play.StreamNotFound" }
        : await this.#prepare(event.streamName, event.startMs < 0, () => this.#isStale(event.msid, turn));
    if (this.#isStale(event.msid, turn)) return;
    if (!prepared.ok) {
      this.#fail(event, prepared.code);
      return;
    }
    const startMs = Math.max(0, event.startMs);
    try {
      const from = await this.#services.library.startPoint(prepared.media, startMs);
      if (this.#isStale(event.msid, turn) || !session.acceptPlay(event.token)) return;
      this.#count("NetStream.Play.Start");
      const stream = streamOf(event.msid);
      if (stream.isPlaying) logged("stop", stream);
      this.#changes.delete(event.msid);
      const isFollowing = !event.reset && stream.media !== undefined;
      // A playlist has one clock. Whole milliseconds, so that a shared timestamp and one of his own round alike.
      const beginsAtMs = isFollowing ? Math.round(stream.endMs) : 0;
      stream.start({
        stream: prepared.stream,
        media: prepared.media,
        from,
        lengthMs: event.lengthMs,
        offsetMs: isFollowing || startMs > 0 ? beginsAtMs - Math.round(from.ms) : 0,
        leadMs: isFollowing ? stream.leadMs : 0,
        isSilent: prepared.isSilent,
        fault: byteFaultOf(prepared.effects),
      });
      flush();
    } catch (error) {
      this.#failRead(event, turn, prepared.stream, error);
    }
  }

  /** Changes to another stream at its next key frame, without a break in the client's clock. */
  async #switch(event: Play2Event, turn: number): Promise<void> {
    const { msid, transition, lengthMs } = event;
    const { session, flush, stream: streamOf, logged } = this.#host;
    const prepared = await this.#prepare(event.streamName, false, () => this.#isStale(msid, turn));
    if (this.#isStale(msid, turn)) return;
    if (!prepared.ok) {
      this.#fail(event, prepared.code);
      return;
    }
    const { media, stream: name, effects, isSilent } = prepared;
    const stream = streamOf(msid);
    const wasPlaying = stream.isPlaying;
    const isSameFilm = (transition === "switch" || transition === "swap") && stream.media !== undefined;
    const isFollowing = isAppended(event) && stream.media !== undefined;
    let from: StartPoint | undefined;
    try {
      from = isSameFilm
        ? await this.#changePoint(event, media, stream)
        : await this.#services.library.startPoint(media, Math.max(0, event.startMs));
    } catch (error) {
      this.#failRead(event, turn, name, error);
      return;
    }
    if (this.#isStale(msid, turn) || !session.acceptTransition(event.token)) return;
    const begin = (at: StartPoint, offsetMs: number, leadMs: number): void => {
      this.#changes.delete(msid);
      session.completeTransition(msid);
      if (wasPlaying) logged("stop", stream);
      const fault = byteFaultOf(effects);
      stream.start({ stream: name, media, from: at, lengthMs, offsetMs, leadMs, isSilent, fault });
      flush();
    };
    const leadTo = (at: StartPoint): number => Math.max(0, at.ms - stream.positionMs);
    // Nothing is left to be changed: the client has the old stream to its end.
    if (from === undefined) session.completeTransition(msid);
    else if (isSameFilm && stream.isPlaying && from.ms >= stream.sentUntilMs) {
      const at = from;
      this.#changes.set(msid, { media, begin });
      stream.playUntil(at.ms, () => begin(at, stream.offsetMs, leadTo(at)));
    } else if (isFollowing) begin(from, Math.round(stream.endMs) - Math.round(from.ms), stream.leadMs);
    else if (isSameFilm) begin(from, stream.offsetMs, leadTo(from));
    else begin(from, 0, 0);
    flush();
  }

  /**
   * Where the new stream takes over: at its first key frame behind what was sent, or, where the client names a time that
   * it has not come to yet, behind that time: it throws away what it has from there on.
   */
  async #changePoint(
    event: Play2Event,
    media: OpenedMedia,
    stream: RtmpStream,
  ): Promise<StartPoint | undefined> {
    const wantedMs = event.offsetMs - stream.offsetMs;
    if (event.offsetMs >= 0 && wantedMs >= stream.positionMs) return this.#nextStart(media, wantedMs);
    if (!stream.isPlaying) return undefined;
    let from: StartPoint | undefined;
    // While the new file is read, the old one may be sent on: until then the place to change moves on too.
    do from = await this.#nextStart(media, stream.sentUntilMs);
    while (from !== undefined && from.ms < stream.sentUntilMs);
    return from;
  }

  /** The first key packet that begins a segment, not before a moment. */
  async #nextStart(media: OpenedMedia, ms: number): Promise<StartPoint | undefined> {
    const { library } = this.#services;
    let point = await library.startPoint(media, ms);
    while (point.ms < ms) {
      const { next } = (await library.segment(media, point.ref)).segment;
      if (next === undefined) return undefined;
      const following = await library.startPoint(media, next.startMs);
      // Where key frames are far apart, a segment may begin without one: such a one is read on into.
      point = following.ms > point.ms ? following : { ref: next, row: 0, ms: point.ms };
    }
    return point;
  }

  async #seek(msid: number, ms: number, turn: number): Promise<void> {
    const { session, flush, stream: streamOf, logged } = this.#host;
    const stream = streamOf(msid);
    const change = this.#changes.get(msid);
    const media = change?.media ?? stream.media;
    if (media === undefined) {
      session.failSeek(msid, { failedMs: ms });
      flush();
      return;
    }
    const { durationMs } = media.file;
    if (ms < 0 || (durationMs > 0 && ms > durationMs)) {
      session.failSeek(msid, { lastValidMs: durationMs });
      flush();
      return;
    }
    try {
      const to = await this.#services.library.startPoint(media, ms);
      if (this.#isStale(msid, turn) || !session.notifySeek(msid, ms)) return;
      logged("seek", stream);
      if (change === undefined) stream.seek(to);
      // The client has thrown away what it had.
      else change.begin(to, 0, 0);
    } catch (error) {
      this.#services.logger.warn({ err: error, stream: stream.name?.streamName }, "can't seek");
      if (this.#isStale(msid, turn)) return;
      session.failSeek(msid, { failedMs: ms });
    }
    flush();
  }

  async #streamLength({ token, streamName }: StreamLengthEvent): Promise<void> {
    const found = await this.#prepare(streamName, false, () => this.#isClosed);
    this.#host.session.answerStreamLength(token, found.ok ? found.media.file.durationMs : undefined);
    this.#host.flush();
  }

  /** Resolves, authorizes and opens a stream. */
  async #prepare(streamName: string, mayWait: boolean, isGone: () => boolean): Promise<Prepared> {
    const { streamNames, faults, clock, logger, directory, library } = this.#services;
    const distribution = directory.list().find(({ id }) => id === this.#distributionId);
    const stream = resolveStream(this.#app, streamName, { mode: streamNames });
    if (!stream.ok || distribution?.kind !== "streaming" || !distribution.isServing) {
      return { ok: false, code: "NetStream.Play.StreamNotFound" };
    }
    const details = {
      distribution: distribution.id,
      stream: stream.streamName,
      clientIp: this.#host.clientIp,
    };
    const refusal = authorizeStream(distribution, stream, {
      sourceIp: this.#host.clientIp,
      nowEpochSeconds: Math.floor(clock.date().getTime() / 1000),
    });
    if (refusal !== undefined) {
      logger.info({ ...details, refusal }, "play refused: not signed for");
      return { ok: false, code: "NetStream.Failed" };
    }
    const effects = faults.strike("play", distribution.id);
    const delayMs = delayOf(effects);
    if (delayMs > 0) await this.#wait(delayMs);
    if (effects.some(({ kind }) => kind === "refuse" || kind === "error")) {
      return { ok: false, code: "NetStream.Failed" };
    }
    const opened = await this.#openFirst(library, distribution, stream.keys, mayWait, isGone);
    if (!opened.ok) {
      logger.info({ ...details, code: opened.code, reason: opened.reason }, "play refused");
      return opened;
    }
    const { enhancedFourCcs, videoCodec } = opened.media.file;
    const known = announcedOf(this.#fourCcs, enhancedFourCcs);
    const missing = enhancedFourCcs.filter((fourCc) => !known.includes(fourCc));
    // A film without sound is worth seeing (ffmpeg announces codecs of pictures only); sound without the film is not.
    const isSilent =
      missing.length > 0 &&
      videoCodec !== undefined &&
      missing.every((fourCc) => AUDIO_FOURCCS.includes(fourCc));
    if (missing.length > 0) {
      const what = isSilent ? "sound left out" : "play refused";
      logger.info({ ...details, fourCcs: missing }, `${what}: the client did not announce the codec`);
      if (!isSilent) return { ok: false, code: "NetStream.Play.NoSupportedTrackFound" };
    }
    return { ok: true, stream, media: opened.media, effects, isSilent };
  }

  async #openFirst(
    library: EdgeServices["library"],
    distribution: StreamingEdgeDistribution,
    keys: readonly string[],
    mayWait: boolean,
    isGone: () => boolean,
  ): ReturnType<typeof openStream> {
    const { clock, limits, missing } = this.#services;
    const untilMs = clock.nowMs() + limits.missingWaitMs;
    for (;;) {
      const opened = await openStream(library, distribution, keys);
      const isWorthWaiting = mayWait && missing === "wait" && clock.nowMs() < untilMs && !isGone();
      if (opened.ok || !opened.isMissing || !isWorthWaiting) return opened;
      await this.#wait(MISSING_POLL_MS);
    }
  }

  #wait(delayMs: number): Promise<void> {
    return new Promise((resolve) => this.#services.clock.setTimer(delayMs, resolve));
  }

  #failRead(event: PlayRequest, turn: number, { streamName }: NamedStream, error: unknown): void {
    this.#services.logger.warn({ err: error, stream: streamName }, "stream can't be read");
    if (!this.#isStale(event.msid, turn)) this.#fail(event, "NetStream.Play.FileStructureInvalid");
  }

  #fail(event: PlayRequest, code: PlayFailureCode): void {
    const { session, flush, stream: streamOf } = this.#host;
    this.#count(code);
    const isWrongMedia =
      code === "NetStream.Play.FileStructureInvalid" || code === "NetStream.Play.NoSupportedTrackFound";
    if (isWrongMedia && event.kind === "play" && session.acceptPlay(event.token)) {
      const { msid } = event;
      const description = WRONG_MEDIA[code];
      session.sendStatus(msid, { level: "error", code, description });
      // librtmp doesn't know the code and would wait for ever: it is told in words that it knows.
      session.sendStatus(msid, { level: "error", code: "NetStream.Play.Failed", description });
    } else {
      session.failPlay(event.token, code);
    }
    const stream = streamOf(event.msid);
    if (isAppended(event) && !stream.isPlaying && !this.hasNext(event.msid)) stream.announceEnd();
    flush();
  }

  #count(outcome: string): void {
    this.#services.metrics.plays.inc({ distribution: this.#distributionId, outcome });
  }
}

/** Goes behind what plays, as an item of the playlist. */
function isAppended(event: PlayRequest): boolean {
  if (event.kind === "play") return !event.reset;
  return event.transition === "append" || event.transition === "appendAndWait";
}
