import type { IncomingMessage, ServerResponse } from "node:http";
import { resolveStream } from "@oxbow/stream-url";
import { authorizeStream, type NamedStream } from "../access/authorize-stream.ts";
import { byteFaultOf, delayOf, type FaultEffect } from "../faults.ts";
import { BLOCK_BYTES } from "../vod/flv-blocks.ts";
import type { OpenedMedia, StartPoint } from "../vod/media-library.ts";
import { openStream } from "../vod/open-stream.ts";
import type { EdgeServices } from "./edge-services.ts";
import { type FlvRequest, FlvViewer } from "./flv-viewer.ts";

/** Allows every page, as the service's `crossdomain.xml` allowed every SWF. */
export const OPEN_TO_ALL: Readonly<Record<string, string>> = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "*",
};

/** Media sent at once, before pacing begins. */
const FIRST_BUFFER_MS = 5000;

/** A stream that may be sent, or the HTTP status and words that refuse it. */
export type PreparedFlv =
  | {
      readonly ok: true;
      readonly stream: NamedStream;
      readonly media: OpenedMedia;
      readonly from: StartPoint;
      readonly bufferMs: number;
      readonly effects: readonly FaultEffect[];
    }
  | { readonly ok: false; readonly status: number; readonly message: string };

/** Finds, authorizes and opens the stream of a request. */
export async function prepareFlv(services: EdgeServices, request: FlvRequest): Promise<PreparedFlv> {
  const { clock, faults, library, limits, logger, metrics } = services;
  const { distribution, clientIp } = request;
  const { own, startMs, bufferMs } = readQuery(request.query, limits.maxBufferMs);
  const name = own === "" ? request.name : `${request.name}?${own}`;
  // The name stands in a URL, with its extension and encoded: the strict rules of the play path don't apply.
  const stream = resolveStream("cfx/st", name, { mode: "lenient" });
  if (!stream.ok) return refused(404, stream.error);
  const details = { distribution: distribution.id, stream: stream.streamName, clientIp };
  const refusal = authorizeStream(distribution, stream, {
    sourceIp: clientIp,
    nowEpochSeconds: Math.floor(clock.date().getTime() / 1000),
  });
  if (refusal !== undefined) {
    logger.info({ ...details, refusal }, "stream refused: not signed for");
    return refused(403, "AccessDenied");
  }
  const limited = services.viewers.refusal(clientIp);
  if (limited !== undefined) return refused(503, limited);
  const effects = faults.strike("play", distribution.id);
  const delayMs = delayOf(effects);
  if (delayMs > 0) await new Promise<void>((resolve) => clock.setTimer(delayMs, resolve));
  if (effects.some(({ kind }) => kind === "refuse" || kind === "error")) return refused(503, "fault");

  const opened = await openStream(library, distribution, stream.keys);
  metrics.plays.inc({
    distribution: distribution.id,
    outcome: opened.ok ? "NetStream.Play.Start" : opened.code,
  });
  if (!opened.ok) {
    logger.info({ ...details, code: opened.code, reason: opened.reason }, "stream refused");
    if (opened.isMissing) return refused(404, opened.code);
    return opened.code === "NetStream.Failed" ? refused(502, opened.code) : refused(415, opened.code);
  }
  try {
    const from = await library.startPoint(opened.media, startMs);
    return { ok: true, stream, media: opened.media, from, bufferMs, effects };
  } catch (error) {
    logger.warn({ ...details, err: error }, "stream can't be read");
    return refused(502, "NetStream.Play.FileStructureInvalid");
  }
}

/** Answers `GET /cfx/st/NAME` with FLV, paced. */
export async function serveFlv(
  services: EdgeServices,
  request: FlvRequest,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const prepared = await prepareFlv(services, request);
  if (response.destroyed) return;
  if (!prepared.ok) {
    sendRefusal(response, prepared.status, prepared.message);
    return;
  }
  response.writeHead(200, { ...OPEN_TO_ALL, "content-type": "video/x-flv", "cache-control": "no-store" });
  if (incoming.method === "HEAD") {
    response.end();
    return;
  }
  const viewer = new FlvViewer({
    services,
    ...prepared,
    distribution: request.distribution,
    request,
    fault: byteFaultOf(prepared.effects),
    channel: {
      protocol: "http-flv",
      // What is written in one tick leaves together at its end, so a single block is no sign of a slow reader.
      write: (bytes) => response.write(bytes) || response.writableLength < 2 * BLOCK_BYTES,
      flush: () => true,
      end: () => response.end(),
      // Without the last chunk, so that nobody takes it for the end of the file.
      abort: (reason) => (reason === "stall-timeout" ? response.destroy() : breakOff(response)),
    },
  });
  response.on("drain", () => viewer.drained());
  response.on("close", () => viewer.closed());
  viewer.start();
}

/** Closes the connection behind what was written; the answer holds its last writes back until the end of the tick. */
function breakOff({ socket }: ServerResponse): void {
  setImmediate(() => socket?.destroySoon());
}

/** Answers a request for a stream with an error that a page may read. */
export function sendRefusal(response: ServerResponse, status: number, message: string): void {
  const text = `${message}\n`;
  response.writeHead(status, { ...OPEN_TO_ALL, "content-type": "text/plain", "content-length": text.length });
  response.end(text);
}

/** Takes the edge's own parameters out of a query; the rest belongs to the stream's name. */
function readQuery(
  query: string,
  maxBufferMs: number,
): { readonly own: string; readonly startMs: number; readonly bufferMs: number } {
  const own: string[] = [];
  const edge = new Map<string, number>();
  for (const pair of query.split("&").filter((text) => text !== "")) {
    const [name = "", value = ""] = pair.split("=");
    if (name === "start" || name === "buffer") edge.set(name, Number(value) * 1000);
    else own.push(pair);
  }
  const startMs = finite(edge.get("start"), 0);
  const bufferMs = Math.min(finite(edge.get("buffer"), FIRST_BUFFER_MS), maxBufferMs);
  return { own: own.join("&"), startMs, bufferMs };
}

function finite(value: number | undefined, fallback: number): number {
  return value !== undefined && Number.isFinite(value) && value >= 0 ? value : fallback;
}

function refused(status: number, message: string): PreparedFlv {
  return { ok: false, status, message };
}
