/**
 * A small HTTP-FLV and WS-FLV server for the browser tests, with every fault of the list to be had by query:
 * `/videos/clock.flv?fault=stall`. It starts at key frames (`start=SECONDS`) and paces (`paced=SPEED`) as the edge does.
 */
import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { foreignFile, sampleFile } from "@oxbow/testkit";
import { WebSocketServer } from "ws";
import { isSequenceHeader } from "../flv/sequence-header.ts";
import { concatenate, encodeFileHeader, encodeTag, type FlvTag, FlvTagReader } from "../flv/tag-reader.ts";
import { forgetMadeFiles, madeFile } from "./made-file.ts";
import { TunnelHost } from "./tunnel-host.ts";

/** A running server. */
export interface StreamServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Where a fault strikes, as a part of the whole: past the head, early enough for a short test. */
const FAULT_AT = 0.1;

/** Seconds sent at once before pacing begins. */
const BURST_SECONDS = 3;

export async function startStreamServer(): Promise<StreamServer> {
  /** Requests by their `once` parameter: the first one meets the fault, later ones do not. */
  const seen = new Set<string>();
  const tunnels = new TunnelHost(sampleFile("videos/clock.flv"));
  const server = createServer((request, response) => {
    try {
      const target = atAnyHost(request.url ?? "/");
      if (/^\/(?:open|send|idle|close)\//.test(target)) {
        tunnels.serve(target, request, response);
        return;
      }
      answer(request, response, seen);
    } catch (error) {
      const status = error instanceof RangeError ? 404 : 500;
      response.writeHead(status, { "access-control-allow-origin": "*" }).end();
    }
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on("upgrade", (request, socket, head) => {
    const url = new URL(request.url ?? "/", "http://server");
    if (url.searchParams.get("fault") === "ws-refused") {
      socket.end("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n");
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      const pieces = flvPieces(url);
      for (const { bytes } of pieces) client.send(bytes);
      client.close(1000);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        forgetMadeFiles();
        sockets.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(request: IncomingMessage, response: ServerResponse, seen: Set<string>): void {
  const url = new URL(request.url ?? "/", "http://server");
  const once = url.searchParams.get("once");
  const isLater = once !== null && seen.has(once);
  if (once !== null) seen.add(once);
  const fault = isLater ? null : url.searchParams.get("fault");
  const headers: Record<string, string> = fault === "no-cors" ? {} : { "access-control-allow-origin": "*" };
  const type = url.pathname.endsWith(".flv") ? "video/x-flv" : "application/octet-stream";
  switch (fault) {
    case "404":
    case "403":
    case "500":
      response.writeHead(Number(fault), headers).end();
      return;
    case "html":
      response
        .writeHead(200, { ...headers, "content-type": type })
        .end(`<!doctype html><title>Sign in</title>${" ".repeat(200)}`);
      return;
    case "mp4":
      response
        .writeHead(200, { ...headers, "content-type": type })
        .end(readFileSync(sampleFile("videos/clock.mp4")));
      return;
    case "text":
      response.writeHead(200, { ...headers, "content-type": type }).end("no film here".repeat(20));
      return;
    case "hevc":
      response.writeHead(200, { ...headers, "content-type": type }).end(hevcFile());
      return;
    case "empty":
      response.writeHead(200, { ...headers, "content-type": type }).end();
      return;
    case "silent":
      response.writeHead(200, { ...headers, "content-type": type }).flushHeaders();
      return;
  }
  if (!url.pathname.endsWith(".flv") && !url.pathname.includes("/cfx/st/")) {
    sendFile(url, request, response, headers);
    return;
  }
  const pieces = fault === "damaged" ? damaged(flvPieces(url)) : flvPieces(url);
  const whole = concatenate(...pieces.map((piece) => piece.bytes));
  const cut = Math.floor(whole.length * FAULT_AT);
  if (fault === "short-length") {
    response.writeHead(200, { ...headers, "content-length": String(whole.length), "content-type": type });
    breakOff(response, whole.subarray(0, cut));
    return;
  }
  response.writeHead(200, { ...headers, "content-type": type });
  if (fault === "short-chunked") response.end(whole.subarray(0, cut));
  else if (fault === "broken-chunked") breakOff(response, whole.subarray(0, cut));
  else if (fault === "stall") response.write(whole.subarray(0, cut));
  else if (url.searchParams.has("paced")) sendPaced(pieces, response, Number(url.searchParams.get("paced")));
  else response.end(whole);
}

/** Sends a part, and breaks the connection a moment later: a browser drops what it had not yet passed on. */
function breakOff(response: ServerResponse, part: Uint8Array): void {
  response.write(part, () => setTimeout(() => response.destroy(), 300));
}

/** Plain files, with ranges as media elements ask for them. */
function sendFile(
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
  headers: Record<string, string>,
): void {
  const bytes = readFileSync(pathOf(url));
  const match = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
  const [start, end] = match
    ? [Number(match[1]), match[2] ? Number(match[2]) + 1 : bytes.length]
    : [0, bytes.length];
  const range = { "accept-ranges": "bytes", "content-range": `bytes ${start}-${end - 1}/${bytes.length}` };
  const type = url.pathname.endsWith(".mp3") ? "audio/mpeg" : "video/mp4";
  response.writeHead(match ? 206 : 200, { ...headers, ...(match && range), "content-type": type });
  response.end(bytes.subarray(start, end));
}

/** @param speed times real time */
function sendPaced(pieces: readonly Piece[], response: ServerResponse, speed: number): void {
  const startedAtMs = performance.now();
  // Script and configurations stand at 0 whatever the start.
  const firstMs = pieces.find((piece) => piece.timestampMs > 0)?.timestampMs ?? 0;
  let next = 0;
  const timer = setInterval(() => {
    const dueMs = firstMs + (performance.now() - startedAtMs) * speed + BURST_SECONDS * 1000;
    for (; next < pieces.length; next++) {
      const piece = pieces[next];
      if (piece === undefined || piece.timestampMs > dueMs) break;
      response.write(piece.bytes);
    }
    if (next === pieces.length) response.end();
  }, 50);
  response.on("close", () => clearInterval(timer));
}

/** The beginning of a film in HEVC, in the enhanced form: no engine of ours decodes it. */
function hevcFile(): Uint8Array {
  const body = Uint8Array.from([0x90, ...new TextEncoder().encode("hvc1"), ...new Uint8Array(40)]);
  return concatenate(encodeFileHeader(false, true), encodeTag(9, 0, body));
}

/** The same tags with pictures that no decoder can make sense of: whole NAL units, nonsense inside. */
function damaged(pieces: readonly Piece[]): readonly Piece[] {
  const firstPictureByte = 11 + 5 + 4 + 1;
  return pieces.map((piece) => {
    const isPicture = piece.bytes[0] === 9 && piece.bytes[12] === 1;
    if (!isPicture) return piece;
    const bytes = Uint8Array.from(piece.bytes);
    bytes.fill(0x55, firstPictureByte, bytes.length - 4);
    return { ...piece, bytes };
  });
}

interface Piece {
  readonly timestampMs: number;
  readonly bytes: Uint8Array;
}

/** A sample's header, script and configurations, then its tags from the key frame at or before `start`. */
function flvPieces(url: URL): readonly Piece[] {
  const reader = new FlvTagReader();
  const tags = reader.receive(readFileSync(pathOf(url)));
  const startMs = url.searchParams.has("ignore-start")
    ? 0
    : Number(url.searchParams.get("start") ?? 0) * 1000;
  const isSetup = (tag: FlvTag): boolean => tag.kind === 18 || isSequenceHeader(tag);
  const isKey = (tag: FlvTag): boolean => tag.kind === 9 && (tag.body[0] ?? 0) >>> 4 === 1 && !isSetup(tag);
  const from = Math.max(
    0,
    tags.findLastIndex((tag) => isKey(tag) && tag.timestampMs <= startMs),
  );
  const { hasAudio = true, hasVideo = true } = reader.flags ?? {};
  return [
    { timestampMs: 0, bytes: encodeFileHeader(hasAudio, hasVideo) },
    ...tags.filter((tag, index) => isSetup(tag) || startMs === 0 || index >= from),
  ];
}

/** Takes the edge's `/_oxbow/at/HOST` off an address: this server is every host. */
function atAnyHost(target: string): string {
  return target.replace(/^\/_oxbow\/at\/[^/]+/, "");
}

/** `/videos/…` and `/music/…` are our own samples, `/made/…` made of them, `/foreign/…` what nobody of us made. */
function pathOf(url: URL): string {
  const played = /^\/cfx\/st\/(.+)$/.exec(atAnyHost(decodeURIComponent(url.pathname)))?.[1];
  const name = played === undefined ? url.pathname.slice(1) : `${played.replace(/\.flv$/, "")}.flv`;
  const [folder = "", file = ""] = name.split("/");
  const path =
    folder === "foreign" ? foreignFile(file) : folder === "made" ? madeFile(file) : sampleFile(name);
  if (path === undefined || !existsSync(path)) throw new RangeError(`${name} is not here`);
  return path;
}
