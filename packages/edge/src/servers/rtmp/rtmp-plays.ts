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
    }
  | { readonly ok: false; readonly code: PlayFailureCode };

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
  }

  play(event: PlayEvent): void {
    const stream = this.#host.stream(event.msid);
    if (!event.reset && stream.isPlaying) {
      this.#enqueue(event);
      return;
    }
    this.#queues.delete(event.msid);
    this.#run(this.#play(event, this.#takeTurn(event.msid)));
  }

  play2(event: Play2Event): void {
    switch (event.transition) {
      case "append":
      case "appendAndWait":
        if (this.#host.stream(event.msid).isPlaying) {
          this.#enqueue(event);
          return;
        }
        break;
      case "stop":
        this.#host.stream(event.msid).stop();
        this.#host.session.acceptTransition(event.token);
        this.#host.flush();
        return;
      case "switch":
      case "swap":
      case "reset":
      case "resume":
        break;
    }
    this.#run(this.#switch(event, this.#takeTurn(event.msid)));
  }

  seek({ msid, ms }: SeekEvent): void {
    this.#run(this.#seek(msid, ms, this.#takeTurn(msid)));
  }

  streamLength(event: StreamLengthEvent): void {
    this.#run(this.#streamLength(event));
  }

  /** A stream was closed: nothing that was under way for it counts any more. */
  forget(msid: number): void {
    this.#takeTurn(msid);
    this.#queues.delete(msid);
  }

  /** A stream was sent to its end: goes on with the playlist. */
  ended(msid: number): void {
    const next = this.#queues.get(msid)?.shift();
    if (next === undefined) return;
    const turn = this.#takeTurn(msid);
    this.#run(next.kind === "play" ? this.#play(next, turn) : this.#switch(next, turn));
  }

  #enqueue(event: PlayRequest): void {
    const queue = this.#queues.get(event.msid) ?? [];
    queue.push(event);
    this.#queues.set(event.msid, queue);
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
      stream.start({
        stream: prepared.stream,
        media: prepared.media,
        from,
        lengthMs: event.lengthMs,
        isRelative: startMs > 0,
        fault: byteFaultOf(prepared.effects),
      });
      flush();
    } catch (error) {
      this.#services.logger.warn({ err: error, stream: prepared.stream.streamName }, "stream can't be read");
      this.#fail(event, "NetStream.Play.FileStructureInvalid");
    }
  }

  /** Changes to another stream at its next key frame, without a break in the client's clock. */
  async #switch(event: Play2Event, turn: number): Promise<void> {
    const { session, flush, stream: streamOf } = this.#host;
    const { library } = this.#services;
    const prepared = await this.#prepare(event.streamName, false, () => this.#isStale(event.msid, turn));
    if (this.#isStale(event.msid, turn)) return;
    if (!prepared.ok) {
      this.#fail(event, prepared.code);
      return;
    }
    const stream = streamOf(event.msid);
    const isGapless = stream.isPlaying && (event.transition === "switch" || event.transition === "swap");
    let from = await library.startPoint(prepared.media, Math.max(0, event.startMs));
    // While the new file is read, the old one may be sent on: until then the place to change moves on too.
    while (isGapless && from.ms < Math.max(stream.sentUntilMs, event.offsetMs)) {
      const next = await this.#nextStart(prepared.media, Math.max(stream.sentUntilMs, event.offsetMs));
      if (next === undefined) break;
      from = next;
    }
    if (this.#isStale(event.msid, turn) || !session.acceptTransition(event.token)) return;
    const begin = (): void => {
      session.completeTransition(event.msid);
      const { lengthMs } = event;
      const { media, stream: name, effects } = prepared;
      stream.start({ stream: name, media, from, lengthMs, isRelative: false, fault: byteFaultOf(effects) });
      flush();
    };
    if (isGapless) stream.playUntil(from.ms, begin);
    else begin();
    flush();
  }

  /** The first key packet of a segment not before a moment. */
  async #nextStart(media: OpenedMedia, ms: number): Promise<StartPoint | undefined> {
    const { library } = this.#services;
    const point = await library.startPoint(media, ms);
    if (point.ms >= ms) return point;
    const { next } = (await library.segment(media, point.ref)).segment;
    return next === undefined ? undefined : { ref: next, row: 0, ms: next.startMs };
  }

  async #seek(msid: number, ms: number, turn: number): Promise<void> {
    const { session, flush, stream: streamOf, logged } = this.#host;
    const stream = streamOf(msid);
    const { media } = stream;
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
      stream.seek(to);
    } catch (error) {
      this.#services.logger.warn({ err: error, stream: stream.name?.streamName }, "can't seek");
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
    const opened = await this.#open(library, distribution, stream.keys, mayWait, isGone);
    if (!opened.ok) {
      logger.info({ ...details, code: opened.code, reason: opened.reason }, "play refused");
      return opened;
    }
    const missing = opened.media.file.enhancedFourCcs.find((fourCc) => !this.#reads(fourCc));
    if (missing !== undefined) {
      logger.info({ ...details, fourCc: missing }, "play refused: the client did not announce the codec");
      return { ok: false, code: "NetStream.Play.NoSupportedTrackFound" };
    }
    return { ok: true, stream, media: opened.media, effects };
  }

  async #open(
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

  #reads(fourCc: string): boolean {
    return this.#fourCcs.includes("*") || this.#fourCcs.includes(fourCc);
  }

  #wait(delayMs: number): Promise<void> {
    return new Promise((resolve) => this.#services.clock.setTimer(delayMs, resolve));
  }

  #fail(event: PlayRequest, code: PlayFailureCode): void {
    const { session, flush } = this.#host;
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
    flush();
  }

  #count(outcome: string): void {
    this.#services.metrics.plays.inc({ distribution: this.#distributionId, outcome });
  }
}
