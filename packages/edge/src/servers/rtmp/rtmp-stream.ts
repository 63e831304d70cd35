import { AUDIO } from "@oxbow/media";
import type { RtmpServerSession } from "@oxbow/rtmp";
import type { NamedStream } from "../../access/authorize-stream.ts";
import type { ByteFault } from "../../faults.ts";
import type { OpenedMedia, StartPoint } from "../../vod/media-library.ts";
import { type MediaOutput, Playback } from "../../vod/playback.ts";
import {
  encodeBlocks,
  type RtmpForm,
  rtmpFormName,
  sharedRtmpBlocks,
  shiftedBlocks,
} from "../../vod/rtmp-blocks.ts";
import type { EdgeServices } from "../edge-services.ts";
import { MediaGate } from "../media-gate.ts";

/** Blocks of files of low rates are gathered up to this before they are written. */
const BATCH_BYTES = 64 << 10;

/** What a stream needs of the connection it belongs to. */
export interface StreamHost {
  readonly services: EdgeServices;
  readonly session: RtmpServerSession;
  readonly distributionId: string;
  /** Writes what the session has to say; false when it waits in the socket. */
  readonly flush: () => boolean;
  readonly cut: (reason: "viewer-bytes" | "stall-timeout" | "fault") => void;
  readonly countBytes: (byteLength: number) => void;
  /** The stream is about to be sent. */
  readonly began: (stream: RtmpStream) => void;
  /** Whether another stream of the playlist follows this one. */
  readonly hasNext: (stream: RtmpStream) => boolean;
  /** The stream has been sent to its end, or broke. */
  readonly ended: (stream: RtmpStream) => void;
}

export interface PlayStart {
  readonly stream: NamedStream;
  readonly media: OpenedMedia;
  readonly from: StartPoint;
  readonly lengthMs: number;
  /** What the client's clock is behind the file's. */
  readonly offsetMs: number;
  /** What the client still has of the stream that this one follows. */
  readonly leadMs: number;
  /** True where the client can't play the sound. */
  readonly isSilent: boolean;
  readonly fault: ByteFault | undefined;
}

interface NamedForm {
  readonly form: RtmpForm;
  readonly name: string;
}

/** One NetStream: what plays on it and in which form. */
export class RtmpStream {
  readonly msid: number;
  /** Counts the connection's streams from 1. */
  readonly number: number;
  readonly #host: StreamHost;
  #bufferMs: number;
  #audio = true;
  #video = true;
  #isSilent = false;
  /** Made when first needed after a change. */
  #named: NamedForm | undefined;
  #offsetMs = 0;
  #name: NamedStream | undefined;
  #playback: Playback | undefined;
  #gate: MediaGate | undefined;
  #playBytes = 0;
  #isBufferFull = false;
  /** Of media that the session holds and the socket has not been given. */
  #gatheredBytes = 0;
  #afterwards: (() => void) | undefined;

  constructor(host: StreamHost, msid: number, number: number, bufferMs: number) {
    this.#host = host;
    this.msid = msid;
    this.number = number;
    this.#bufferMs = bufferMs;
  }

  /** What plays or played last. */
  get name(): NamedStream | undefined {
    return this.#name;
  }

  get media(): OpenedMedia | undefined {
    return this.#playback?.media;
  }

  get isPlaying(): boolean {
    return this.#playback?.isActive ?? false;
  }

  get positionMs(): number {
    return this.#playback?.positionMs ?? 0;
  }

  get sentUntilMs(): number {
    return this.#playback?.sentUntilMs ?? 0;
  }

  /** What was sent and, as far as the edge can tell, not seen yet. */
  get leadMs(): number {
    return this.#playback?.leadMs ?? 0;
  }

  /** What is added to the file's time to have the client's. */
  get offsetMs(): number {
    return this.#offsetMs;
  }

  /** The client's time at which what plays ends. */
  get endMs(): number {
    return (this.#playback?.endMs ?? 0) + this.#offsetMs;
  }

  /** Sends metadata and decoder configurations, then media. The session has accepted the play. */
  start(play: PlayStart): void {
    this.stop();
    const { services, cut, countBytes } = this.#host;
    this.#name = play.stream;
    this.#offsetMs = play.offsetMs;
    this.#isSilent = play.isSilent;
    this.#named = undefined;
    this.#playBytes = 0;
    this.#gatheredBytes = 0;
    this.#gate = new MediaGate({
      ...services,
      fault: play.fault,
      cut,
      countBytes: (byteLength) => {
        this.#playBytes += byteLength;
        countBytes(byteLength);
      },
      send: (pieces) => {
        for (const piece of pieces) {
          this.#host.session.sendMedia(piece);
          this.#gatheredBytes += piece.length;
        }
        return this.#gatheredBytes < BATCH_BYTES || this.#flush();
      },
      flush: () => this.#flush(),
    });
    this.#playback = new Playback({
      media: play.media,
      library: services.library,
      clock: services.clock,
      wheel: services.wheel,
      turns: services.turns,
      bufferMs: this.#bufferMs,
      output: this.#output(),
    });
    this.#host.began(this);
    this.#sendHead(play.from.ms);
    this.#playback.start(play.from, play.lengthMs, play.leadMs);
  }

  /** Goes to a key packet; the session has notified the client. Timestamps are absolute from here on. */
  seek(to: StartPoint): void {
    if (this.#playback === undefined) return;
    this.#offsetMs = 0;
    this.#isBufferFull = false;
    this.#sendHead(to.ms);
    this.#playback.seek(to);
  }

  pause(): void {
    this.#playback?.pause();
  }

  /** @param clientMs where the client stands, on its own clock */
  resume(clientMs: number): void {
    this.#playback?.resume(clientMs - this.#offsetMs);
  }

  setBufferMs(bufferMs: number): void {
    this.#bufferMs = bufferMs;
    this.#playback?.setBufferMs(bufferMs);
  }

  /** `receiveAudio`, `receiveVideo`: counts from the next segment on, which begins with a key frame. */
  receive(kind: "receiveAudio" | "receiveVideo", isWanted: boolean): void {
    if (kind === "receiveAudio") this.#audio = isWanted;
    else this.#video = isWanted;
    this.#named = undefined;
  }

  /** Plays up to `ms`, then calls back instead of telling the client that the stream is over. */
  playUntil(ms: number, afterwards: () => void): void {
    this.#afterwards = afterwards;
    this.#playback?.endAt(ms);
  }

  /** Sends the rest of the segment under way, then calls back; at once where nothing is under way. */
  finishSegment(afterwards: () => void): void {
    if (this.#playback === undefined || !this.isPlaying || this.#playback.isPaused) {
      afterwards();
      return;
    }
    this.#afterwards = afterwards;
    this.#playback.endAfterSegment();
  }

  /** Says that everything has been sent, where anything was. */
  announceEnd(): void {
    if (this.#playback === undefined) return;
    const { durationMs } = this.#playback.media.file;
    this.#host.session.completePlay(this.msid, { durationMs, byteLength: this.#playBytes });
  }

  drained(): void {
    this.#gate?.drained();
    this.#playback?.drained();
  }

  stop(): void {
    this.#afterwards = undefined;
    this.#isBufferFull = false;
    this.#playback?.close();
    this.#gate?.close();
  }

  #sendHead(atMs: number): void {
    const { session } = this.#host;
    if (this.#playback === undefined) return;
    const { head } = this.#playback.media;
    const packets = this.#isSilent ? head.filter(({ kind }) => kind !== AUDIO) : head;
    session.sendPackets(this.msid, Math.max(0, atMs + this.#offsetMs), packets);
  }

  #output(): MediaOutput {
    const { services, session, distributionId } = this.#host;
    return {
      encode: (cached, span) => {
        const { form } = this.#currentForm();
        if (span !== undefined) return encodeBlocks(cached.segment, span, form, this.#offsetMs);
        const shared = services.segments.encoded(cached, this.#currentForm().name, () =>
          sharedRtmpBlocks(cached.segment, form),
        );
        return (
          shiftedBlocks(shared, this.#offsetMs) ??
          encodeBlocks(cached.segment, undefined, form, this.#offsetMs)
        );
      },
      write: (block) => {
        if (this.#isBufferFull) session.notifyBuffer(this.msid, "bufferReady");
        this.#isBufferFull = false;
        return this.#gate?.write(block) ?? false;
      },
      flush: () => this.#gate?.flush() ?? false,
      bufferFull: () => {
        if (this.#isBufferFull) return;
        this.#isBufferFull = true;
        session.notifyBuffer(this.msid, "bufferEmpty");
      },
      dry: () => {
        session.notifyBuffer(this.msid, "streamDry");
        this.#flush();
      },
      complete: () => this.#complete(),
      fail: (error) => {
        const name = this.#name?.streamName;
        services.logger.warn({ err: error, distribution: distributionId, stream: name }, "stream broke off");
        if (this.#goOn()) return;
        session.sendStatus(this.msid, {
          level: "error",
          code: "NetStream.Play.Failed",
          description: "The stream broke off: its file can't be read any more.",
        });
        this.#host.flush();
        this.#host.ended(this);
      },
      stalled: () => services.metrics.stalls.inc({ distribution: distributionId }),
    };
  }

  #flush(): boolean {
    this.#gatheredBytes = 0;
    return this.#host.flush();
  }

  /** The form in which media is wanted now, and its name. */
  #currentForm(): NamedForm {
    if (this.#named === undefined) {
      const { chunkSize } = this.#host.session;
      const form = { chunkSize, msid: this.msid, audio: this.#audio && !this.#isSilent, video: this.#video };
      this.#named = { form, name: rtmpFormName(form) };
    }
    return this.#named;
  }

  #complete(): void {
    this.#gate?.close();
    if (this.#goOn()) return;
    if (this.#host.hasNext(this)) this.#host.session.notifySwitch(this.msid);
    else this.announceEnd();
    this.#host.flush();
    this.#host.ended(this);
  }

  /** Does what was to follow instead of the end, if anything was. */
  #goOn(): boolean {
    const afterwards = this.#afterwards;
    this.#afterwards = undefined;
    afterwards?.();
    return afterwards !== undefined;
  }
}
