/** What was unpacked, and whether there is more of it. */
interface UnpackedText {
  readonly text: string;
  readonly isCut: boolean;
}

/**
 * Unpacks the beginning of a gzip file as text. It may hold a thousand times its own size: what is not asked for stays
 * packed, and the file itself may be cut off behind it.
 */
export async function gunzip(blob: Blob, mostCharacters: number): Promise<UnpackedText> {
  const unpacked = blob.stream().pipeThrough(new DecompressionStream("gzip"));
  let text = "";
  for await (const piece of unpacked.pipeThrough(new TextDecoderStream())) {
    text += piece;
    if (text.length > mostCharacters) return { text: text.slice(0, mostCharacters), isCut: true };
  }
  return { text, isCut: false };
}
