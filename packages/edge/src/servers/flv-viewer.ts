import { randomBytes } from "node:crypto";
import type { NamedStream } from "../access/authorize-stream.ts";
import type { ByteFault } from "../faults.ts";
import { RTMP_LOG_FIELDS, type RtmpLogEvent, rtmpLogLine } from "../logs/rtmp-record.ts";
import type { StreamingEdgeDistribution } from "../ports.ts";
import { flvBlocks, flvHead, sharedFlvBlocks } from "../vod/flv-blocks.ts";
import type { OpenedMedia, StartPoint } from "../vod/media-library.ts";
import { type MediaOutput, Playback } from "../vod/playback.ts";
import type { Block } from "../vod/segment-cache.ts";
import type { EdgeServices } from "./edge-services.ts";
import { MediaGate } from "./media-gate.ts";
import type { EndReason, Viewer } from "./viewers.ts";

/** What `GET /cfx/st/NAME` asks for, and who asks. */
export interface FlvRequest {
  readonly distribution: StreamingEdgeDistribution;
  /** Behind `/cfx/st/`, percent-encoded. */
  readonly name: string;
  /** Without `?`. */
  readonly query: string;
  readonly host: string;
  readonly clientIp: string;
  readonly referer: string | undefined;
  readonly userAgent: string | undefined;
}

/** Where FLV bytes go: an HTTP answer or a WebSocket. */
interface FlvChannel {
  readonly protocol: "http-flv" | "ws-flv";
  /** False when the bytes wait; `drained` of the viewer is to be called when they are gone. */
  readonly write: (bytes: Uint8Array) => boolean;
  /** Nothing follows now; false as there. */
  readonly flush: () => boolean;
  /** The stream is complete. */
  readonly end: () => void;
  /** The stream breaks off. */
  readonly abort: (reason: EndReason | "fault" | "media") => void;
}

export interface FlvViewerOptions {
  readonly services: EdgeServices;
  readonly distribution: StreamingEdgeDistribution;
  readonly stream: NamedStream;
  readonly media: OpenedMedia;
  readonly from: StartPoint;
  readonly bufferMs: number;
  readonly request: FlvRequest;
  readonly fault: ByteFault | undefined;
  readonly channel: FlvChannel;
}

/**
 * Media sent at once, and when the rest of the buffer follows: a browser that gets all of it at once has its hands full
 * with the bytes while it should show the first picture.
 */
const FIRST_BURST_MS = 1000;
const REST_AFTER_MS = 50;

/** Sends one viewer a file as FLV, paced. */
export class FlvViewer {
  readonly #options: FlvViewerOptions;
  readonly #playback: Playback;
  readonly #gate: MediaGate;
  readonly #viewer: Viewer;
  readonly #clientId = randomBytes(16).toString("hex");
  #bytesSent = 0;
  #cancelRest = (): void => undefined;
  #isGone = false;

  constructor(options: FlvViewerOptions) {
    this.#options = options;
    const { services, distribution, stream, media, channel } = options;
    const sentBytes = services.metrics.sentBytes.of({
      distribution: distribution.id,
      protocol: channel.protocol,
    });
    this.#gate = new MediaGate({
      ...services,
      fault: options.fault,
      send: (pieces) => pieces.map(channel.write).every((hasRoom) => hasRoom),
      flush: channel.flush,
      cut: (reason) => {
        if (reason !== "fault") services.metrics.refused.inc({ reason });
        this.#leave();
        channel.abort(reason);
      },
      countBytes: (byteLength) => {
        this.#bytesSent += byteLength;
        sentBytes.add(byteLength);
      },
    });
    this.#playback = new Playback({
      media,
      library: services.library,
      clock: services.clock,
      wheel: services.wheel,
      turns: services.turns,
      bufferMs: Math.min(options.bufferMs, FIRST_BURST_MS),
      output: this.#output(),
    });
    this.#viewer = {
      distributionId: distribution.id,
      protocol: channel.protocol,
      clientIp: options.request.clientIp,
      streamName: () => stream.streamName,
      positionMs: () => this.#playback.positionMs,
      bytesSent: () => this.#bytesSent,
      end: (reason) => {
        this.#leave();
        channel.abort(reason);
      },
    };
  }

  start(): void {
    const { services, media, from, bufferMs } = this.#options;
    services.viewers.add(this.#viewer);
    this.#record("connect");
    this.#record("play");
    const head: Block = { bytes: flvHead(media.file, from.ms), lastDtsMs: from.ms };
    this.#gate.write(head);
    this.#playback.start(from, -1);
    const restAtMs = services.clock.nowMs() + REST_AFTER_MS;
    this.#cancelRest = services.wheel.schedule(restAtMs, () => this.#playback.setBufferMs(bufferMs));
  }

  /** The channel has taken everything. */
  drained(): void {
    this.#gate.drained();
    this.#playback.drained();
  }

  /** The viewer has gone. */
  closed(): void {
    this.#leave();
  }

  #leave(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#cancelRest();
    this.#playback.close();
    this.#gate.close();
    this.#record("stop");
    this.#record("disconnect");
    this.#options.services.viewers.delete(this.#viewer);
  }

  /** The service streamed by RTMP only; here a viewer by HTTP leaves the same traces. */
  #record(event: RtmpLogEvent): void {
    const { services, distribution, stream, request } = this.#options;
    if (distribution.logging === undefined) return;
    const isStreamEvent = event === "play" || event === "stop";
    const { streamName: name, query, extension } = stream;
    const line = rtmpLogLine({
      at: services.clock.date(),
      event,
      clientIp: request.clientIp,
      bytesSent: this.#bytesSent,
      clientId: this.#clientId,
      tcUrl: `http://${request.host}/cfx/st`,
      swfUrl: undefined,
      pageUrl: request.referer,
      flashVer: request.userAgent,
      stream: isStreamEvent ? { name, query, extension, number: 1 } : undefined,
    });
    services.log.add(distribution, RTMP_LOG_FIELDS, line);
  }

  #output(): MediaOutput {
    const { services, distribution, channel } = this.#options;
    return {
      encode: (cached, span) =>
        span === undefined
          ? services.segments.encoded(cached, "flv", () => sharedFlvBlocks(cached))
          : flvBlocks(cached, span),
      write: (block) => this.#gate.write(block),
      flush: () => this.#gate.flush(),
      bufferFull: () => undefined,
      dry: () => undefined,
      complete: () => {
        this.#leave();
        channel.end();
      },
      fail: (error) => {
        services.logger.warn({ err: error, distribution: distribution.id }, "stream broke off");
        this.#leave();
        channel.abort("media");
      },
      stalled: () => services.metrics.stalls.inc({ distribution: distribution.id }),
    };
  }
}
