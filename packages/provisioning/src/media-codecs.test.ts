import { expect, test } from "vitest";
import { ffmpegCommand, legacyCodecs } from "./media-codecs.ts";

test("picks out what no browser plays", () => {
  expect(legacyCodecs("vp6", "mp3")).toEqual(["vp6"]);
  expect(legacyCodecs("avc1", undefined)).toEqual([]);
});

test.for([
  ["a.flv", false, "ffmpeg -i a.flv -c:v libx264 -c:a aac -movflags +faststart a.mp4"],
  ["-x.flv", true, "ffmpeg -i ./-x.flv -c copy -movflags +faststart ./-x.mp4"],
  ["it's $1.flv", true, `ffmpeg -i 'it'\\''s $1.flv' -c copy -movflags +faststart 'it'\\''s $1.mp4'`],
] as const)("makes a command for %s", ([path, isCopy, command]) => {
  expect(ffmpegCommand(path, isCopy)).toBe(command);
});
