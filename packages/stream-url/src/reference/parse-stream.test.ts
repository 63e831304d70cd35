import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { resolveStream } from "../resolve/resolve-stream.ts";
import { type ParseErrorCode, parseStream, type StreamInput } from "./parse-stream.ts";
import type { ParseWarningCode } from "./parse-warning.ts";
import { playName } from "./play-name.ts";
import { randomReference } from "./random-reference.cases.ts";
import type { StreamReference } from "./stream-reference.ts";
import { toStreamerFile } from "./to-streamer-file.ts";
import { toUrl } from "./to-url.ts";

const RUNS = process.env.OXBOW_SOAK === undefined ? 1_000 : 10_000;
const STRINGS = process.env.OXBOW_SOAK === undefined ? 5_000 : 100_000;

const HOST = "s5c39gqb8ow64r.cloudfront.net";
const S = `rtmp://${HOST}/cfx/st`;

const CASES: readonly {
  input: StreamInput;
  is: Partial<StreamReference>;
  warnings?: readonly ParseWarningCode[];
}[] = [
  {
    input: `${S}/mediafile.flv`,
    is: {
      protocol: "rtmp",
      host: HOST,
      port: undefined,
      app: "cfx/st",
      key: "mediafile.flv",
      kind: "flv",
      query: "",
    },
  },
  { input: `${S}/mediafile`, is: { key: "mediafile.flv" } },
  { input: `${S}/videos/mediafile`, is: { key: "videos/mediafile.flv" } },
  { input: `${S}/mp4:videos/x.mp4`, is: { key: "videos/x.mp4", kind: "mp4" } },
  { input: `${S}/mp4:videos/x`, is: { key: "videos/x.mp4", kind: "mp4" } },
  { input: `${S}/MP4:videos/x.M4V`, is: { key: "videos/x.M4V", kind: "mp4" } },
  { input: `${S}/mp3:song`, is: { key: "song.mp3", kind: "mp3" } },
  { input: `${S}/song.mp3`, is: { key: "song.mp3", kind: "mp3" } },
  { input: `${S}/flv:movie`, is: { key: "movie.flv", kind: "flv" } },
  { input: `${S}/_definst_/mp4:uploads/x.mp4`, is: { app: "cfx/st", key: "uploads/x.mp4" } },
  { input: `${S}/&mp4:path/x.mp4`, is: { key: "path/x.mp4" } },
  { input: `${S}&mp4:path/x.mp4`, is: { key: "path/x.mp4" } },
  { input: `${S}/a%20b.flv`, is: { key: "a b.flv" } },
  { input: `${S}/100%.flv`, is: { key: "100%.flv" } },
  {
    input: `${S}/x.mp4?Expires=1&Signature=a~_-&Key-Pair-Id=APK`,
    is: { key: "x.mp4", query: "Expires=1&Signature=a~_-&Key-Pair-Id=APK" },
  },
  { input: `${S}/x.mp4%3FExpires%3D1%26Signature%3Da`, is: { key: "x.mp4", query: "Expires=1&Signature=a" } },
  { input: `${S}/mp4%3Avideos%2Fx.mp4`, is: { key: "videos/x.mp4", kind: "mp4" } },
  {
    input: `RTMPE://S5C39GQB8OW64R.CloudFront.net:1935/cfx/st/x.flv`,
    is: { protocol: "rtmpe", host: HOST, port: undefined },
  },
  { input: `rtmpt://${HOST}:80/cfx/st/x.flv`, is: { protocol: "rtmpt", port: undefined } },
  { input: `rtmpt://${HOST}:1935/cfx/st/x.flv`, is: { protocol: "rtmpt", port: 1935 } },
  { input: `rtmps://${HOST}:443/cfx/st/x.flv`, is: { protocol: "rtmps", port: undefined } },
  { input: `rtmp://${HOST}:99999/cfx/st/x.flv`, is: { port: undefined } },
  { input: "rtmp://[::1]:1936/cfx/st/x.flv", is: { host: "[::1]", port: 1936 } },
  { input: ` ${S}/x.\n flv `.replace(" flv", "flv"), is: { key: "x.flv" } },
  {
    input: { streamer: S, file: "videos/mediafile.flv" },
    is: { app: "cfx/st", key: "videos/mediafile.flv" },
  },
  { input: { streamer: S, file: "mp4:videos/x" }, is: { key: "videos/x.mp4" } },
  { input: { streamer: `${S}/x.flv` }, is: { key: "x.flv" } },
  { input: { file: `${S}/x.flv` }, is: { key: "x.flv" } },
  {
    input: { streamer: "rtmp://other.example.com/vod", file: `${S}/x.flv` },
    is: { host: HOST, key: "x.flv" },
  },
  { input: { streamer: `${S}/`, file: "x" }, is: { key: "x.flv" }, warnings: ["CFX-PATH-TRAILING-SLASH"] },
  {
    input: { streamer: `${S}/videos`, file: "x.mp4" },
    is: { key: "videos/x.mp4" },
    warnings: ["CFX-PATH-FOLDER-IN-STREAMER"],
  },
  {
    input: { streamer: `${S}/mp4:videos`, file: "x" },
    is: { key: "videos/x.mp4" },
    warnings: ["CFX-PATH-FOLDER-IN-STREAMER"],
  },
  { input: { streamer: `${S}/_definst_`, file: "mp4:x" }, is: { key: "x.mp4" } },
  {
    input: { streamer: "rtmp://media.example.com/vod/_definst_/mp4:", file: "a/x.mp4" },
    is: { app: "vod", key: "a/x.mp4" },
    warnings: ["CFX-PATH-CFXST-MISSING", "CFX-NAME-LEADING-SLASH"],
  },
  {
    input: { streamer: S, file: "/videos/x.flv" },
    is: { key: "videos/x.flv" },
    warnings: ["CFX-NAME-LEADING-SLASH"],
  },
  {
    input: { streamer: S, file: "mp4:/videos/x.mp4" },
    is: { key: "videos/x.mp4" },
    warnings: ["CFX-NAME-LEADING-SLASH"],
  },
  { input: { streamer: `rtmp://${HOST}`, file: "cfx/st/x.flv" }, is: { key: "x.flv" } },
  { input: `${S}//x.flv`, is: { key: "x.flv" }, warnings: ["CFX-NAME-LEADING-SLASH"] },
  { input: `${S}/mp4:mp4:x.mp4`, is: { key: "x.mp4" }, warnings: ["CFX-NAME-PREFIX-DOUBLE"] },
  { input: `${S}/videos/mp4:x.mp4`, is: { key: "videos/x.mp4" }, warnings: ["CFX-NAME-PREFIX-MISPLACED"] },
  { input: `${S}/mp4:song.mp3`, is: { key: "song.mp3", kind: "mp3" }, warnings: ["CFX-NAME-PREFIX-WRONG"] },
  {
    input: `rtmp://${HOST}/videos/cfx/st/mp3_name.mp3`,
    is: { app: "cfx/st", key: "videos/mp3_name.mp3" },
    warnings: ["CFX-PATH-CFXST-MISPLACED"],
  },
  {
    input: `rtmp://${HOST}/videos/x.flv`,
    is: { app: "cfx/st", key: "videos/x.flv" },
    warnings: ["CFX-PATH-CFXST-MISSING"],
  },
  {
    input: { streamer: `rtmp://${HOST}`, file: "x.flv" },
    is: { app: "cfx/st", key: "x.flv" },
    warnings: ["CFX-PATH-CFXST-MISSING"],
  },
  {
    input: `rtmp://${HOST}/cfx/x.flv`,
    is: { app: "cfx/st", key: "x.flv" },
    warnings: ["CFX-PATH-CFXST-MISSING"],
  },
  { input: `${S}/cfx/st/x.flv`, is: { key: "cfx/st/x.flv" }, warnings: ["CFX-PATH-CFXST-IN-KEY"] },
  {
    input: "rtmp://d111111abcdef8.cloudfront.net/cfx/st/x.flv",
    is: { key: "x.flv" },
    warnings: ["CFX-DIST-SAME"],
  },
  { input: `${S}/x.flv?a=1&amp;b=2`, is: { query: "a=1&b=2" }, warnings: ["CFX-HTML-AMP-ENTITY"] },
  {
    input: encodeURIComponent(`${S}/mp4:x.mp4?a=1`),
    is: { key: "x.mp4", query: "a=1" },
    warnings: ["CFX-FLASHVARS-DOUBLE-ENCODED"],
  },
  { input: `${HOST}/cfx/st/x.flv`, is: { protocol: "rtmp", key: "x.flv" }, warnings: ["CFX-SCHEME"] },
  { input: { streamer: `${HOST}:1935/cfx/st`, file: "x" }, is: { key: "x.flv" }, warnings: ["CFX-SCHEME"] },
  { input: `https://${HOST}/cfx/st/x.flv`, is: { protocol: "rtmp", key: "x.flv" }, warnings: ["CFX-SCHEME"] },
  {
    input: "rtmp://media.example.com/vod/mp4:x.mp4",
    is: { app: "vod", key: "x.mp4" },
    warnings: ["CFX-PATH-CFXST-MISSING"],
  },
  {
    input: "rtmp://media.example.com/vod/_definst_/mp4:a/x.mp4",
    is: { app: "vod", key: "a/x.mp4" },
    warnings: ["CFX-PATH-CFXST-MISSING"],
  },
  {
    input: { streamer: "rtmp://media.example.com/a/b/", file: "x" },
    is: { app: "a/b", key: "x.flv" },
    warnings: ["CFX-PATH-TRAILING-SLASH", "CFX-PATH-CFXST-MISSING"],
  },
  {
    input: "rtmp://media.example.com/a/b&mp4:c/x.mp4",
    is: { app: "a/b", key: "c/x.mp4" },
    warnings: ["CFX-PATH-CFXST-MISSING"],
  },
];

describe("parseStream", () => {
  test.for(CASES)("reads $input", ({ input, is, warnings = [] }) => {
    const parsed = parseStream(input);
    expect(parsed).toMatchObject({ ok: true, reference: is });
    expect(parsed.warnings.map(({ code }) => code)).toEqual(warnings);
  });

  test.for<{ input: StreamInput; error: ParseErrorCode }>([
    { input: "", error: "no-address" },
    { input: "movie.flv", error: "no-address" },
    { input: { file: "movie.flv" }, error: "no-address" },
    { input: {}, error: "no-address" },
    { input: "http://example.com/movie.flv", error: "no-address" },
    { input: "ftp://example.com/cfx/st/movie.flv", error: "no-address" },
    { input: "rtmp:///cfx/st/movie.flv", error: "no-address" },
    { input: "rtmp://ho st/cfx/st/movie.flv", error: "no-address" },
    { input: S, error: "no-name" },
    { input: { streamer: S, file: "" }, error: "no-name" },
    { input: `${S}/videos/`, error: "no-name" },
    { input: `${S}/mp4:`, error: "no-name" },
    { input: `${S}/?Expires=1`, error: "no-name" },
    { input: `${S}/../x.flv`, error: "unsafe-name" },
    { input: `${S}/a/%2e%2e/x.flv`, error: "unsafe-name" },
    { input: `${S}/a%00.flv`, error: "unsafe-name" },
    { input: `${S}/${"a".repeat(20_000)}`, error: "too-long" },
  ])("tells why $input is no stream", ({ input, error }) => {
    expect(parseStream(input)).toMatchObject({ ok: false, error });
  });

  test("survives inputs that are not what the types say", () => {
    for (const input of [undefined, null, 5, [], { streamer: 5, file: {} }, Symbol.iterator]) {
      expect(parseStream(input as unknown as StreamInput).ok).toBe(false);
    }
  });

  test("gives something immutable", () => {
    const parsed = parseStream(`${S}//x.flv`);
    expect(Object.isFrozen(parsed) && Object.isFrozen(parsed.warnings)).toBe(true);
    expect(parsed.ok && Object.isFrozen(parsed.reference)).toBe(true);
  });

  test("reads back what toUrl and toStreamerFile write, and the edge finds the same object", () => {
    fc.assert(
      fc.property(randomReference, (reference) => {
        expect(parseStream(toUrl(reference))).toMatchObject({ ok: true, reference, warnings: [] });
        expect(parseStream(toStreamerFile(reference))).toMatchObject({ ok: true, reference, warnings: [] });
        const resolved = resolveStream(reference.app, playName(reference), { mode: "lenient" });
        expect(resolved).toMatchObject({ ok: true, query: reference.query });
        expect(resolved.ok && resolved.keys).toContain(reference.key);
      }),
      { numRuns: RUNS },
    );
  });

  test("reads its own reading of any address again", () => {
    const pieces = fc.constantFrom(
      "rtmp://",
      HOST,
      "/",
      "cfx/st",
      "mp4:",
      "%3F",
      "?",
      "&",
      "&amp;",
      "_definst_",
      ".flv",
      ".mp4",
      "a",
      "%20",
      "=",
      "..",
      ":",
      "é",
      "\0",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 14 }), fc.boolean(), (parts, isUrl) => {
        const text = parts.join("");
        const parsed = parseStream(isUrl ? `rtmp://${HOST}/cfx/st/${text}` : { streamer: S, file: text });
        if (!parsed.ok || parsed.reference.host !== HOST) return;
        const again = parseStream(
          parsed.reference.query === "" ? toUrl(parsed.reference) : toStreamerFile(parsed.reference),
        );
        expect(again.ok).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  test("throws for no string", () => {
    const strings = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));
    fc.assert(
      fc.property(strings, strings, (a, b) => {
        parseStream(a);
        parseStream(`rtmp://${a}/cfx/st/${b}`);
        parseStream({ streamer: a, file: b });
      }),
      { numRuns: STRINGS },
    );
  });
});
