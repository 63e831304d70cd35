import { type ConnectEvent, RtmpServerSession, type ServerEvent } from "@oxbow/rtmp";
import { checkApp } from "../../access/authorize-stream.ts";
import { type ConnectRefusal, findStreaming } from "../../access/find-distribution.ts";
import { hostOfUrl } from "../../access/host-name.ts";
import { delayOf } from "../../faults.ts";
import { RTMP_LOG_FIELDS, type RtmpLogEvent, rtmpLogLine } from "../../logs/rtmp-record.ts";
import type { EdgeProtocol } from "../../metrics.ts";
import type { StreamingEdgeDistribution } from "../../ports.ts";
import type { Tally } from "../../tallied-counter.ts";
import type { EdgeServices } from "../edge-services.ts";
import type { EndReason, Viewer } from "../viewers.ts";
import { AUDIO_FOURCCS, announcedOf, VIDEO_FOURCCS } from "./four-ccs.ts";
import { NODE_HANDSHAKE_CRYPTO, randomHex } from "./rtmp-crypto.ts";
import { RtmpPlays } from "./rtmp-plays.ts";
import { RtmpStream, type StreamHost } from "./rtmp-stream.ts";

/** Where the bytes of a connection go: a socket, or a tunnel that is polled. */
export interface RtmpWire {
  readonly transport: "tcp" | "tls" | "http";
  /** False when the bytes wait; `drained` of the connection is to be called when they are gone. */
  readonly write: (pieces: readonly Uint8Array[]) => boolean;
  /** Sends what waits, then closes. */
  readonly end: () => void;
  /** Closes at once. */
  readonly destroy: () => void;
}

/**
 * Chunks as large as the largest that ffmpeg, librtmp and GStreamer were seen to take: fewer headers in the middle
 * of frames. (Interleaving, what small chunks are for, is nothing to a recorded stream.)
 */
const CHUNK_BYTES = 60_000;
/** Only the beginning of a connection waits for round trips. */
const MAX_SILENCE_ANSWERS = 4;
/** Until the client says what it can hold. */
const FIRST_BUFFER_MS = 3000;
/** Of an application or a host that nobody has. */
const MAX_LOGGED_CHARACTERS = 200;

/** One RTMP connection: carries out what its session reports. */
export class RtmpConnection {
  readonly #services: EdgeServices;
  readonly #wire: RtmpWire;
  readonly #clientIp: string;
  readonly #session: RtmpServerSession;
  readonly #plays: RtmpPlays;
  readonly #clientId = randomHex(16);
  readonly #streams = new Map<number, RtmpStream>();
  #connect: ConnectEvent | undefined;
  #viewer: Viewer | undefined;
  #bufferMs = FIRST_BUFFER_MS;
  #bytesSent = 0;
  #countedBytes = 0;
  #sentBytes: Tally | undefined;
  #streamCount = 0;
  #silenceAnswers = 0;
  #isOver = false;
  #lastActiveMs: number;
  #cancelTimer: () => void;

  constructor(services: EdgeServices, wire: RtmpWire, clientIp: string) {
    this.#services = services;
    this.#wire = wire;
    this.#clientIp = clientIp;
    const { clock, limits, wheel } = services;
    this.#session = new RtmpServerSession({
      crypto: NODE_HANDSHAKE_CRYPTO,
      nowMs: clock.nowMs,
      chunkSize: CHUNK_BYTES,
      limits: { maxMessageStreams: limits.maxStreamsPerConnection },
    });
    this.#plays = new RtmpPlays(services, {
      session: this.#session,
      clientIp,
      flush: () => this.#flush(),
      stream: (msid) => this.#streamOf(msid),
      logged: (event, stream) => this.#record(event, stream),
    });
    this.#lastActiveMs = clock.nowMs();
    this.#cancelTimer = wheel.schedule(clock.nowMs() + limits.handshakeTimeoutMs, () => {
      this.#giveUp("handshake-timeout");
    });
  }

  /** Bytes from the client. */
  receive(bytes: Uint8Array): void {
    this.#lastActiveMs = this.#services.clock.nowMs();
    const sentBefore = this.#bytesSent;
    try {
      const events = this.#session.receive(bytes);
      this.#handle(events);
      this.#flush();
      const isAnswerComing = events.some(({ kind }) => kind === "play" || kind === "getStreamLength");
      if (this.#bytesSent === sentBefore && !isAnswerComing) this.#answerSilence();
    } catch (error) {
      // A fault of ours, which must cost one viewer and not all.
      this.#services.logger.error({ err: error, clientIp: this.#clientIp }, "connection failed");
      this.#destroy();
    }
  }

  /** The wire has taken everything. */
  drained(): void {
    this.#lastActiveMs = this.#services.clock.nowMs();
    for (const stream of this.#streams.values()) stream.drained();
  }

  /** The wire is gone. */
  closed(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#cancelTimer();
    this.#plays.close();
    for (const stream of this.#streams.values()) this.#stopStream(stream);
    if (this.#viewer !== undefined) {
      this.#record("disconnect", undefined);
      this.#services.viewers.delete(this.#viewer);
    }
    this.#session.close();
  }

  /**
   * Says something, so that the TCP acknowledgement travels at once. Clients such as ffmpeg write their first commands
   * one by one with Nagle's algorithm on: after one that has no answer, each waits 40 ms for a delayed acknowledgement.
   */
  #answerSilence(): void {
    if (this.#viewer === undefined || this.#silenceAnswers >= MAX_SILENCE_ANSWERS) return;
    this.#silenceAnswers += 1;
    this.#session.ping(this.#services.clock.nowMs());
    this.#flush();
  }

  #handle(events: readonly ServerEvent[]): void {
    for (const event of events) {
      switch (event.kind) {
        case "connect":
          this.#decideConnect(event);
          break;
        case "play":
          this.#plays.play(event);
          break;
        case "play2":
          this.#plays.play2(event);
          break;
        case "seek":
          this.#plays.seek(event);
          break;
        case "pause":
          this.#plays.inOrder(event.msid, "pause", () => this.#pause(event.msid, event.isPaused, event.ms));
          break;
        case "getStreamLength":
          this.#plays.streamLength(event);
          break;
        case "setBufferLength":
          this.#setBuffer(event.msid, event.ms);
          break;
        case "receiveAudio":
        case "receiveVideo":
          this.#streamOf(event.msid)?.receive(event.kind, event.isWanted);
          break;
        case "closeStream":
        case "deleteStream":
          this.#closeStream(event.msid);
          break;
        case "closed":
          if (event.error !== undefined) {
            const { code, message } = event.error;
            this.#services.metrics.refused.inc({ reason: "protocol" });
            this.#services.logger.info({ clientIp: this.#clientIp, code, message }, "protocol error");
          }
          this.#finish();
          return;
        case "createStream":
        case "publishRefused":
        case "ack":
          break;
      }
    }
  }

  #decideConnect(event: ConnectEvent): void {
    const { directory, streamNames, faults, clock, logger, viewers } = this.#services;
    const distribution = findStreaming(directory, hostOfUrl(event.tcUrl));
    const refusal = typeof distribution === "string" ? distribution : checkApp(event.app, streamNames);
    if (refusal !== undefined || typeof distribution === "string") {
      // Whatever a stranger says, and however much of it.
      const host = hostOfUrl(event.tcUrl).slice(0, MAX_LOGGED_CHARACTERS);
      const app = event.app.split("?", 1)[0]?.slice(0, MAX_LOGGED_CHARACTERS);
      logger.info({ clientIp: this.#clientIp, host, app, refusal }, "connect rejected");
      this.#reject(event, refusal ?? "DistributionNotFound");
      return;
    }
    const limited = viewers.refusal(this.#clientIp);
    if (limited !== undefined) {
      this.#reject(event, limited);
      return;
    }
    const effects = faults.strike("connect", distribution.id);
    if (effects.some(({ kind }) => kind === "refuse" || kind === "error")) {
      this.#reject(event, "refused by a fault");
      return;
    }
    const delayMs = delayOf(effects);
    if (delayMs === 0) this.#accept(event, distribution);
    else clock.setTimer(delayMs, () => this.#accept(event, distribution));
  }

  #accept(event: ConnectEvent, distribution: StreamingEdgeDistribution): void {
    const { viewers, clock, limits, wheel, metrics } = this.#services;
    const more = this.#session.acceptConnect(event.token, {
      videoFourCcs: announcedOf(event.fourCcs, VIDEO_FOURCCS),
      audioFourCcs: announcedOf(event.fourCcs, AUDIO_FOURCCS),
    });
    if (more === undefined || this.#isOver) return;
    this.#connect = event;
    this.#plays.connected(event, distribution.id);
    this.#viewer = {
      distributionId: distribution.id,
      protocol: protocolOf(this.#wire.transport, event.isEncrypted),
      clientIp: this.#clientIp,
      streamName: () => this.#current()?.name?.streamName ?? "",
      positionMs: () => this.#current()?.positionMs ?? 0,
      bytesSent: () => this.#bytesSent,
      end: (reason) => this.#end(reason),
    };
    viewers.add(this.#viewer);
    const { distributionId, protocol } = this.#viewer;
    this.#sentBytes = metrics.sentBytes.of({ distribution: distributionId, protocol });
    this.#cancelTimer();
    this.#cancelTimer = wheel.schedule(clock.nowMs() + limits.idleTimeoutMs, () => this.#checkIdle());
    this.#record("connect", undefined);
    this.#handle(more);
    this.#flush();
  }

  #reject(event: ConnectEvent, message: ConnectRefusal | string): void {
    this.#session.rejectConnect(event.token, {
      description: `[ Server.Reject ] : (_defaultRoot_, _defaultVHost_) : ${message}`,
      applicationMessage: message,
    });
    this.#finish();
  }

  #pause(msid: number, isPaused: boolean, ms: number): void {
    const stream = this.#streams.get(msid);
    if (stream === undefined) return;
    if (isPaused) stream.pause();
    if (!this.#session.notifyPause(msid, isPaused)) return;
    this.#record(isPaused ? "pause" : "unpause", stream);
    if (!isPaused) stream.resume(ms);
    this.#flush();
  }

  #setBuffer(msid: number, ms: number): void {
    const bufferMs = Math.min(ms, this.#services.limits.maxBufferMs);
    if (msid === 0) this.#bufferMs = bufferMs;
    else this.#streamOf(msid)?.setBufferMs(bufferMs);
  }

  #closeStream(msid: number): void {
    const stream = this.#streams.get(msid);
    this.#plays.forget(msid);
    if (stream === undefined) return;
    this.#stopStream(stream);
    this.#streams.delete(msid);
  }

  #stopStream(stream: RtmpStream): void {
    if (stream.isPlaying) this.#record("stop", stream);
    stream.stop();
  }

  #streamOf(msid: number): RtmpStream {
    const known = this.#streams.get(msid);
    if (known !== undefined) return known;
    this.#streamCount += 1;
    const stream = new RtmpStream(this.#host(), msid, this.#streamCount, this.#bufferMs);
    this.#streams.set(msid, stream);
    return stream;
  }

  #host(): StreamHost {
    return {
      services: this.#services,
      session: this.#session,
      distributionId: this.#viewer?.distributionId ?? "",
      flush: () => this.#flush(),
      cut: (reason) => (reason === "fault" ? this.#finish() : this.#giveUp(reason)),
      countBytes: () => undefined,
      began: (stream) => this.#record("play", stream),
      hasNext: (stream) => this.#plays.hasNext(stream.msid),
      ended: (stream) => {
        this.#record("stop", stream);
        this.#plays.ended(stream.msid);
      },
    };
  }

  #current(): RtmpStream | undefined {
    const streams = [...this.#streams.values()];
    // Who has been sent everything watches still.
    return streams.find(({ isPlaying }) => isPlaying) ?? streams.find(({ name }) => name !== undefined);
  }

  /** The edge ends the session: tells the viewer why, in Flash Media Server's way. */
  #end(reason: EndReason): void {
    if (this.#isOver) return;
    const isDraining = reason === "draining";
    const say = (): void => {
      for (const { msid } of this.#streams.values()) this.#session.unpublish(msid);
      if (isDraining && ((this.#connect?.capsEx ?? 0) & 1) === 1) this.#session.requestReconnect(reason);
      this.#session.shutDown({
        code: isDraining ? "NetConnection.Connect.AppShutdown" : "NetConnection.Connect.Closed",
        description: reason,
      });
      this.#finish();
    };
    const current = this.#current();
    if (isDraining && current?.isPlaying === true) current.finishSegment(say);
    else say();
  }

  #giveUp(reason: "handshake-timeout" | "idle-timeout" | "viewer-bytes" | "stall-timeout"): void {
    this.#services.metrics.refused.inc({ reason });
    this.#services.logger.info({ clientIp: this.#clientIp, reason }, "connection cut off");
    this.#destroy();
  }

  #checkIdle(): void {
    const { clock, limits, wheel } = this.#services;
    const idleUntilMs = this.#lastActiveMs + limits.idleTimeoutMs;
    if (clock.nowMs() >= idleUntilMs) this.#giveUp("idle-timeout");
    else this.#cancelTimer = wheel.schedule(idleUntilMs, () => this.#checkIdle());
  }

  /** Sends what the session still has to say, then closes. */
  #finish(): void {
    this.#flush();
    this.closed();
    this.#wire.end();
  }

  #destroy(): void {
    this.closed();
    this.#wire.destroy();
  }

  /** Writes what the session has to say, in one write; false when it waits. */
  #flush(): boolean {
    if (this.#isOver) return false;
    const pieces = this.#session.takeOutput();
    if (pieces.length === 0) return true;
    for (const piece of pieces) this.#bytesSent += piece.length;
    this.#lastActiveMs = this.#services.clock.nowMs();
    this.#countBytes();
    return this.#wire.write(pieces);
  }

  #countBytes(): void {
    if (this.#sentBytes === undefined) return;
    this.#sentBytes.add(this.#bytesSent - this.#countedBytes);
    this.#countedBytes = this.#bytesSent;
  }

  #record(event: RtmpLogEvent, stream: RtmpStream | undefined): void {
    const { directory, log, clock } = this.#services;
    const distribution = directory.list().find(({ id }) => id === this.#viewer?.distributionId);
    const connect = this.#connect;
    if (distribution?.logging === undefined || connect === undefined) return;
    const name = stream?.name;
    const line = rtmpLogLine({
      at: clock.date(),
      event,
      clientIp: this.#clientIp,
      bytesSent: this.#bytesSent,
      clientId: this.#clientId,
      tcUrl: connect.tcUrl,
      swfUrl: connect.swfUrl,
      pageUrl: connect.pageUrl,
      flashVer: connect.flashVer,
      stream:
        name === undefined
          ? undefined
          : {
              name: name.streamName,
              query: name.query,
              extension: name.extension,
              number: stream?.number ?? 0,
            },
    });
    log.add(distribution, RTMP_LOG_FIELDS, line);
  }
}

function protocolOf(transport: RtmpWire["transport"], isEncrypted: boolean): EdgeProtocol {
  if (transport === "http") return isEncrypted ? "rtmpte" : "rtmpt";
  if (transport === "tls") return "rtmps";
  return isEncrypted ? "rtmpe" : "rtmp";
}
