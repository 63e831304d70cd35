/**
 * `aws-chunked` framing: what today's SDKs wrap an upload in to send a signature per chunk or a checksum at the end.
 *
 *   SIZE[;chunk-signature=SIGNATURE] CRLF  DATA CRLF      SIZE in hexadecimal, repeated
 *   0[;chunk-signature=SIGNATURE] CRLF                    the last chunk has no data
 *   NAME:VALUE CRLF                                       trailing headers, if announced
 *   CRLF
 *
 * A push machine: bytes in, events out, in any split. Signatures are handed on, not verified here. The last CRLF may be
 * missing, and trailers may end in a bare LF, or in LF CR LF before the trailer's signature: clients that do so are
 * accepted by the service.
 *
 * Source: S3 user guide, "Signature calculations for the Authorization header: transferring payload in multiple chunks".
 */

/** What a piece of framing meant. */
export type ChunkEvent =
  /** Part of a chunk's data: a view of what was received. */
  | { readonly kind: "data"; readonly bytes: Uint8Array }
  /** A chunk is whole, the empty last one included. */
  | { readonly kind: "chunkEnd"; readonly signature: string | undefined }
  /** The trailer is whole; the body has ended. */
  | { readonly kind: "end"; readonly trailers: Readonly<Record<string, string>> };

/** Thrown when bytes cannot be `aws-chunked`. */
export class AwsChunkedProtocolError extends Error {
  override readonly name = "AwsChunkedProtocolError";
  readonly code: "ERR_AWS_CHUNKED_FRAMING" | "ERR_AWS_CHUNKED_TRAILER" | "ERR_AWS_CHUNKED_TRUNCATED";

  constructor(code: AwsChunkedProtocolError["code"], message: string) {
    super(message);
    this.code = code;
  }
}

type State = "size" | "data" | "dataEnd" | "trailer" | "done";

/** An upload has one checksum and one signature behind it. */
const MAX_TRAILERS = 64;
/** A size line is about 90 bytes, a trailer line little more; nobody may make us remember more than this. */
const MAX_LINE_BYTES = 8192;
const SIZE_LINE = /^([0-9a-fA-F]{1,13})(?:;chunk-signature=([0-9a-fA-F]+))?\s*$/;
const LF = 0x0a;
const latin1 = new TextDecoder("latin1");

export class AwsChunkedDecoder {
  #state: State = "size";
  /** Data bytes of the current chunk that are still to come. */
  #remaining = 0;
  #signature: string | undefined;
  /** The unfinished line, from earlier reads. */
  #line: Uint8Array[] = [];
  #lineLength = 0;
  /** The last line ended in a bare LF. */
  #isCrLfDue = false;
  readonly #trailers: Record<string, string> = {};
  #trailerCount = 0;

  /** Consumes received bytes. Throws {@link AwsChunkedProtocolError}. */
  receive(bytes: Uint8Array): readonly ChunkEvent[] {
    const events: ChunkEvent[] = [];
    let offset = 0;
    while (offset < bytes.byteLength) {
      if (this.#state === "data") {
        const end = Math.min(bytes.byteLength, offset + this.#remaining);
        events.push({ kind: "data", bytes: bytes.subarray(offset, end) });
        this.#remaining -= end - offset;
        offset = end;
        if (this.#remaining === 0) this.#state = "dataEnd";
        continue;
      }
      const newline = bytes.indexOf(LF, offset);
      const end = newline < 0 ? bytes.byteLength : newline + 1;
      this.#appendToLine(bytes.subarray(offset, end));
      offset = end;
      if (newline >= 0) this.#acceptLine(this.#takeLine(), events);
    }
    return events;
  }

  /** The sender has ended. Returns the last events; throws when the body is not whole. */
  finish(): readonly ChunkEvent[] {
    if (this.#state === "done") return [];
    if (this.#state !== "trailer" || this.#lineLength > 0) {
      throw new AwsChunkedProtocolError("ERR_AWS_CHUNKED_TRUNCATED", "the body ended inside a chunk");
    }
    this.#state = "done";
    return [{ kind: "end", trailers: this.#trailers }];
  }

  #acceptLine(text: string, events: ChunkEvent[]): void {
    const line = text.replace(/\r?\n$/, "");
    const wasCrLfDue = this.#isCrLfDue;
    this.#isCrLfDue = line !== "" && !text.endsWith("\r\n");
    switch (this.#state) {
      case "size": {
        const [, size, signature] = SIZE_LINE.exec(line) ?? [];
        if (size === undefined)
          throw framing(`expected a chunk size, got ${JSON.stringify(line.slice(0, 100))}`);
        this.#remaining = Number.parseInt(size, 16);
        this.#signature = signature;
        if (this.#remaining > 0) this.#state = "data";
        else {
          events.push({ kind: "chunkEnd", signature });
          this.#state = "trailer";
        }
        break;
      }
      case "dataEnd":
        if (line !== "") throw framing("expected the end of the chunk's data");
        events.push({ kind: "chunkEnd", signature: this.#signature });
        this.#state = "size";
        break;
      case "trailer": {
        if (line === "" && wasCrLfDue) break;
        if (line === "") {
          this.#state = "done";
          events.push({ kind: "end", trailers: this.#trailers });
          break;
        }
        const colon = line.indexOf(":");
        if (colon < 1) throw trailer("a trailing header has no colon");
        if (++this.#trailerCount > MAX_TRAILERS) throw trailer(`more than ${MAX_TRAILERS} trailing headers`);
        this.#trailers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
        break;
      }
      case "done":
        // Some clients close the trailer with one CRLF too many.
        if (line !== "") throw framing("bytes after the end of the body");
        break;
      case "data":
        throw new Error("data has no lines");
    }
  }

  #appendToLine(bytes: Uint8Array): void {
    this.#lineLength += bytes.byteLength;
    if (this.#lineLength > MAX_LINE_BYTES) throw framing(`a line of more than ${MAX_LINE_BYTES} bytes`);
    this.#line.push(bytes);
  }

  /** The finished line with its end. */
  #takeLine(): string {
    const text = this.#line.map((bytes) => latin1.decode(bytes)).join("");
    this.#line = [];
    this.#lineLength = 0;
    return text;
  }
}

function trailer(message: string): AwsChunkedProtocolError {
  return new AwsChunkedProtocolError("ERR_AWS_CHUNKED_TRAILER", message);
}

function framing(message: string): AwsChunkedProtocolError {
  return new AwsChunkedProtocolError("ERR_AWS_CHUNKED_FRAMING", message);
}
