import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { resolveStream } from "./resolve-stream.ts";

/** Rows of the measured matrix: what each client makes of a URL, and the object all of them mean. */
const MATRIX: readonly { app: string; name: string; key: string; query?: string }[] = [
  // cfx/st/mediafile.flv
  { app: "cfx/st", name: "mediafile", key: "mediafile.flv" },
  { app: "cfx/st", name: "mediafile.flv", key: "mediafile.flv" },
  { app: "cfx/st", name: "flv:mediafile", key: "mediafile.flv" },
  { app: "cfx/st", name: "flv:mediafile.flv", key: "mediafile.flv" },
  // cfx/st/mp4:x.mp4
  { app: "cfx/st", name: "mp4:x.mp4", key: "x.mp4" },
  { app: "cfx/st", name: "mp4:x", key: "x.mp4" },
  { app: "cfx/st", name: "mp4:x.m4v", key: "x.m4v" },
  // cfx/st/mp4:videos/x.mp4
  { app: "cfx/st/mp4:videos", name: "mp4:x", key: "videos/x.mp4" },
  { app: "cfx/st", name: "mp4:videos/x.mp4", key: "videos/x.mp4" },
  { app: "cfx/st/mp4:videos", name: "x.mp4", key: "videos/x.mp4" },
  { app: "cfx/st/mp4:videos", name: "x", key: "videos/x.mp4" },
  // cfx/st/dir/video.mp4
  { app: "cfx/st/dir", name: "mp4:video", key: "dir/video.mp4" },
  { app: "cfx/st", name: "mp4:dir/video.mp4", key: "dir/video.mp4" },
  { app: "cfx/st/dir", name: "video.mp4", key: "dir/video.mp4" },
  // cfx/st/dir/sub/v.flv
  { app: "cfx/st/dir", name: "sub/v", key: "dir/sub/v.flv" },
  { app: "cfx/st", name: "dir/sub/v", key: "dir/sub/v.flv" },
  // cfx/st/x.mp4?Expires=..&Signature=..
  { app: "cfx/st", name: "mp4:x?Expires=1&Signature=a~_", key: "x.mp4", query: "Expires=1&Signature=a~_" },
  { app: "cfx/st", name: "x.mp4?Expires=1&Signature=a~_", key: "x.mp4", query: "Expires=1&Signature=a~_" },
  {
    app: "cfx/st",
    name: "mp4:x%3FExpires%3D1%26Signature%3Da",
    key: "x.mp4",
    query: "Expires=1&Signature=a",
  },
  { app: "cfx/st", name: "x?Expires%3D1%26Signature%3Da", key: "x.flv", query: "Expires=1&Signature=a" },
  // cfx/st/song.mp3
  { app: "cfx/st", name: "mp3:song", key: "song.mp3" },
  { app: "cfx/st", name: "song.mp3", key: "song.mp3" },
  { app: "cfx/st", name: "mp3:song.mp3", key: "song.mp3" },
  { app: "cfx/st", name: "id3:song", key: "song.mp3" },
  // cfx/st/a%20b.flv
  { app: "cfx/st", name: "a b", key: "a b.flv" },
  // The rest of the wild.
  { app: "cfx", name: "mp4:st/videos/x.mp4", key: "videos/x.mp4" },
  { app: "cfx", name: "st/videos/x", key: "videos/x.flv" },
  { app: "cfx", name: "st/mp4:videos/x.mp4", key: "videos/x.mp4" },
  { app: "cfx/st/", name: "x", key: "x.flv" },
  { app: "/cfx/st/", name: "/x", key: "x.flv" },
  { app: "cfx/st?token=1", name: "x", key: "x.flv" },
  { app: "cfx/st/_definst_", name: "mp4:x.mp4", key: "x.mp4" },
  { app: "cfx/st/_definst_/dir", name: "x", key: "dir/x.flv" },
  { app: "cfx/st", name: "_definst_/mp4:x.mp4", key: "x.mp4" },
  { app: "cfx/st", name: "&mp4:x.mp4", key: "x.mp4" },
  { app: "cfx/st", name: "&flv:dir/file?Policy=e30_", key: "dir/file.flv", query: "Policy=e30_" },
  { app: "cfx/st", name: "mp4:/dir/x.mp4", key: "dir/x.mp4" },
  { app: "cfx/st", name: "mp4:mp4:x.mp4", key: "x.mp4" },
];

describe("resolveStream, lenient", () => {
  test.for(MATRIX)("$app · $name means $key", ({ app, name, key, query = "" }) => {
    const resolved = resolveStream(app, name, { mode: "lenient" });
    expect(resolved).toMatchObject({ ok: true, query });
    if (resolved.ok) expect(resolved.keys[0]).toBe(key);
  });

  test("tries a name as it was sent before it decodes it", () => {
    expect(resolveStream("cfx/st", "a%20b", { mode: "lenient" })).toEqual({
      ok: true,
      keys: ["a%20b.flv", "a b.flv"],
      streamName: "a%20b",
      query: "",
      extension: "flv",
    });
  });

  test("never offers a key without .flv for a name without prefix and extension", () => {
    expect(resolveStream("cfx/st", "flv:movie", { mode: "lenient" })).toMatchObject({ keys: ["movie.flv"] });
  });

  test("offers every extension an mp4 name may stand for, the name itself last", () => {
    const resolved = resolveStream("cfx/st", "mp4:x", { mode: "lenient" });
    expect(resolved.ok && resolved.keys.slice(0, 5)).toEqual(["x.mp4", "x.m4v", "x.f4v", "x.m4a", "x.mov"]);
    expect(resolved.ok && resolved.keys.at(-1)).toBe("x");
  });

  test("keeps a file name that looks like another container after its .flv is taken off", () => {
    const resolved = resolveStream("cfx/st", "trailer.mp4", { mode: "lenient" });
    expect(resolved.ok && resolved.keys).toEqual(["trailer.mp4", "trailer.mp4.flv"]);
  });

  test.for([
    { app: "vod", name: "x", error: "InvalidURI" },
    { app: "", name: "x", error: "InvalidURI" },
    { app: "cfx", name: "x", error: "InvalidInstance" },
    { app: "cfx/stx", name: "x", error: "InvalidInstance" },
    { app: "cfx/live", name: "x", error: "InvalidInstance" },
    { app: "cfx/st", name: "", error: "InvalidURI" },
    { app: "cfx/st", name: "mp4:", error: "InvalidURI" },
    { app: "cfx/st", name: "dir/", error: "InvalidURI" },
    { app: "cfx/st", name: "?Expires=1", error: "InvalidURI" },
    { app: "cfx/st", name: "../secret", error: "InvalidURI" },
    { app: "cfx/st/..", name: "secret", error: "InvalidURI" },
    { app: "cfx/st", name: "a/./b", error: "InvalidURI" },
    { app: "cfx/st", name: "a\0b", error: "InvalidURI" },
    { app: "cfx/st", name: "\ud800", error: "InvalidURI" },
    { app: "cfx/st", name: "x".repeat(1021), error: "InvalidURI" },
  ] as const)("refuses $app · $name with $error", ({ app, name, error }) => {
    expect(resolveStream(app, name, { mode: "lenient" })).toEqual({ ok: false, error });
  });

  test("does not let an encoded .. or NUL become a key", () => {
    for (const name of ["%2e%2e/secret", "a%2f..%2fb", "a%00b", "%c0%ae%c0%ae/x"]) {
      const resolved = resolveStream("cfx/st", name, { mode: "lenient" });
      expect(resolved.ok && resolved.keys).toEqual([`${name}.flv`]);
    }
  });

  test("gives usable keys or an error for any two strings", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (app, name) => {
        const resolved = resolveStream(`cfx/st/${app}`, name, { mode: "lenient" });
        if (!resolved.ok) return;
        expect(resolved.keys.length).toBeGreaterThan(0);
        for (const key of resolved.keys) expect(key).not.toMatch(/\p{Cc}|(?:^|\/)\.\.(?:\/|$)/u);
      }),
    );
  });
});

describe("resolveStream, cloudfront", () => {
  test.for([
    { name: "movie", keys: ["movie.flv"] },
    { name: "dir/movie?p=1&q=2", keys: ["dir/movie.flv"], query: "p=1&q=2" },
    { name: "flv:movie", keys: ["movie.flv"] },
    { name: "movie.flv", keys: ["movie.flv.flv"] },
    { name: "movie.mp4", keys: ["movie.mp4.flv"] },
    { name: "mp4:movie", keys: ["movie.mp4"] },
    { name: "mp4:movie.mp4", keys: ["movie.mp4"] },
    { name: "mp4:movie.f4v", keys: ["movie.f4v"] },
    { name: "mp3:song", keys: ["song.mp3"] },
    { name: "mp3:song.mp3%3FExpires%3D1", keys: ["song.mp3"], query: "Expires=1" },
    { name: "a%20b", keys: ["a%20b.flv"] },
  ])("$name is $keys", ({ name, keys, query = "" }) => {
    expect(resolveStream("cfx/st", name, { mode: "cloudfront" })).toMatchObject({ ok: true, keys, query });
    expect(resolveStream("cfx/st/", name, { mode: "cloudfront" })).toMatchObject({ ok: true, keys, query });
  });

  test.for([
    { app: "cfx", name: "st/x", error: "InvalidInstance" },
    { app: "cfx/st/dir", name: "x", error: "InvalidInstance" },
    { app: "cfx/st/_definst_", name: "x", error: "InvalidInstance" },
    { app: "/cfx/st", name: "x", error: "InvalidURI" },
    { app: "vod", name: "x", error: "InvalidURI" },
    { app: "cfx/st", name: "/x", error: "InvalidURI" },
    { app: "cfx/st", name: "mp4:/x", error: "InvalidURI" },
    { app: "cfx/st", name: "", error: "InvalidURI" },
    { app: "cfx/st", name: "a/../b", error: "InvalidURI" },
  ] as const)("refuses $app · $name with $error", ({ app, name, error }) => {
    expect(resolveStream(app, name, { mode: "cloudfront" })).toEqual({ ok: false, error });
  });
});
