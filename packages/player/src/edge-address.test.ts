import { parseStream, type StreamReference } from "@oxbow/stream-url";
import { expect, test } from "vitest";
import { edgeAddress } from "./edge-address.ts";

function reference(streamer: string): StreamReference {
  const parsed = parseStream({ streamer, file: "videos/clock.flv" });
  if (!parsed.ok) throw new RangeError(parsed.error);
  return parsed.reference;
}

const CASES: readonly { readonly streamer: string; readonly template?: string; readonly address: string }[] =
  [
    { streamer: "rtmp://s5c39.cloudfront.net/cfx/st", address: "http://s5c39.cloudfront.localhost:8080" },
    {
      streamer: "rtmp://s5c39.cloudfront.net/cfx/st",
      template: "https://{host}/",
      address: "https://s5c39.cloudfront.net",
    },
    {
      streamer: "rtmp://s5c39.cloudfront.net/cfx/st",
      template: "http://127.0.0.1:8080",
      address: "http://127.0.0.1:8080/_oxbow/at/s5c39.cloudfront.net",
    },
    {
      streamer: "rtmp://media.example.com/cfx/st",
      address: "http://localhost:8080/_oxbow/at/media.example.com",
    },
    {
      streamer: "rtmp://127.0.0.1/cfx/st",
      template: "http://127.0.0.1:9000/",
      address: "http://127.0.0.1:9000",
    },
    { streamer: "rtmp://localhost:1935/cfx/st", address: "http://localhost:8080" },
  ];

test.for(CASES)("$streamer with $template is served at $address", ({ streamer, template, address }) => {
  expect(edgeAddress(reference(streamer), template)).toBe(address);
});
