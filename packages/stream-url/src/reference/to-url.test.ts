import { describe, expect, test } from "vitest";
import { fromDistribution } from "./from-distribution.ts";
import { playName } from "./play-name.ts";
import { connectUrl, type StreamReference } from "./stream-reference.ts";
import { toStreamerFile } from "./to-streamer-file.ts";
import { toEdgeUrl, toUrl } from "./to-url.ts";

const domainName = "s5c39gqb8ow64r.cloudfront.net";

function reference(key: string, options?: Parameters<typeof fromDistribution>[2]): StreamReference {
  const parsed = fromDistribution({ domainName }, key, options);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.reference;
}

describe("playName", () => {
  test.for([
    ["videos/clip.flv", "videos/clip"],
    ["clip.FLV", "clip.FLV"],
    ["trailer.mp4.flv", "trailer.mp4.flv"],
    ["videos/clip.mp4", "mp4:videos/clip.mp4"],
    ["clip.f4v", "mp4:clip.f4v"],
    ["song.mp3", "mp3:song"],
    ["SONG.MP3", "mp3:SONG.MP3"],
  ] as const)("of %s is %s", ([key, name]) => {
    expect(playName(reference(key))).toBe(name);
  });

  test("keeps the query", () => {
    expect(playName(reference("clip.flv", { query: "p=1&Expires=2" }))).toBe("clip?p=1&Expires=2");
  });
});

describe("the written forms", () => {
  test("of a file in a folder", () => {
    const stream = reference("videos/clip.mp4");
    expect(connectUrl(stream)).toBe(`rtmp://${domainName}/cfx/st`);
    expect(toUrl(stream)).toBe(`rtmp://${domainName}/cfx/st/mp4:videos/clip.mp4`);
    expect(toStreamerFile(stream)).toEqual({
      streamer: `rtmp://${domainName}/cfx/st`,
      file: "videos/clip.mp4",
    });
    expect(toEdgeUrl(stream)).toBe("http://s5c39gqb8ow64r.cloudfront.localhost:8080/cfx/st/videos/clip.mp4");
  });

  test("with protocol, port, query and characters a URL can't hold", () => {
    const stream = reference("a b/50%25 #1?.flv", { protocol: "rtmpt", port: 8080, query: "x=1" });
    expect(toUrl(stream)).toBe(`rtmpt://${domainName}:8080/cfx/st/a%20b/50%2525%20%231%3F?x=1`);
    expect(toStreamerFile(stream).file).toBe("a b/50%2525 #1%3F.flv?x=1");
    expect(toEdgeUrl(stream, "wss://edge.example.com/_oxbow/at/{host}/")).toBe(
      `wss://edge.example.com/_oxbow/at/${domainName}/cfx/st/a%20b/50%2525%20%231%3F.flv?x=1`,
    );
  });
});

describe("fromDistribution", () => {
  test("takes the key literally", () => {
    expect(reference("100%25.flv").key).toBe("100%25.flv");
  });

  test("refuses what would not stream under that name", () => {
    expect(fromDistribution({ domainName }, "videos/clip")).toMatchObject({ ok: false, error: "not-media" });
    expect(fromDistribution({ domainName }, "readme.txt")).toMatchObject({ ok: false, error: "not-media" });
    expect(fromDistribution({ domainName }, "a/../b.flv")).toMatchObject({ ok: false, error: "unsafe-name" });
  });
});
