/**
 * CloudFront's base64: `-` for `+`, `_` for `=`, `~` for `/`, so that it needs no escaping in a query.
 * (Not base64url, which puts `-` and `_` elsewhere and has no padding.)
 *
 * Source: developer guide, "Creating a signature for a signed URL".
 */
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-~";

/** Encodes for a signed query, padding included. */
export function encodeCloudFrontBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (let digit = 0; digit < 4; digit++) {
      // A digit past the last byte is padding.
      text += at + digit > bytes.length ? "_" : ALPHABET.charAt((group >> (18 - 6 * digit)) & 63);
    }
  }
  return text;
}

/** @returns `undefined` for anything but complete groups of CloudFront's characters. */
export function decodeCloudFrontBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0 || !/^[\w~-]*$/.test(text)) return undefined;
  const digits = text.replace(/_{1,2}$/, "");
  if (digits.includes("_") || digits.length % 4 === 1) return undefined;

  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let bits = 0;
  let length = 0;
  let at = 0;
  for (const digit of digits) {
    bits = ((bits << 6) | ALPHABET.indexOf(digit)) & 0xffff;
    length += 6;
    if (length >= 8) {
      length -= 8;
      bytes[at++] = (bits >> length) & 0xff;
    }
  }
  return bytes;
}
