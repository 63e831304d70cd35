import { Readable } from "node:stream";
import type { BlobStore, ByteRange } from "@oxbow/store";
import type { Chunk } from "./object-record.ts";

/** A range of an object's bytes: a view when they are at hand, else a stream. */
export function readBody(
  { blobs }: { readonly blobs: BlobStore },
  chunks: readonly Chunk[],
  range: ByteRange,
): Readable | Uint8Array {
  const pieces = piecesOf(chunks, range);
  const [first] = pieces;
  if (first === undefined) return new Uint8Array(0);
  if (pieces.length > 1) return Readable.from(concatenate(blobs, pieces), { objectMode: false });
  return blobs.peek(first.blob, first.range) ?? blobs.read(first.blob, first.range);
}

interface Piece {
  readonly blob: string;
  readonly range: ByteRange;
}

/** Which bytes of which blobs make up the range. */
function piecesOf(chunks: readonly Chunk[], { start, end }: ByteRange): readonly Piece[] {
  const pieces: Piece[] = [];
  let chunkStart = 0;
  for (const { blob, size } of chunks) {
    const from = Math.max(start - chunkStart, 0);
    const to = Math.min(end - chunkStart, size);
    if (from < to) pieces.push({ blob, range: { start: from, end: to } });
    chunkStart += size;
    if (chunkStart >= end) break;
  }
  return pieces;
}

async function* concatenate(blobs: BlobStore, pieces: readonly Piece[]): AsyncGenerator<Buffer> {
  for (const { blob, range } of pieces) yield* blobs.read(blob, range) as AsyncIterable<Buffer>;
}
