import { metadataTooLarge } from "../errors.ts";

/** Most bytes of names and values together. Source: S3 user guide, object metadata. */
const MAX_METADATA_BYTES = 2048;

/** Anything that is not printable ASCII can't stand in a header as it is. */
const NEEDS_ENCODING = /[^\x20-\x7e]/;

const ENCODED_WORD = /=\?([^?]+)\?([BbQq])\?([^?]*)\?=/g;

/**
 * User metadata as it came in headers: raw UTF-8 bytes (which Node shows as Latin-1) or encoded words of RFC 2047.
 *
 * @throws ServiceError MetadataTooLarge
 */
export function readMetadata(metadata: Readonly<Record<string, string>> | undefined): Record<string, string> {
  const read: Record<string, string> = {};
  let byteLength = 0;
  for (const [name, value] of Object.entries(metadata ?? {})) {
    const text = decodeWords(fromHeaderBytes(value));
    byteLength += name.length + Buffer.byteLength(text);
    read[name.toLowerCase()] = text;
  }
  if (byteLength > MAX_METADATA_BYTES) throw metadataTooLarge(byteLength);
  return read;
}

/** User metadata for response headers: what is not ASCII goes as an encoded word. */
export function writeMetadata(metadata: Readonly<Record<string, string>>): Record<string, string> {
  const written: Record<string, string> = {};
  for (const [name, value] of Object.entries(metadata)) {
    written[name] = NEEDS_ENCODING.test(value)
      ? `=?UTF-8?B?${Buffer.from(value).toString("base64")}?=`
      : value;
  }
  return written;
}

/** The text whose UTF-8 bytes a header carried; the header's own text if they are no UTF-8. */
function fromHeaderBytes(value: string): string {
  if (!NEEDS_ENCODING.test(value)) return value;
  const bytes = Buffer.from(value, "latin1");
  if (bytes.toString("latin1") !== value) return value;
  const text = bytes.toString("utf8");
  return text.includes("\ufffd") ? value : text;
}

function decodeWords(value: string): string {
  if (!value.includes("=?")) return value;
  // White space between two encoded words is not part of the text. Source: RFC 2047 §6.2.
  const joined = value.replaceAll(/\?=\s+=\?/g, "?==?");
  return joined.replaceAll(ENCODED_WORD, (word, charset: string, encoding: string, text: string) => {
    const bytes = encoding.toUpperCase() === "B" ? Buffer.from(text, "base64") : decodeQ(text);
    if (/^utf-?8$/i.test(charset)) return bytes.toString("utf8");
    return /^(?:iso-8859-1|us-ascii)$/i.test(charset) ? bytes.toString("latin1") : word;
  });
}

/** The "Q" encoding: `_` is a space, `=XX` a byte. Source: RFC 2047 §4.2. */
function decodeQ(text: string): Buffer {
  const latin1 = text
    .replaceAll("_", " ")
    .replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(latin1, "latin1");
}
