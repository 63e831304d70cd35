import { parseStream, type StreamReference } from "@oxbow/stream-url";
import { expect, test } from "vitest";
import { candidates, fileCandidate } from "./candidates.ts";

function reference(file: string): StreamReference {
  const parsed = parseStream({ streamer: "rtmp://s1.cloudfront.net/cfx/st", file });
  if (!parsed.ok) throw new RangeError(parsed.error);
  return parsed.reference;
}

test("an FLV is played by every stream protocol, best first", () => {
  expect(candidates(reference("videos/clock.flv"), "http://{host}")).toEqual([
    { protocol: "http-flv", engine: "flv", url: "http://s1.cloudfront.net/cfx/st/videos/clock" },
    { protocol: "ws-flv", engine: "flv", url: "ws://s1.cloudfront.net/cfx/st/videos/clock" },
    {
      protocol: "rtmpt",
      engine: "flv",
      url: "http://s1.cloudfront.net",
      rtmp: { tcUrl: "rtmp://s1.cloudfront.net/cfx/st", app: "cfx/st", playName: "videos/clock" },
    },
  ]);
});

test("a plain file comes first where there is one, but not for FLV", () => {
  const edge = { edge: "https://{host}", files: "https://d1.cloudfront.net/{key}" };
  expect(candidates(reference("mp4:films/übung 1.mp4"), edge)[0]).toEqual({
    protocol: "file",
    engine: "native",
    url: "https://d1.cloudfront.net/films/%C3%BCbung%201.mp4",
  });
  expect(candidates(reference("videos/clock.flv"), edge)[0]?.protocol).toBe("http-flv");
});

test("prefix, colon and a signed query stay what they are", () => {
  const [first] = candidates(
    reference("mp4:a b/x.mp4?Expires=1&Signature=s~_&Key-Pair-Id=K"),
    "http://{host}",
  );
  expect(first?.url).toBe(
    "http://s1.cloudfront.net/cfx/st/mp4:a%20b/x.mp4?Expires=1&Signature=s~_&Key-Pair-Id=K",
  );
});

test.for([
  { url: "https://x/clip.mp4", engine: "native", protocol: "file" },
  { url: "https://x/clip.FLV?a=1", engine: "flv", protocol: "http-flv" },
  { url: "wss://x/clip.flv", engine: "flv", protocol: "ws-flv" },
])("$url is played by $engine", ({ url, engine, protocol }) => {
  expect(fileCandidate(url)).toEqual({ url, engine, protocol });
});
