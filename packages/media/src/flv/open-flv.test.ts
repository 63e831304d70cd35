import { foreignFile, sampleFile } from "@oxbow/testkit";
import { expect, test } from "vitest";
import { expectRoundTrip, expectSeekable, expectWholeSegments, packetsOf } from "../container.cases.ts";
import { openFile, probePackets, readSegments, toFlv } from "../ffprobe.cases.ts";
import { openMedia } from "../open-media.ts";
import { pullFrom } from "../pull.ts";
import { encodeFlvTag } from "./flv-tag.ts";

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

test.for(presentFiles)("$name: segments are whole and seekable", ({ path }) => {
  const { bytes, file } = openFile(path);
  const segments = readSegments(bytes, file);
  expectWholeSegments(file, segments);
  expectSeekable(bytes, segments);
  expectRoundTrip(file, segments);
});

test("a recording of a live stream begins at 0, whatever its clock said", () => {
  const path = sampleFile("videos/clock.flv");
  const { bytes, file } = openFile(path);
  const expected = packetsOf(readSegments(bytes, file));
  // Eighty milliseconds before the clock passes through 2^32, so that it does so after two frames.
  const live = toFlv({ ...file, metadata: {} }, []);
  const tags = expected.map((packet) =>
    encodeFlvTag({ ...packet, dtsMs: (packet.dtsMs + 2 ** 32 - 80) % 2 ** 32 }),
  );
  const recording = new Uint8Array(Buffer.concat([live, ...tags]));
  const recorded = pullFrom(recording, openMedia(recording.length));
  expect(packetsOf(readSegments(recording, recorded))).toEqual(expected);
  expect(recorded.durationMs).toBe(19_960);
  expect(pullFrom(recording, recorded.locate(12_345)).startMs).toBe(12_000);
});
