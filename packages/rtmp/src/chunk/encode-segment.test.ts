import { readFileSync } from "node:fs";
import { AUDIO, DATA, openMedia, pullFrom, type Segment, VIDEO } from "@oxbow/media";
import { ByteWriter } from "@oxbow/media/bytes";
import { sampleFile } from "@oxbow/testkit";
import { expect, test } from "vitest";
import { encodeSetChunkSize } from "../message/set-chunk-size.ts";
import { concat } from "../testing/pipe.cases.ts";
import { CLIENT_CHUNK_LIMITS } from "./chunk-limits.ts";
import { ChunkReader } from "./chunk-reader.ts";
import { writeChunks } from "./chunk-writer.ts";
import { type EncodeSegmentOptions, encodeSegment } from "./encode-segment.ts";
import { indexBlock } from "./index-block.ts";
import type { RawMessage } from "./raw-message.ts";
import { shiftTimestamps } from "./shift-timestamps.ts";

const CLOCK = Uint8Array.from(readFileSync(sampleFile("videos/clock.flv")));
const FILE = pullFrom(CLOCK, openMedia(CLOCK.length));
const REAL: Segment = pullFrom(CLOCK, FILE.read(pullFrom(CLOCK, FILE.locate(3000))));

type Row = readonly [kind: 8 | 9 | 18, dtsMs: number, byteLength: number];

/** A segment of made-up packets; only the columns and the bodies matter here. */
function segmentOf(rows: readonly Row[]): Segment {
  const tags = Uint8Array.from(
    { length: rows.reduce((sum, [, , length]) => sum + length + 15, 0) },
    (_, index) => index & 0xff,
  );
  let at = 0;
  const bodyOffset = rows.map(([, , byteLength]) => {
    const offset = at + 11;
    at = offset + byteLength + 4;
    return offset;
  });
  return {
    ref: { id: 0, startMs: 0 },
    tags,
    packets: {
      count: rows.length,
      kind: Uint8Array.from(rows, ([kind]) => kind),
      dtsMs: Float64Array.from(rows, ([, dtsMs]) => dtsMs),
      isKey: new Uint8Array(rows.length).fill(1),
      bodyOffset: Uint32Array.from(bodyOffset),
      bodyLength: Uint32Array.from(rows, ([, , byteLength]) => byteLength),
    },
    next: undefined,
  };
}

/** What a client makes of the bytes. */
function decode(bytes: Uint8Array, chunkSize: number): readonly RawMessage[] {
  const reader = new ChunkReader(CLIENT_CHUNK_LIMITS);
  const writer = new ByteWriter();
  const body = encodeSetChunkSize({ kind: "setChunkSize", chunkSize });
  writeChunks(writer, 2, { typeId: 1, msid: 0, timestampMs: 0, body }, 128);
  reader.push(writer.toBytes());
  reader.push(bytes);
  const messages: RawMessage[] = [];
  for (let next = reader.next(); next !== undefined; next = reader.next()) messages.push(next);
  expect(reader.streamOffset).toBe(16 + bytes.length);
  return messages.slice(1);
}

function roundTrip(segment: Segment, options: Partial<EncodeSegmentOptions> = {}): readonly RawMessage[] {
  const whole = { chunkSize: 4096, msid: 1, ...options };
  return decode(encodeSegment(segment, whole), whole.chunkSize);
}

function rowsOf({ packets, tags }: Segment): readonly RawMessage[] {
  return Array.from({ length: packets.count }, (_, row) => {
    const start = packets.bodyOffset[row] ?? 0;
    const body = tags.slice(start, start + (packets.bodyLength[row] ?? 0));
    return { typeId: packets.kind[row] ?? 0, msid: 1, timestampMs: packets.dtsMs[row] ?? 0, body };
  });
}

test.for([1, 127, 128, 4096, 60_000, 65_536, 0x7fffffff])(
  "a real segment survives chunks of %s bytes",
  (chunkSize) => {
    expect(roundTrip(REAL, { chunkSize })).toEqual(rowsOf(REAL));
  },
);

test("each chunk stream opens with a full header", () => {
  const segment = segmentOf([
    [VIDEO, 40, 5],
    [AUDIO, 41, 5],
    [VIDEO, 80, 5],
    [AUDIO, 64, 5],
    [DATA, 90, 5],
  ]);
  const bytes = encodeSegment(segment, { chunkSize: 4096, msid: 1 });
  const opens = [0, 17, 34, 47, 60].map((at) => bytes[at]);
  expect(opens).toEqual([0x06, 0x04, 0x46, 0x44, 0x05]);
  // Two after one another need nothing of the first.
  const twice = Uint8Array.from([...bytes, ...bytes]);
  expect(decode(twice, 4096)).toEqual([...rowsOf(segment), ...rowsOf(segment)]);
});

test("a step back in time, as a damaged file has it, is said with a full header", () => {
  const segment = segmentOf([
    [VIDEO, 500, 5],
    [VIDEO, 400, 5],
    [VIDEO, 440, 5],
  ]);
  expect(roundTrip(segment)).toEqual(rowsOf(segment));
});

test("fractions are rounded, and the distances add up", () => {
  const segment = segmentOf(Array.from({ length: 100 }, (_, index) => [VIDEO, (index * 1000) / 30, 3]));
  expect(roundTrip(segment).map(({ timestampMs }) => timestampMs)).toEqual(
    Array.from({ length: 100 }, (_, index) => Math.round((index * 1000) / 30)),
  );
});

test("the offset moves timestamps, not below 0 and past 32 bits around", () => {
  const segment = segmentOf([
    [AUDIO, 90, 3],
    [VIDEO, 100, 3],
    [VIDEO, 200, 3],
  ]);
  expect(roundTrip(segment, { timestampOffsetMs: -100 }).map(({ timestampMs }) => timestampMs)).toEqual([
    0, 0, 100,
  ]);
  const late = roundTrip(segment, { timestampOffsetMs: 2 ** 32 - 150 });
  expect(late.map(({ timestampMs }) => timestampMs)).toEqual([2 ** 32 - 60, 2 ** 32 - 50, 50]);
});

test.for([
  { name: "just before", offset: 0xfffffe - 100 },
  { name: "exactly at", offset: 0xffffff - 100 },
  { name: "across", offset: 0xffffff - 150 },
  { name: "far past", offset: 3_000_000_000 },
])("timestamps $name the extended boundary, in many chunks", ({ offset }) => {
  const segment = segmentOf([
    [VIDEO, 100, 1000],
    [AUDIO, 120, 300],
    [VIDEO, 200, 1000],
    [AUDIO, 140, 300],
  ]);
  const messages = roundTrip(segment, { timestampOffsetMs: offset, chunkSize: 128 });
  expect(messages).toEqual(rowsOf(segment).map((row) => ({ ...row, timestampMs: row.timestampMs + offset })));
});

test("a gap of more than 0xffffff ms is an extended distance", () => {
  const segment = segmentOf([
    [VIDEO, 0, 300],
    [VIDEO, 0x1000000, 300],
    [VIDEO, 0x1000028, 300],
  ]);
  expect(roundTrip(segment, { chunkSize: 128 })).toEqual(rowsOf(segment));
});

test("leaves out what is not wanted", () => {
  const segment = segmentOf([
    [VIDEO, 0, 3],
    [AUDIO, 5, 3],
    [DATA, 6, 3],
    [VIDEO, 40, 3],
    [AUDIO, 28, 3],
  ]);
  const kinds = (options: Partial<EncodeSegmentOptions>): readonly number[] =>
    roundTrip(segment, options).map(({ typeId }) => typeId);
  expect(kinds({ audio: false })).toEqual([VIDEO, DATA, VIDEO]);
  expect(kinds({ video: false })).toEqual([AUDIO, DATA, AUDIO]);
  expect(kinds({ startPacket: 3 })).toEqual([VIDEO, AUDIO]);
  expect(kinds({ untilMs: 28 })).toEqual([VIDEO, AUDIO, DATA]);
  expect(kinds({ startPacket: 5 })).toEqual([]);
});

test("the message stream id is the one asked for", () => {
  expect(roundTrip(segmentOf([[VIDEO, 0, 3]]), { msid: 0x01020304 })[0]?.msid).toBe(0x01020304);
});

test.for([128, 4096, 60_000])(
  "a block that is shifted is the block encoded with the offset, in chunks of %s bytes",
  (chunkSize) => {
    const block = encodeSegment(REAL, { chunkSize, msid: 1 });
    for (const offset of [0, 1, -1, -1000, 100_000]) {
      const pieces = shiftTimestamps(block, indexBlock(block, chunkSize), offset);
      expect(concat(pieces ?? [])).toEqual(
        encodeSegment(REAL, { chunkSize, msid: 1, timestampOffsetMs: offset }),
      );
    }
  },
);

test("shifting changes headers, shares bodies, and leaves the block as it was", () => {
  const block = encodeSegment(REAL, { chunkSize: 4096, msid: 1 });
  const before = block.slice();
  const pieces = shiftTimestamps(block, indexBlock(block, 4096), 77) ?? [];
  const copied = pieces.filter(({ buffer }) => buffer !== block.buffer);
  expect(copied.map(({ length }) => length)).toEqual([12, 12]);
  expect(block).toEqual(before);
});

test.for([
  { chunkSize: 128, hasWholeBodies: false },
  { chunkSize: 60_000, hasWholeBodies: true },
])("an index finds the bodies, in chunks of $chunkSize bytes", ({ chunkSize, hasWholeBodies }) => {
  const block = encodeSegment(REAL, { chunkSize, msid: 1 });
  const index = indexBlock(block, chunkSize);
  expect(index.hasWholeBodies).toBe(hasWholeBodies);
  expect(index.fullHeaders).toHaveLength(2);
  const opening = Math.min(chunkSize, 16);
  expect([...index.bodyOffset].map((at) => block.slice(at, at + opening))).toEqual(
    rowsOf(REAL).map(({ body }, row) => {
      const at = index.bodyOffset[row] ?? 0;
      return body.length < opening ? block.slice(at, at + opening) : body.slice(0, opening);
    }),
  );
});

test("a step back and an extended distance are shifted as well", () => {
  const segment = segmentOf([
    [VIDEO, 500, 300],
    [VIDEO, 400, 300],
    [VIDEO, 400 + 0x1000000, 300],
    [AUDIO, 450, 300],
  ]);
  const block = encodeSegment(segment, { chunkSize: 128, msid: 1 });
  const shifted = encodeSegment(segment, { chunkSize: 128, msid: 1, timestampOffsetMs: 50 });
  expect(concat(shiftTimestamps(block, indexBlock(block, 128), 50) ?? [])).toEqual(shifted);
});

test("says where shifting is not enough", () => {
  const block = encodeSegment(
    segmentOf([
      [AUDIO, 90, 3],
      [VIDEO, 100, 3],
    ]),
    { chunkSize: 128, msid: 1 },
  );
  const index = indexBlock(block, 128);
  expect(shiftTimestamps(block, index, -90)).toBeDefined();
  expect(shiftTimestamps(block, index, -91)).toBeUndefined();
  expect(shiftTimestamps(block, index, 0xfffffe - 100)).toBeDefined();
  expect(shiftTimestamps(block, index, 0xffffff - 100)).toBeUndefined();
  const late = encodeSegment(segmentOf([[VIDEO, 0xffffff, 3]]), { chunkSize: 128, msid: 1 });
  expect(shiftTimestamps(late, indexBlock(late, 128), -1000)).toBeUndefined();
});
