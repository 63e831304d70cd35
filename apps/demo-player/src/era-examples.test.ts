import { resurrect } from "@oxbow/stream-url/legacy";
import { expect, test } from "vitest";
import { EXAMPLES } from "./parts/era-examples.ts";

test.for(EXAMPLES)("$title is found and read without a guess", ({ write }) => {
  const { embeds } = resurrect(write("rtmp://s5c39gqb8ow64r.cloudfront.net/cfx/st", "videos/clock.flv"));
  expect(embeds).toHaveLength(1);
  expect(embeds[0]?.confidence).not.toBe("guess");
  expect(embeds[0]?.references).toMatchObject([
    { host: "s5c39gqb8ow64r.cloudfront.net", app: "cfx/st", key: "videos/clock.flv" },
  ]);
});
