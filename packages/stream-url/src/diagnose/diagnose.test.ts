import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { resurrect } from "../legacy/resurrect.ts";
import { fromDistribution } from "../reference/from-distribution.ts";
import type { StreamInput } from "../reference/parse-stream.ts";
import { encodeCloudFrontBase64 } from "../sign/cloudfront-base64.ts";
import { policyText } from "../sign/policy.ts";
import { generate } from "../targets/generate.ts";
import { TARGETS, targetById } from "../targets/registry.ts";
import { diagnose, type Observations } from "./diagnose.ts";
import type { DiagnosisCode } from "./diagnosis.ts";
import { lint } from "./lint.ts";
import { DIAGNOSIS_CODES } from "./registry.ts";

const HOST = "media.example.com";
const S = `rtmp://${HOST}/cfx/st`;
const NOW = 1_800_000_000;

const ADDRESSES: readonly { code: DiagnosisCode; input: StreamInput; player?: string }[] = [
  { code: "CFX-ADDRESS-NONE", input: "clip.flv" },
  { code: "CFX-ADDRESS-TOO-LONG", input: `${S}/${"a".repeat(20_000)}` },
  { code: "CFX-DIST-SAME", input: "rtmp://d111111abcdef8.cloudfront.net/cfx/st/clip.flv" },
  { code: "CFX-EOL-2020", input: "rtmp://s5c39gqb8ow64r.cloudfront.net/cfx/st/clip.flv" },
  { code: "CFX-FLASHVARS-DOUBLE-ENCODED", input: encodeURIComponent(`${S}/clip.flv`) },
  { code: "CFX-HTML-AMP-ENTITY", input: `${S}/clip.flv?a=1&amp;b=2` },
  { code: "CFX-NAME-LEADING-SLASH", input: { streamer: S, file: "/clip.flv" } },
  { code: "CFX-NAME-NONE", input: S },
  { code: "CFX-NAME-PREFIX-DOUBLE", input: `${S}/mp4:mp4:clip.mp4` },
  { code: "CFX-NAME-PREFIX-MISPLACED", input: `${S}/videos/mp4:clip.mp4` },
  { code: "CFX-NAME-PREFIX-WRONG", input: `${S}/mp3:clip.mp4` },
  { code: "CFX-NAME-UNSAFE", input: `${S}/../clip.flv` },
  { code: "CFX-PATH-CFXST-IN-KEY", input: `${S}/cfx/st/clip.flv` },
  { code: "CFX-PATH-CFXST-MISPLACED", input: `rtmp://${HOST}/videos/cfx/st/clip.flv` },
  { code: "CFX-PATH-CFXST-MISSING", input: `rtmp://${HOST}/clip.flv` },
  { code: "CFX-PATH-FOLDER-IN-STREAMER", input: { streamer: `${S}/videos`, file: "clip.flv" } },
  { code: "CFX-PATH-TRAILING-SLASH", input: { streamer: `${S}/`, file: "clip.flv" } },
  { code: "CFX-SCHEME", input: `http://${HOST}/cfx/st/clip.flv` },
  { code: "CFX-GST-SUBDIR", input: `${S}/videos/clip.flv`, player: "gst-rtmp2src" },
  { code: "CFX-GST-SUBDIR", input: `${S}/videos/clip.flv`, player: "gst-rtmpsrc" },
  { code: "CFX-JW6-SUBDIR-NEEDS-PREFIX", input: `${S}/videos/clip.flv`, player: "jwplayer6" },
  { code: "CFX-JW6-SUBDIR-NEEDS-PREFIX", input: `${S}/videos/clip.mp4`, player: "jwplayer7" },
  { code: "CFX-MP3-FFMPEG-PREFIX", input: `${S}/song.mp3`, player: "ffmpeg" },
  { code: "CFX-MP3-FFMPEG-PREFIX", input: `${S}/song.mp3`, player: "vlc" },
  { code: "CFX-NAME-FLV-EXT", input: `${S}/clip.flv`, player: "gst-rtmp2src" },
  { code: "CFX-NAME-FLV-EXT", input: { streamer: S, file: "videos/clip.flv" }, player: "flowplayer3" },
  { code: "CFX-NAME-PREFIX-MISSING", input: { streamer: S, file: "videos/clip.mp4" }, player: "netstream" },
  { code: "CFX-NAME-PREFIX-MISSING", input: `${S}/clip.mp4`, player: "videojs4" },
  { code: "CFX-OSMF-INSTANCE-FLAG", input: `${S}/mp4:clip.mp4`, player: "strobe" },
  { code: "CFX-PLAYER-INPUT", input: `${S}/clip.flv`, player: "jwplayer5" },
  { code: "CFX-PLAYER-SPLIT", input: `${S}/videos/clip`, player: "flowplayer3" },
  { code: "CFX-PLAYER-SPLIT", input: `${S}/videos/clip.mp4`, player: "mediaelement" },
  { code: "CFX-RTMPDUMP-APP", input: `${S}/videos/clip.flv`, player: "rtmpdump" },
  { code: "CFX-RTMPDUMP-APP", input: { streamer: S, file: "clip" }, player: "rtmpdump" },
  { code: "CFX-VJS-SEPARATOR", input: `${S}/videos/clip.mp4`, player: "videojs4" },
  { code: "CFX-VJS-SEPARATOR", input: `${S}/videos/clip?a=1&b=2`, player: "videojs4" },
];

function signedWith(resource: string, expiresEpochSeconds: number = NOW + 60): string {
  const policy = encodeCloudFrontBase64(
    new TextEncoder().encode(policyText({ resource, expiresEpochSeconds })),
  );
  return `${S}/videos/clip.mp4?Policy=${policy}&Signature=AAAA&Key-Pair-Id=K`;
}

const SIGNATURES: readonly { code: DiagnosisCode; input: string }[] = [
  { code: "CFX-SIGN-PREFIX-IN-RESOURCE", input: signedWith("mp4:videos/clip.mp4") },
  { code: "CFX-SIGN-CFXST-IN-RESOURCE", input: signedWith("cfx/st/videos/clip.mp4") },
  { code: "CFX-SIGN-CFXST-IN-RESOURCE", input: signedWith("rtmp://h/videos/clip.mp4") },
  { code: "CFX-SIGN-EXT-MISMATCH", input: signedWith("videos/clip") },
  { code: "CFX-SIGN-RESOURCE", input: signedWith("videos/other.mp4") },
  { code: "CFX-SIGN-EXPIRED", input: signedWith("*", NOW) },
  { code: "CFX-SIGN-EPOCH-32BIT", input: signedWith("*", NOW * 1000) },
  { code: "CFX-SIGN-BASE64-CHARS", input: `${S}/clip.flv?Expires=1900000000&Signature=a+b/&Key-Pair-Id=K` },
  { code: "CFX-SIGN-MALFORMED", input: `${S}/clip.flv?Expires=soon&Signature=AAAA&Key-Pair-Id=K` },
  { code: "CFX-SIGN-MISSING", input: `${S}/clip.flv?Expires=1900000000` },
];

const FLV = Uint8Array.from([0x46, 0x4c, 0x56, 1, 5, 0, 0, 0, 9, 0, 0, 0]);
const MP4 = new TextEncoder().encode("\0\0\0 ftypisom");
const MP3 = new TextEncoder().encode("ID3\u0003aaaaaaaa");

const OBSERVED: readonly { code: DiagnosisCode; observed: Observations }[] = [
  { code: "CFX-DIST-NOT-FOUND", observed: { serverMessage: "[ Server.Reject ] : DistributionNotFound" } },
  { code: "CFX-DIST-TYPE-MISMATCH", observed: { serverMessage: "DistributionTypeMismatch" } },
  { code: "CFX-INVALID-INSTANCE", observed: { serverMessage: "InvalidInstance" } },
  { code: "CFX-INVALID-URI", observed: { serverMessage: "InvalidURI" } },
  { code: "CFX-DIST-IN-PROGRESS", observed: { distribution: { status: "InProgress", enabled: true } } },
  { code: "CFX-DIST-DISABLED", observed: { distribution: { status: "Deployed", enabled: false } } },
  { code: "CFX-S3-ACCESS-DENIED", observed: { object: { key: "a.flv", status: 403 } } },
  { code: "CFX-S3-KEY-MISSING", observed: { object: { key: "a.flv", status: 404, keys: ["b.flv"] } } },
  { code: "CFX-S3-CASE", observed: { object: { key: "a.flv", status: 404, keys: ["A.flv"] } } },
  { code: "CFX-S3-LEADING-SLASH", observed: { object: { key: "a.flv", status: 404, keys: ["/a.flv"] } } },
  {
    code: "CFX-NAME-EXT-DROPPED-IN-S3",
    observed: { object: { key: "v/a.mp4", status: 404, keys: ["v/a"] } },
  },
  { code: "CFX-NAME-EXT-DROPPED-IN-S3", observed: { object: { key: "v/a", status: 200, head: MP4 } } },
  { code: "CFX-NAME-NOT-MEDIA", observed: { object: { key: "readme.txt", status: 200 } } },
  { code: "CFX-S3-FLV-NAME", observed: { object: { key: "a", status: 200, head: FLV } } },
  { code: "CFX-S3-FLV-NAME", observed: { object: { key: "a.mp4", status: 200, head: FLV } } },
  { code: "CFX-S3-CONTENT-MISMATCH", observed: { object: { key: "a.flv", status: 200, head: MP4 } } },
  { code: "CFX-S3-CONTENT-MISMATCH", observed: { object: { key: "a.mp4", status: 200, head: MP3 } } },
  { code: "CFX-PORT-1935", observed: { input: `${S}/a.flv`, isPort1935Open: false } },
  { code: "CFX-PLAY-SILENT", observed: { page: 'stream.play("videos/a");' } },
  { code: "CFX-SIGN-KEY-IN-PAGE", observed: { page: "var key = '-----BEGIN RSA PRIVATE KEY-----'" } },
  {
    code: "CFX-FLASHVARS-UNENCODED",
    observed: { page: '<embed flashvars="file=a.mp4?Expires=1&amp;Signature=x&amp;Key-Pair-Id=K">' },
  },
  { code: "CFX-SIGN-NOT-YET", observed: { signature: "CFX-SIGN-NOT-YET" } },
  { code: "CFX-SIGN-IP", observed: { signature: "CFX-SIGN-IP" } },
  { code: "CFX-SIGN-KEY-PAIR", observed: { signature: "CFX-SIGN-KEY-PAIR" } },
  { code: "CFX-SIGN-INVALID", observed: { signature: "CFX-SIGN-INVALID" } },
  { code: "CFX-AUTOPLAY-BLOCKED", observed: { browser: ["autoplay-blocked"] } },
  { code: "CFX-CODEC-HEVC", observed: { browser: ["codec-hevc"] } },
  { code: "CFX-CODEC-LEGACY", observed: { browser: ["codec-legacy"] } },
  { code: "CFX-CORS", observed: { browser: ["cors"] } },
  { code: "CFX-CSP-BLOB", observed: { browser: ["csp-blob"] } },
  { code: "CFX-DOWN", observed: { browser: ["down"] } },
  { code: "CFX-LOCAL-NETWORK", observed: { browser: ["local-network"] } },
  { code: "CFX-MIXED-CONTENT", observed: { browser: ["mixed-content"] } },
  { code: "CFX-NET-STALLED", observed: { browser: ["stalled"] } },
  { code: "CFX-NET-TRUNCATED", observed: { browser: ["truncated"] } },
  { code: "CFX-NO-INDEX", observed: { browser: ["no-index"] } },
  { code: "CFX-NO-MSE", observed: { browser: ["no-mse"] } },
  { code: "CFX-NOT-FLV", observed: { browser: ["not-flv"] } },
];

describe("lint", () => {
  test.for(ADDRESSES)("says $code of $input in $player", ({ code, input, player }) => {
    const target = player === undefined ? undefined : targetById(player);
    expect(lint(input, target && { target }).map((finding) => finding.code)).toEqual([code]);
  });

  test.for(SIGNATURES)("says $code", ({ code, input }) => {
    expect(lint(input, { nowEpochSeconds: NOW }).map((finding) => finding.code)).toEqual([code]);
  });

  test("has nothing to say of what is generated, in any player", () => {
    for (const key of ["clip.flv", "videos/clip.flv", "videos/clip.mp4", "videos/song.mp3"]) {
      const parsed = fromDistribution({ domainName: HOST }, key);
      if (!parsed.ok) throw new Error(parsed.error);
      for (const target of TARGETS.filter(({ era }) => era !== "today")) {
        const { input } = generate(parsed.reference, target);
        if (typeof input === "object" && "app" in input) continue;
        const wrong = lint(input, { target }).filter(({ severity }) => severity === "error");
        expect(wrong, `${target.id} ${key}`).toEqual([]);
      }
    }
  });
});

describe("diagnose", () => {
  test.for(OBSERVED)("says $code", ({ code, observed }) => {
    expect(diagnose(observed).map((finding) => finding.code)).toEqual([code]);
  });

  test("puts errors first and says each thing once", () => {
    const findings = diagnose({
      input: "rtmp://s5c39gqb8ow64r.cloudfront.net/cfx/st//clip.flv",
      serverMessage: "DistributionNotFound",
      browser: ["autoplay-blocked", "down", "down"],
    });
    expect(findings.map(({ severity }) => severity)).toEqual(["error", "error", "warning", "info", "info"]);
  });

  test("has nothing to say of what works", () => {
    expect(
      diagnose({
        input: `rtmpt://${HOST}/cfx/st/clip.flv`,
        serverMessage: "Connection succeeded.",
        distribution: { status: "Deployed", enabled: true },
        object: { key: "clip.flv", status: 200, head: FLV },
        isPort1935Open: false,
        page: 'stream.play("clip", 0, -1); var flashvars = "file=a.mp4%3FExpires%3D1%26Signature%3Dx";',
      }),
    ).toEqual([]);
    expect(diagnose({ object: { key: "a.m4v", status: 200, head: MP4 } })).toEqual([]);
    expect(diagnose({ object: { key: "a.mp3", status: 200, head: MP3 } })).toEqual([]);
    expect(diagnose({})).toEqual([]);
  });
});

describe("every code", () => {
  const produced = new Set<DiagnosisCode>([...ADDRESSES, ...SIGNATURES, ...OBSERVED].map(({ code }) => code));
  const docs = readFileSync(new URL("../../docs/diagnosis.md", import.meta.url), "utf8");

  test("is produced by a test above, or by resurrect", () => {
    for (const page of [
      `<embed src="p.swf" flashvars="file=<?= $f ?>&streamer=${S}">`,
      `<script>start({ streamer: "${S}", file: "a" })</script>`,
    ]) {
      for (const { code } of resurrect(page).findings) produced.add(code);
      for (const { warnings } of resurrect(page).embeds) for (const code of warnings) produced.add(code);
    }
    expect(DIAGNOSIS_CODES.filter((code) => !produced.has(code))).toEqual([]);
  });

  test("is documented under its own heading, and nothing else is", () => {
    const headings = [...docs.matchAll(/^### (CFX-[\w-]+)$/gm)].map(([, code]) => code);
    expect(headings.sort()).toEqual([...DIAGNOSIS_CODES]);
  });
});
