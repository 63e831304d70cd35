import { createHmac, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type MediaFile, openMedia, pullFrom, type Segment, type SegmentRef } from "@oxbow/media";
import { encodeSegment, RtmpServerSession, RtmptServer, type ServerEvent } from "@oxbow/rtmp";

const HANDSHAKE_CRYPTO = {
  randomBytes: (length: number): Uint8Array => Uint8Array.from(randomBytes(length)),
  hmacSha256: (key: Uint8Array, data: Uint8Array): Uint8Array =>
    Uint8Array.from(createHmac("sha256", key).update(data).digest()),
};

/** Answers RTMPT for one file: everything at once, and again from the place of every seek. */
export class TunnelHost {
  readonly #tunnels = new RtmptServer({
    randomBytes: HANDSHAKE_CRYPTO.randomBytes,
    nowMs: () => performance.now(),
  });
  readonly #sessions = new Map<string, RtmpServerSession>();
  readonly #bytes: Uint8Array;
  readonly #file: MediaFile;

  constructor(path: string) {
    this.#bytes = Uint8Array.from(readFileSync(path));
    this.#file = pullFrom(this.#bytes, openMedia(this.#bytes.length));
  }

  serve(target: string, request: IncomingMessage, response: ServerResponse): void {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const body = Uint8Array.from(Buffer.concat(parts));
      const outcome = this.#tunnels.handle({ method: request.method ?? "", target, body });
      if (outcome.kind === "opened") {
        const session = new RtmpServerSession({ crypto: HANDSHAKE_CRYPTO, nowMs: () => performance.now() });
        this.#sessions.set(outcome.id, session);
      }
      const reply = outcome.kind === "received" ? this.#receive(outcome.id, outcome.bytes) : outcome.reply;
      response.writeHead(reply.status, reply.headers);
      response.end(reply.body);
    });
  }

  #receive(id: string, bytes: Uint8Array): ReturnType<RtmptServer["answer"]> {
    const session = this.#sessions.get(id);
    if (session !== undefined) {
      this.#handle(session, session.receive(bytes));
      for (const piece of session.takeOutput()) this.#tunnels.push(id, piece);
    }
    return this.#tunnels.answer(id);
  }

  #handle(session: RtmpServerSession, events: readonly ServerEvent[]): void {
    for (const event of events) {
      if (event.kind === "connect") this.#handle(session, session.acceptConnect(event.token) ?? []);
      else if (event.kind === "play") {
        if (event.streamName.includes("missing"))
          session.failPlay(event.token, "NetStream.Play.StreamNotFound");
        else if (session.acceptPlay(event.token)) this.#send(session, event.msid, Math.max(0, event.startMs));
      } else if (event.kind === "seek" && session.notifySeek(event.msid, event.ms)) {
        this.#send(session, event.msid, event.ms);
      }
    }
  }

  #send(session: RtmpServerSession, msid: number, fromMs: number): void {
    session.sendData(msid, fromMs, ["onMetaData", this.#file.metadata]);
    session.sendPackets(msid, fromMs, this.#file.sequenceHeaders);
    let ref: SegmentRef | undefined = pullFrom(this.#bytes, this.#file.locate(fromMs));
    while (ref !== undefined) {
      const segment: Segment = pullFrom(this.#bytes, this.#file.read(ref));
      session.sendMedia(encodeSegment(segment, { chunkSize: session.chunkSize, msid, timestampOffsetMs: 0 }));
      ref = segment.next;
    }
    session.completePlay(msid, { durationMs: this.#file.durationMs, byteLength: this.#bytes.length });
  }
}
