import { SNIFF_BYTES } from "./sniff-bytes.ts";

/** What the first bytes of a body say it is, whatever its name or type says. */
export type SniffedContainer = "flv" | "mp4" | "mp3" | "html" | "xml" | "empty" | "unknown";

/**
 * Names a container by its first bytes: FLV signature (FLV 10.1 annex E.2), the `ftyp` box (ISO 14496-12 4.3),
 * an ID3v2 tag or an MPEG audio frame sync, or the markup of an error page.
 */
export function sniffContainer(bytes: Uint8Array): SniffedContainer {
  if (bytes.length === 0) return "empty";
  const text = String.fromCharCode(...bytes.subarray(0, SNIFF_BYTES));
  if (text.startsWith("FLV")) return "flv";
  if (text.startsWith("ftyp", 4) || text.startsWith("moov", 4) || text.startsWith("mdat", 4)) return "mp4";
  if (text.startsWith("ID3")) return "mp3";
  // Eleven sync bits, a layer that is not reserved and a bit rate that is not "bad".
  const [first = 0, second = 0, third = 0] = bytes;
  if (first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x06) !== 0 && (third & 0xf0) !== 0xf0)
    return "mp3";
  if (/^\s*(?:\xef\xbb\xbf)?\s*<\?xml/i.test(text)) return "xml";
  if (/^\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|!--)/i.test(text)) return "html";
  return "unknown";
}
