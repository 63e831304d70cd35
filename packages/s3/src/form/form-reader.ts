import type { Readable } from "node:stream";
import { invalidArgument, malformedPost } from "../errors.ts";

/** Most bytes of all fields before the file. Source: S3's error MaxPostPreDataLengthExceeded. */
const MAX_FIELDS_BYTES = 20 * 1024;

const NOT_WELL_FORMED = "The body of your POST request is not well-formed multipart/form-data.";

/** A form up to its file. */
export interface Form {
  /** By lower-case name; of a field that comes twice the first. */
  readonly fields: Readonly<Record<string, string>>;
  readonly fileName: string;
  /** The file's bytes, to be read to their end. */
  readonly file: AsyncGenerator<Buffer>;
}

/**
 * Reads a `multipart/form-data` body as it comes: the fields, then the file as a stream. What follows the file is
 * not looked at, as S3 does not. Source: RFC 7578; RFC 2046 §5.1.
 *
 * @throws ServiceError MalformedPOSTRequest; InvalidArgument without a file
 */
export async function readForm(body: Readable | undefined, boundary: string): Promise<Form> {
  const reader = new BoundaryReader(body, boundary);
  await reader.skipPreamble();
  const fields: Record<string, string> = {};
  let fieldsBytes = 0;
  while (await reader.hasNextPart()) {
    const disposition = await reader.readDisposition();
    const name = parameterOf(disposition, "name")?.toLowerCase();
    if (name === undefined) throw malformedPost(NOT_WELL_FORMED);
    if (name === "file") return { fields, fileName: baseName(disposition), file: reader.readPart() };
    const value = await reader.readField(MAX_FIELDS_BYTES - fieldsBytes);
    fieldsBytes += name.length + value.byteLength;
    fields[name] ??= value.toString();
  }
  throw invalidArgument("POST requires exactly one file upload per request.", "file", "0");
}

/** The value of a `name="value"` parameter. */
function parameterOf(disposition: string, name: string): string | undefined {
  const [, quoted, bare] =
    new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]*))`, "i").exec(disposition) ?? [];
  return quoted?.replaceAll(/\\(.)/g, "$1") ?? bare;
}

/** Some browsers send a whole path. */
function baseName(disposition: string): string {
  return (parameterOf(disposition, "filename") ?? "").replace(/^.*[/\\]/, "");
}

const CRLF = Buffer.from("\r\n");
const END_OF_HEADERS = Buffer.from("\r\n\r\n");

/** Takes a byte stream apart at a boundary. */
class BoundaryReader {
  readonly #source: AsyncIterator<Buffer> | undefined;
  readonly #delimiter: Buffer;
  #pending: Buffer = Buffer.alloc(0);

  constructor(body: Readable | undefined, boundary: string) {
    this.#source = (body as AsyncIterable<Buffer> | undefined)?.[Symbol.asyncIterator]();
    this.#delimiter = Buffer.from(`\r\n--${boundary}`);
  }

  /** The first delimiter may stand at the very beginning, without a line break before it. */
  async skipPreamble(): Promise<void> {
    this.#pending = CRLF;
    await this.#readUntil(this.#delimiter, MAX_FIELDS_BYTES);
  }

  /** After a delimiter: a line break begins another part, two hyphens end the form. */
  async hasNextPart(): Promise<boolean> {
    while (this.#pending.byteLength < 2) await this.#more();
    const isNext = this.#pending.subarray(0, 2).equals(CRLF);
    if (!isNext && this.#pending.subarray(0, 2).toString("latin1") !== "--")
      throw malformedPost(NOT_WELL_FORMED);
    // The line break stays: it begins the end of headers of a part that has none.
    return isNext;
  }

  /** The Content-Disposition of a part. */
  async readDisposition(): Promise<string> {
    const headers = (await this.#readUntil(END_OF_HEADERS, MAX_FIELDS_BYTES)).toString();
    const line = headers.split("\r\n").find((header) => /^content-disposition\s*:/i.test(header));
    if (line === undefined) throw malformedPost(NOT_WELL_FORMED);
    return line;
  }

  readField(maxBytes: number): Promise<Buffer> {
    return this.#readUntil(this.#delimiter, maxBytes);
  }

  /** The bytes up to the delimiter, as they come. */
  async *readPart(): AsyncGenerator<Buffer> {
    for (;;) {
      const at = this.#pending.indexOf(this.#delimiter);
      if (at >= 0) {
        if (at > 0) yield this.#pending.subarray(0, at);
        this.#pending = this.#pending.subarray(at + this.#delimiter.byteLength);
        return;
      }
      // What could be the beginning of a delimiter waits for the rest of it.
      const safe = this.#pending.byteLength - this.#delimiter.byteLength + 1;
      if (safe > 0) {
        yield this.#pending.subarray(0, safe);
        this.#pending = this.#pending.subarray(safe);
      }
      await this.#more();
    }
  }

  async #readUntil(delimiter: Buffer, maxBytes: number): Promise<Buffer> {
    for (;;) {
      const at = this.#pending.indexOf(delimiter);
      if (at > maxBytes || (at < 0 && this.#pending.byteLength > maxBytes + delimiter.byteLength)) {
        throw malformedPost("Your POST request fields preceding the upload file were too large.");
      }
      if (at >= 0) {
        const found = this.#pending.subarray(0, at);
        this.#pending = this.#pending.subarray(at + delimiter.byteLength);
        return found;
      }
      await this.#more();
    }
  }

  async #more(): Promise<void> {
    const next = await this.#source?.next();
    if (next === undefined || next.done === true) throw malformedPost(NOT_WELL_FORMED);
    this.#pending = this.#pending.byteLength === 0 ? next.value : Buffer.concat([this.#pending, next.value]);
  }
}
