import { Readable } from "node:stream";
import { createBrotliCompress, createGzip, constants as zlib } from "node:zlib";
import { ByteLru } from "../../vod/byte-lru.ts";
import type { OriginObject, OriginReader } from "../../vod/origin-reader.ts";

/** Level 5 is within a few per cent of the best and an order of magnitude cheaper. */
const BROTLI_QUALITY = 5;
/** The scripts and pages of a good many sites. */
const KEPT_BYTES = 16 << 20;

/** By the reader whose objects they are: one for each edge. */
const kept = new WeakMap<OriginReader, ByteLru<readonly Uint8Array[]>>();

/**
 * A whole object, compressed. What was compressed once is kept, as CloudFront's cache does (developer guide, "Serve
 * compressed files"); another version of the object has another `ETag`.
 */
export async function* compressedObject(
  object: OriginObject,
  encoding: "gzip" | "br",
  reader: OriginReader,
): AsyncGenerator<Uint8Array> {
  const { byteLength, etag } = object.info;
  const cache = kept.get(reader) ?? new ByteLru<readonly Uint8Array[]>(KEPT_BYTES);
  kept.set(reader, cache);
  const key = JSON.stringify([encoding, etag, object.ref]);
  const known = cache.get(key);
  if (known !== undefined) {
    yield* known;
    return;
  }
  const source = Readable.from(reader.stream(object, { start: 0, end: byteLength }));
  const encoder =
    encoding === "gzip"
      ? createGzip()
      : createBrotliCompress({
          params: {
            [zlib.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
            [zlib.BROTLI_PARAM_SIZE_HINT]: byteLength,
          },
        });
  source.once("error", (error) => encoder.destroy(error));
  const pieces: Uint8Array[] = [];
  for await (const piece of source.pipe(encoder)) {
    pieces.push(piece as Uint8Array);
    yield piece as Uint8Array;
  }
  cache.set(
    key,
    pieces,
    pieces.reduce((sum, piece) => sum + piece.length, 0),
  );
}
