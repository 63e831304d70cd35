/** mediabunny as a judge besides ffprobe: it reads presentation times by another road. */
import { readFileSync } from "node:fs";
import { foreignFile, sampleFile } from "@oxbow/testkit";
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input, type InputTrack } from "mediabunny";
import { expect, test } from "vitest";
import { ByteReader } from "../bytes/byte-reader.ts";
import { readSegments } from "../ffprobe.cases.ts";
import { openMedia } from "../open-media.ts";
import { VIDEO } from "../packet.ts";
import { pullFrom } from "../pull.ts";
import { packetAt } from "../segment/segment-packets.ts";

async function presentationTimes(track: InputTrack | null): Promise<number[]> {
  const times: number[] = [];
  if (track === null) return times;
  for await (const packet of new EncodedPacketSink(track).packets()) times.push(packet.timestamp * 1000);
  return times;
}

const FILES = [
  { name: "clock.mp4", path: sampleFile("videos/clock.mp4") },
  { name: "edit-list.mp4", path: foreignFile("edit-list.mp4") },
] as const;

for (const { name, path } of FILES) {
  test.skipIf(path === undefined)(`${name}: pictures are as far apart as mediabunny says`, async () => {
    if (path === undefined) return;
    const bytes = new Uint8Array(readFileSync(path));
    const file = pullFrom(bytes, openMedia(bytes.length));
    const mine = readSegments(bytes, file).flatMap((segment) =>
      Array.from({ length: segment.packets.count }, (_, row) => packetAt(segment, row))
        .filter(({ kind }) => kind === VIDEO)
        .map(({ dtsMs, body }) => dtsMs + new ByteReader(body.subarray(2)).readInt24()),
    );
    const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
    const theirs = await presentationTimes(await input.getPrimaryVideoTrack());
    const shiftMs = (mine[0] ?? 0) - (theirs[0] ?? 0);
    expect(mine.length).toBe(theirs.length);
    for (const [index, timeMs] of theirs.entries()) {
      expect(Math.abs((mine[index] ?? -1) - shiftMs - timeMs)).toBeLessThanOrEqual(1);
    }
  });
}
