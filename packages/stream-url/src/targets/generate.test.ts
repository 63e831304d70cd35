import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseStream } from "../reference/parse-stream.ts";
import { randomReference } from "../reference/random-reference.cases.ts";
import type { StreamReference } from "../reference/stream-reference.ts";
import { resolveStream } from "../resolve/resolve-stream.ts";
import { ffmpeg } from "./ffmpeg.ts";
import { flowplayer3 } from "./flowplayer-3.ts";
import { type Configuration, generate } from "./generate.ts";
import { gstRtmpSrc } from "./gst-rtmpsrc.ts";
import { hlsJs } from "./hls-js.ts";
import { jwPlayer4 } from "./jw-player-4.ts";
import { jwPlayer6 } from "./jw-player-6.ts";
import { mpv } from "./mpv.ts";
import { nativeVideo } from "./native-video.ts";
import { TARGETS, targetById } from "./registry.ts";
import { rtmpdump } from "./rtmpdump.ts";
import { vlc } from "./vlc.ts";

const RUNS = process.env.OXBOW_SOAK === undefined ? 300 : 10_000;
const S = "rtmp://s5c39gqb8ow64r.cloudfront.net/cfx/st";

/** Objects as people name them: every one must come out right in every player, by the service's own strict rule. */
const KEYS = [
  "movie.flv",
  "videos/movie.flv",
  "a/b/c/movie.flv",
  "movie.mp4",
  "videos/movie.mp4",
  "videos/2011/movie.f4v",
  "movie.mov",
  "clip.m4v",
  "song.mp3",
  "audio/song.mp3",
  "videos/My Movie.mp4",
  "Videos/été.flv",
] as const;

function reference(key: string, query = ""): StreamReference {
  const parsed = parseStream({ streamer: S, file: query === "" ? key : `${key}?${query}` });
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.reference;
}

describe("generate", () => {
  test.for(TARGETS.flatMap((target) => KEYS.map((key) => ({ target, key }))))(
    "for $target.id puts $key on the wire",
    ({ target, key }) => {
      const { wire } = generate(reference(key), target);
      if (["native", "hls.js", "vidstack"].includes(target.id)) {
        expect(wire).toBeUndefined();
        return;
      }
      expect(wire).toBeDefined();
      const lenient = resolveStream(wire?.app ?? "", wire?.playName ?? "", { mode: "lenient" });
      expect(lenient.ok && lenient.keys).toContain(key);
      if (lenient.ok && !/%/.test(wire?.playName ?? "")) expect(lenient.keys[0]).toBe(key);
      if (target.era === "today" || /%/.test(wire?.playName ?? "")) return;
      const strict = resolveStream(wire?.app ?? "", wire?.playName ?? "", { mode: "cloudfront" });
      expect(strict).toMatchObject({ ok: true, keys: [key] });
    },
  );

  test("keeps a signature in every target", () => {
    const query = "own=1&Expires=1900000000&Signature=a~-_&Key-Pair-Id=APKA";
    for (const target of TARGETS) {
      for (const key of ["videos/movie.flv", "videos/movie.mp4", "song.mp3"]) {
        const { wire } = generate(reference(key, query), target);
        if (wire === undefined) continue;
        const resolved = resolveStream(wire.app, wire.playName, { mode: "lenient" });
        expect(resolved, target.id).toMatchObject({ ok: true, query });
        expect(resolved.ok && resolved.keys[0], target.id).toBe(key);
      }
    }
  });

  test("has the edge find the object of any reference", () => {
    fc.assert(
      fc.property(randomReference, fc.constantFrom(...TARGETS), (stream, target) => {
        const { wire } = generate(stream, target);
        if (wire === undefined) return;
        const resolved = resolveStream(wire.app, wire.playName, { mode: "lenient" });
        expect(resolved.ok && resolved.keys).toContain(stream.key);
        expect(resolved).toMatchObject({ query: stream.query });
      }),
      { numRuns: RUNS },
    );
  });

  test("writes code that names no other stream", () => {
    for (const target of TARGETS) {
      const { code } = generate(reference("videos/movie.mp4"), target, { web: "https://d1.cloudfront.net" });
      expect(decodeURIComponent(code), target.id).toContain("videos/movie");
    }
  });

  test("has ids that are unique and found", () => {
    expect(new Set(TARGETS.map(({ id }) => id)).size).toBe(TARGETS.length);
    for (const target of TARGETS) expect(targetById(target.id)).toBe(target);
    expect(targetById("realplayer")).toBeUndefined();
  });
});

describe("what is pasted", () => {
  const odd = reference(`a "b" <c> 'd' & e.flv`, "x=1&y=2");

  test("a shell passes on word for word", () => {
    for (const target of [ffmpeg, mpv, rtmpdump, vlc, gstRtmpSrc]) {
      const { code, data } = generate(odd, target, { via: "127.0.0.1:1935" });
      const words = execFileSync("sh", ["-c", code.replace(/^\S+/, "printf '%s\\0'")], { encoding: "utf8" });
      expect(words.split("\0").slice(0, -1), target.id).toEqual(data.args);
    }
  });

  test("can't end the attribute or the script that it stands in", () => {
    for (const target of TARGETS.filter(({ era }) => era !== "command-line")) {
      const { code } = generate(odd, target);
      expect(code, target.id).not.toMatch(/<c>/);
    }
    expect(generate(reference("</script>.flv"), jwPlayer6).code).not.toContain("/</script>.flv");
  });

  test("is a whole page's body for every player of today, from the page's own host", () => {
    for (const target of TARGETS) {
      const { code, html } = generate(odd, target, { packages: '/x"y' });
      expect(html !== "", target.id).toBe(target.era === "today");
      expect(html.includes(code) || html === "", target.id).toBe(true);
      expect(html, target.id).not.toMatch(/src="https?:\/\/(?!YOUR-WEB|s5c39)/);
      const opened = [...html.matchAll(/<script/g)].length;
      expect([...html.matchAll(/<\/script>/g)].length, target.id).toBe(opened);
      if (target.page !== undefined) expect(html, target.id).toContain('="/x&#34;y/');
      // What a script looks up stands in front of it.
      const element = /querySelector\("(\w+)"\)/.exec(code)?.[1];
      if (element !== undefined)
        expect(html.slice(0, html.indexOf(code)), target.id).toContain(`<${element}`);
    }
    expect(generate(reference("a.flv"), hlsJs).html).toContain('<script src="node_modules/hls.js/');
  });

  test("FlashVars are encoded once, and HTML around them", () => {
    const { code } = generate(reference("videos/x.mp4", "a=1&b=2"), jwPlayer4);
    expect(code).toContain('flashvars="file=mp4%3Avideos%2Fx.mp4%3Fa%3D1%26b%3D2&amp;streamer=rtmp%3A%2F%2F');
  });

  test("Flowplayer 3 gets what FlashVars would take for syntax encoded", () => {
    const { data } = generate(reference("videos/x.mp4", "a=1&b=2"), flowplayer3);
    expect(data.clip).toEqual({ url: "mp4:videos/x.mp4%3Fa%3D1%26b%3D2", provider: "rtmp" });
    expect(generate(reference("a b&c.flv"), flowplayer3).data.clip).toEqual({
      url: "a b%26c",
      provider: "rtmp",
    });
  });

  test.for<{ key: string; via?: string; ffmpegArgs: readonly string[] }>([
    { key: "videos/x.mp4", ffmpegArgs: ["-i", `${S}/mp4:videos/x.mp4`, "-c", "copy", "out.flv"] },
    {
      key: "videos/x.mp4",
      via: "127.0.0.1:1935",
      ffmpegArgs: [
        "-rtmp_tcurl",
        S,
        "-i",
        "rtmp://127.0.0.1:1935/cfx/st/mp4:videos/x.mp4",
        "-c",
        "copy",
        "out.flv",
      ],
    },
    {
      key: "a b.flv",
      ffmpegArgs: [
        "-rtmp_app",
        "cfx/st",
        "-rtmp_playpath",
        "a b",
        "-i",
        "rtmp://s5c39gqb8ow64r.cloudfront.net",
        "-c",
        "copy",
        "out.flv",
      ],
    },
  ])("ffmpeg plays $key by $ffmpegArgs", ({ key, via = "", ffmpegArgs }) => {
    expect(generate(reference(key), ffmpeg, { via }).data.args).toEqual(ffmpegArgs);
  });

  test("what a player can't do is said", () => {
    const caveat = (configuration: Configuration): string | undefined => configuration.caveat;
    expect(caveat(generate(reference("x.flv"), nativeVideo))).toMatch(/Flash Video/);
    expect(caveat(generate(reference("x.mp4"), nativeVideo))).toBeUndefined();
    expect(generate(reference("x.mp4"), hlsJs, { web: "https://d1.cloudfront.net" }).data.url).toBe(
      "https://d1.cloudfront.net/x.m3u8",
    );
  });
});
