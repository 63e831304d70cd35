import { describe, expect, test } from "vitest";
import { type ChosenStream, readStream } from "./read-stream.ts";

const STREAMER = "rtmp://s5c39gqb8ow64r.cloudfront.net/cfx/st";
const CLOCK: ChosenStream = { streamer: STREAMER, file: "videos/clock.flv" };
const SETUP = `jwplayer("player").setup({ streamer: "${STREAMER}", file: "videos/clock.flv", provider: "rtmp" });`;

describe("another form is turned into streamer and file", () => {
  test.for<[string, ChosenStream]>([
    ["a URL as the file", { streamer: "", file: `${STREAMER}/videos/clock.flv` }],
    ["a URL as the streamer", { streamer: `${STREAMER}/flv:videos/clock`, file: "" }],
    ["a URL as the file, beside a streamer", { streamer: STREAMER, file: `${STREAMER}/videos/clock.flv` }],
    ["a call as the file", { streamer: "", file: SETUP }],
    ["a call with its tags as the streamer", { streamer: `<script>${SETUP}</script>`, file: "" }],
    [
      "an embed",
      { streamer: "", file: `<embed flashvars="streamer=${STREAMER}&amp;file=videos/clock.flv">` },
    ],
    ["flashvars alone", { streamer: `file=videos/clock.flv&streamer=${STREAMER}`, file: "" }],
  ])("%s", async ([, given]) => {
    expect(await readStream(given)).toMatchObject({ stream: CLOCK, note: expect.any(String) });
  });
});

test.for<[ChosenStream]>([
  [CLOCK],
  [{ streamer: STREAMER, file: "mp4:videos/clock" }],
  [{ streamer: STREAMER, file: "films/<script>alert(1)</script> {1}.flv" }],
])("what is in two halves stays as it is: $0.file", async ([given]) => {
  expect(await readStream(given)).toEqual({ stream: given });
});

test.for<[string, ChosenStream, string]>([
  ["nothing", { streamer: "", file: "" }, "streamer"],
  ["no server", { streamer: "nonsense", file: "x.flv" }, "streamer"],
  ["no file", { streamer: STREAMER, file: "" }, "file"],
  ["a name out of the bucket", { streamer: STREAMER, file: "../secret.flv" }, "file"],
  ["a whole film", { streamer: STREAMER, file: "x".repeat(20_000) }, "file"],
  ["a snippet without a stream", { streamer: "<p>Hello</p>", file: "" }, "streamer"],
])("%s is said, and where", async ([, given, at]) => {
  expect(await readStream(given)).toEqual({ problem: expect.any(String), at });
});
