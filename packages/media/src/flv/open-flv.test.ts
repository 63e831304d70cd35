import { foreignFile, sampleFile } from "@oxbow/testkit";
import { expect, test } from "vitest";
import { openFile, probePackets, readSegments, toFlv } from "../ffprobe.cases.ts";
import { VIDEO } from "../packet.ts";
import { pullFrom } from "../pull.ts";
import { packetAt } from "../segment/segment-packets.ts";
import { decodeFlvTagHeader } from "./flv-tag.ts";

const FILES: readonly { name: string; path: string | undefined; codecs: readonly (string | undefined)[] }[] =
  [
    { name: "clock.flv", path: sampleFile("videos/clock.flv"), codecs: ["avc1", "mp4a"] },
    { name: "bbb-640x360.flv", path: foreignFile("bbb-640x360.flv"), codecs: ["avc1", "mp4a"] },
    { name: "mozilla-story.flv", path: foreignFile("mozilla-story.flv"), codecs: ["avc1", "mp4a"] },
    { name: "h264-mp3.flv", path: foreignFile("h264-mp3.flv"), codecs: ["avc1", "mp3"] },
    { name: "vp6.flv", path: foreignFile("vp6.flv"), codecs: ["vp6", undefined] },
    { name: "sorenson-mp3.flv", path: foreignFile("sorenson-mp3.flv"), codecs: ["sorenson", "mp3"] },
    { name: "screen-video.flv", path: foreignFile("screen-video.flv"), codecs: ["screen", undefined] },
  ];

const presentFiles = FILES.flatMap(({ path, ...rest }) => (path === undefined ? [] : [{ ...rest, path }]));
const absentFiles = FILES.filter(({ path }) => path === undefined);
test.skipIf(absentFiles.length === 0).for(absentFiles)("$name is not on this machine", (_, { skip }) =>
  skip(),
);

test.for(presentFiles)("$name: every packet is the one ffprobe reads", ({ path, codecs }) => {
  const { bytes, file } = openFile(path);
  expect([file.videoCodec, file.audioCodec]).toEqual(codecs);
  expect(file.enhancedFourCcs).toEqual([]);
  const segments = readSegments(bytes, file);
  const stream = toFlv(file, segments);
  const expected = probePackets(path);
  // ffprobe 5.1 gives up on files whose back pointers are wrong throughout, as Red5 wrote them; ours are right.
  if (expected.length === 0) expect(probePackets("-", stream).length).toBe(4707);
  else expect(probePackets("-", stream)).toEqual(expected);
});

test.for(presentFiles)("$name: segments begin with a key packet and are whole tags", ({ path }) => {
  const { bytes, file } = openFile(path);
  for (const [index, segment] of readSegments(bytes, file).entries()) {
    const { tags, packets } = segment;
    let offset = 0;
    for (let row = 0; row < packets.count; row++) {
      const packet = packetAt(segment, row);
      const header = decodeFlvTagHeader(tags, offset);
      expect(header).toEqual({
        type: packet.kind,
        bodyLength: packet.body.length,
        timestampMs: packet.dtsMs,
      });
      expect(new DataView(tags.buffer, tags.byteOffset + offset + 11 + header.bodyLength).getUint32(0)).toBe(
        11 + header.bodyLength,
      );
      offset += header.bodyLength + 15;
    }
    expect(offset).toBe(tags.length);
    if (index > 0) expect(packetAt(segment, 0)).toMatchObject({ isKey: true, dtsMs: segment.ref.startMs });
    if (index > 0 && file.videoCodec !== undefined) expect(packets.kind[0]).toBe(VIDEO);
  }
});

test.for(presentFiles)("$name: every time is found in the segment that holds it", ({ path }) => {
  const { bytes, file } = openFile(path);
  const refs = readSegments(bytes, file).map(({ ref }) => ref);
  const times = refs.flatMap(({ startMs }) => [startMs - 1, startMs, startMs + 1, startMs + 700]);
  for (const timeMs of [...times, -1, 1e9]) {
    // A file opened anew each time has to find its way without what an earlier search has learnt.
    const expected = refs.findLast(({ startMs }) => startMs <= timeMs) ?? refs[0];
    expect(pullFrom(bytes, openFile(path).file.locate(timeMs))).toEqual(expected);
    expect(pullFrom(bytes, file.locate(timeMs))).toEqual(expected);
  }
});
