import { expect, test } from "vitest";
import { AUDIO, DATA, VIDEO } from "../packet.ts";
import { buildSegment, type SegmentPacket } from "./build-segment.ts";
import { firstPacketAt, packetAt } from "./segment-packets.ts";
import { MAX_SEGMENT_BYTES, MAX_SEGMENT_PACKETS, SegmentRule } from "./segment-rule.ts";

/** Indexes of the packets with which segments begin. */
function boundaries(
  packets: readonly (readonly [timeMs: number, isKey: boolean])[],
  byteLength = 100,
): number[] {
  const rule = new SegmentRule(packets[0]?.[0] ?? 0, false);
  return packets.flatMap(([timeMs, isKey], index) => (rule.begins(timeMs, isKey, byteLength) ? [index] : []));
}

const every = (stepMs: number, count: number, isKey: (index: number) => boolean) =>
  Array.from({ length: count }, (_, index) => [index * stepMs, isKey(index)] as const);

test("the first key packet in each two seconds begins a segment", () => {
  expect(boundaries(every(100, 60, () => true))).toEqual([20, 40]);
  expect(boundaries(every(100, 60, (index) => index % 25 === 0))).toEqual([25, 50]);
  expect(boundaries(every(100, 60, (index) => index === 0))).toEqual([]);
});

test("a segment is cut at ten seconds; the next key packet then ends what was cut off", () => {
  expect(boundaries(every(1000, 16, (index) => index === 0 || index === 11 || index === 13))).toEqual([
    10, 11, 13,
  ]);
});

test("a segment is cut where it gets too heavy or too long, but one packet may be of any size", () => {
  expect(
    boundaries(
      every(1, 4, () => false),
      MAX_SEGMENT_BYTES / 2,
    ),
  ).toEqual([2]);
  expect(
    boundaries(
      every(1, 3, () => false),
      MAX_SEGMENT_BYTES * 2,
    ),
  ).toEqual([1, 2]);
  expect(
    boundaries(
      every(0, MAX_SEGMENT_PACKETS + 1, () => false),
      0,
    ),
  ).toEqual([MAX_SEGMENT_PACKETS]);
});

test("what was cut off goes on to the next key packet", () => {
  const rule = new SegmentRule(1000, true);
  expect(rule.begins(1000, false, 1)).toBe(false);
  expect(rule.begins(1100, true, 1)).toBe(true);
});

const packet = (kind: 8 | 9 | 18, dtsMs: number, isKey: boolean): SegmentPacket => {
  return { kind, dtsMs, isKey, prefix: Uint8Array.of(1, 2), payload: Uint8Array.of(3) };
};

test("playing begins at the last key packet of video not after the time", () => {
  const segment = buildSegment(
    { id: 0, startMs: 0 },
    [
      packet(AUDIO, 0, true),
      packet(VIDEO, 10, true),
      packet(VIDEO, 20, false),
      packet(DATA, 20, true),
      packet(VIDEO, 30, true),
      packet(AUDIO, 35, true),
      packet(VIDEO, 40, false),
    ],
    undefined,
  );
  expect([0, 9, 10, 29, 30, 99].map((timeMs) => firstPacketAt(segment, timeMs))).toEqual([0, 0, 1, 1, 4, 4]);
  expect(packetAt(segment, 4)).toEqual({
    kind: VIDEO,
    dtsMs: 30,
    isKey: true,
    isSequenceHeader: false,
    body: Uint8Array.of(1, 2, 3),
  });
  expect(() => packetAt(segment, 7)).toThrow(RangeError);
});

test("without video, playing begins at the last packet of sound", () => {
  const packets = [0, 26, 52].map((dtsMs) => packet(AUDIO, dtsMs, true));
  const segment = buildSegment({ id: 0, startMs: 0 }, packets, undefined);
  expect([0, 25, 26, 100].map((timeMs) => firstPacketAt(segment, timeMs))).toEqual([0, 0, 1, 2]);
});

test("a packet that no FLV tag can hold is bad structure", () => {
  const payload = new Uint8Array(0xfffffe);
  expect(() =>
    buildSegment({ id: 0, startMs: 0 }, [{ ...packet(VIDEO, 0, true), payload }], undefined),
  ).toThrow(expect.objectContaining({ code: "ERR_MEDIA_STRUCTURE" }));
});
