import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { ByteFault } from "../../faults.ts";
import type { OriginReader } from "../../vod/origin-reader.ts";
import { compressedObject } from "./compressed-objects.ts";
import { contentRange } from "./range-header.ts";
import type { WebAnswer, WebBody } from "./web-answer.ts";

type ObjectBody = Extract<WebBody, { kind: "object" }>;

/** Identifies an answer, as CloudFront does. */
export interface AnswerIdentity {
  /** `x-amz-cf-id` */
  readonly requestId: string;
  /** The host in `via`. */
  readonly edgeHost: string;
  readonly location: string;
}

/**
 * Sends an answer, at the pace of the reader.
 *
 * @returns the bytes of the body that were handed to the socket
 */
export async function sendAnswer(
  response: ServerResponse,
  answer: WebAnswer,
  options: {
    readonly reader: OriginReader;
    readonly identity: AnswerIdentity;
    readonly isHead: boolean;
    readonly byteFault: ByteFault | undefined;
  },
): Promise<number> {
  const { reader, identity, isHead, byteFault } = options;
  const boundary = randomBytes(12).toString("hex");
  const hasBody = !isHead && answer.status !== 304;
  // An origin that fails before its first byte can still be answered for: nothing is sent until that is known.
  const pieces = hasBody ? piecesOf(answer.body, reader, boundary) : nothing();
  let piece = await pieces.next();
  response.writeHead(answer.status, {
    ...answer.headers,
    ...bodyHeaders(answer, boundary),
    "x-cache": `${answer.cache} from cloudfront`,
    via: `1.1 ${identity.edgeHost} (CloudFront)`,
    "x-amz-cf-pop": identity.location,
    "x-amz-cf-id": identity.requestId,
  });
  let sent = 0;
  for (; piece.done !== true; piece = await pieces.next()) {
    const bytes = piece.value;
    const room = (byteFault?.atByte ?? Number.POSITIVE_INFINITY) - sent;
    const part = bytes.subarray(0, Math.max(0, Math.min(room, bytes.length)));
    sent += part.length;
    if (!(await writeAll(response, part))) return sent;
    if (part.length < bytes.length) {
      if (byteFault?.kind === "truncate") response.socket?.destroySoon();
      return sent;
    }
  }
  response.end();
  return sent;
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // An answer without a body.
}

/** Writes and waits until there is room again; false when the reader is gone. */
async function writeAll(response: ServerResponse, bytes: Uint8Array): Promise<boolean> {
  if (response.destroyed) return false;
  if (response.write(bytes)) return true;
  const { promise, resolve } = Promise.withResolvers<void>();
  response.once("drain", resolve).once("close", resolve);
  await promise;
  response.off("drain", resolve).off("close", resolve);
  return !response.destroyed;
}

function bodyHeaders(answer: WebAnswer, boundary: string): Record<string, string | number> {
  const { body, status } = answer;
  if (status === 304) return {};
  if (body.kind === "bytes") return { "content-length": body.bytes.length };
  if (body.encoding !== "identity") {
    return {
      "content-encoding": body.encoding,
      etag: `W/${body.object.info.etag}`,
      vary: [answer.headers.vary, "Accept-Encoding"].filter(Boolean).join(", "),
    };
  }
  const byteLength = body.ranges.reduce((sum, { start, end }) => sum + end - start, 0);
  if (body.ranges.length < 2) return { "content-length": byteLength };
  const framing = body.ranges.reduce((sum, range) => sum + partHeader(body, range, boundary).length, 0);
  return {
    "content-type": `multipart/byteranges; boundary=${boundary}`,
    "content-length": byteLength + framing + closing(boundary).length,
  };
}

async function* piecesOf(body: WebBody, reader: OriginReader, boundary: string): AsyncGenerator<Uint8Array> {
  if (body.kind === "bytes") {
    yield body.bytes;
  } else if (body.encoding !== "identity") {
    yield* compressedObject(body.object, body.encoding, reader);
  } else if (body.ranges.length < 2) {
    for (const range of body.ranges) yield* reader.stream(body.object, range);
  } else {
    for (const range of body.ranges) {
      yield partHeader(body, range, boundary);
      yield* reader.stream(body.object, range);
    }
    yield closing(boundary);
  }
}

/** Source: RFC 9110 §14.6. */
function partHeader(body: ObjectBody, range: ObjectBody["ranges"][number], boundary: string): Uint8Array {
  const { contentType, byteLength } = body.object.info;
  return Buffer.from(
    `\r\n--${boundary}\r\nContent-Type: ${contentType}\r\nContent-Range: ${contentRange(range, byteLength)}\r\n\r\n`,
  );
}

function closing(boundary: string): Uint8Array {
  return Buffer.from(`\r\n--${boundary}--\r\n`);
}
