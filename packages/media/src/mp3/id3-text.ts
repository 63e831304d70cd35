const LATIN_1 = 0;
const UTF_16_BOM = 1;
const UTF_16_BE = 2;
const UTF8 = new TextDecoder("utf-8");

/** Text of an ID3 frame in one of its four encodings (ID3v2.4.0 §4); parts are separated by U+0000. */
export function decodeId3Text(encoding: number, bytes: Uint8Array): string {
  const text = decode(encoding, bytes);
  return text.endsWith("\0") ? text.slice(0, -1) : text;
}

export function decodeLatin1(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

function decode(encoding: number, bytes: Uint8Array): string {
  if (encoding === LATIN_1) return decodeLatin1(bytes);
  if (encoding === UTF_16_BOM) return decodeUtf16(bytes, true);
  if (encoding === UTF_16_BE) return decodeUtf16(bytes, false);
  return UTF8.decode(bytes);
}

/** Every string of a list may have a byte order mark of its own; they are dropped. */
function decodeUtf16(bytes: Uint8Array, isMarked: boolean): string {
  const isLittleEndian = isMarked && !(bytes[0] === 0xfe && bytes[1] === 0xff);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = "";
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const unit = view.getUint16(at, isLittleEndian);
    if (unit !== 0xfeff) text += String.fromCharCode(unit);
  }
  return text;
}
