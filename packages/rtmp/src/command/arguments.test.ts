import { Amf0EcmaArray, type Amf0Value } from "@oxbow/media/amf";
import { expect, test } from "vitest";
import { readConnectArguments } from "./connect-arguments.ts";
import { detailsOf, playFailed, playReset, playStart, seekInvalidTime } from "./net-status.ts";
import { type PlayArguments, readPlayArguments } from "./play-arguments.ts";

const PLAYS: readonly { client: string; values: readonly Amf0Value[]; expected: PlayArguments }[] = [
  { client: "Flash, play(name)", values: [], expected: { startMs: -2000, lengthMs: -1, reset: true } },
  {
    client: "Flash, play(name, 0, -1)",
    values: [0, -1000],
    expected: { startMs: 0, lengthMs: -1, reset: true },
  },
  {
    client: "Flash, play(name, 5, 10, false)",
    values: [5000, 10_000, false],
    expected: { startMs: 5000, lengthMs: 10_000, reset: false },
  },
  { client: "ffmpeg", values: [-2000], expected: { startMs: -2000, lengthMs: -1, reset: true } },
  {
    client: "rtmpdump --start 20 --stop 30",
    values: [20_000, 10_000],
    expected: { startMs: 20_000, lengthMs: 10_000, reset: true },
  },
  { client: "rtmp2src", values: [-2], expected: { startMs: -2000, lengthMs: -1, reset: true } },
  { client: "live only", values: [-1000], expected: { startMs: -1000, lengthMs: -1, reset: true } },
  { client: "live only, raw", values: [-1], expected: { startMs: -1000, lengthMs: -1, reset: true } },
  { client: "a single frame", values: [0, 0], expected: { startMs: 0, lengthMs: 0, reset: true } },
  { client: "reset 0", values: [0, -1, 0], expected: { startMs: 0, lengthMs: -1, reset: false } },
  { client: "reset 1", values: [0, -1, 1], expected: { startMs: 0, lengthMs: -1, reset: true } },
  { client: "reset 2", values: [0, -1, 2], expected: { startMs: 0, lengthMs: -1, reset: false } },
  { client: "reset 3", values: [0, -1, 3], expected: { startMs: 0, lengthMs: -1, reset: true } },
  {
    client: "NaN and Infinity",
    values: [Number.NaN, Number.POSITIVE_INFINITY],
    expected: { startMs: -2000, lengthMs: -1, reset: true },
  },
  { client: "no numbers", values: ["0", null, "x"], expected: { startMs: -2000, lengthMs: -1, reset: true } },
];

test.for(PLAYS)("reads the play of $client", ({ values, expected }) => {
  expect(readPlayArguments(values[0], values[1], values[2])).toEqual(expected);
});

test("reads connect as ffmpeg sends it", () => {
  const object = {
    app: "cfx/st",
    flashVer: "LNX 9,0,124,2",
    tcUrl: "rtmp://h/cfx/st",
    fpad: false,
    capabilities: 15,
  };
  expect(readConnectArguments(object, 0)).toEqual({
    app: "cfx/st",
    tcUrl: "rtmp://h/cfx/st",
    swfUrl: undefined,
    pageUrl: undefined,
    flashVer: "LNX 9,0,124,2",
    objectEncoding: 0,
    fourCcs: [],
    capsEx: 0,
  });
});

test("reads what a client of enhanced RTMP can decode", () => {
  const object = {
    app: "a",
    objectEncoding: 3,
    fourCcList: ["hvc1", 5, "av01"],
    videoFourCcInfoMap: { vp09: 1, avc1: 6, av01: 5 },
    audioFourCcInfoMap: new Amf0EcmaArray({ Opus: 1 }),
    capsEx: 3,
  };
  expect(readConnectArguments(object, 0)).toMatchObject({
    objectEncoding: 3,
    fourCcs: ["hvc1", "av01", "vp09", "Opus"],
    capsEx: 3,
  });
});

test("takes only app as required, and anything odd for absent", () => {
  const odd = {
    app: "",
    tcUrl: 5,
    swfUrl: null,
    pageUrl: {},
    fourCcList: "hvc1",
    capsEx: "x",
    objectEncoding: 2,
  };
  expect(readConnectArguments(odd, 0)).toMatchObject({
    app: "",
    tcUrl: "",
    fourCcs: [],
    capsEx: 0,
    objectEncoding: 0,
  });
  for (const value of [
    undefined,
    null,
    5,
    "connect",
    [],
    {},
    { app: 5 },
    { tcUrl: "rtmp://h/app" },
  ] as const) {
    expect(() => readConnectArguments(value, 0)).toThrow(
      expect.objectContaining({ code: "ERR_RTMP_COMMAND" }),
    );
  }
});

test.for([
  ["videos/clock", "videos/clock"],
  ["mp4:videos/clock.mp4", "videos/clock.mp4"],
  ["mp3:beep", "beep"],
  ["flv:clock", "clock"],
  ["mp4:x.mp4?Expires=1&Signature=secret", "x.mp4"],
  ["other:x", "other:x"],
] as const)("details of %s are %s", ([name, details]) => {
  expect(detailsOf(name)).toBe(details);
});

test("speaks with Flash Media Server's words", () => {
  expect(playReset("mp4:x.mp4").description).toBe("Playing and resetting x.mp4.");
  expect(playStart("mp4:x.mp4")).toEqual({
    level: "status",
    code: "NetStream.Play.Start",
    description: "Started playing x.mp4.",
    details: "x.mp4",
  });
  expect(playFailed("NetStream.Failed", "x", 1).description).toBe("Failed to play x (stream ID: 1).");
  expect(seekInvalidTime(12_500, 1)).toMatchObject({ level: "error", details: 12.5 });
});
