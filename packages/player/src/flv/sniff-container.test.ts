import { readFileSync } from "node:fs";
import { foreignFile, sampleFile } from "@oxbow/testkit";
import { expect, test } from "vitest";
import { type SniffedContainer, sniffContainer } from "./sniff-container.ts";

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

const CASES: readonly {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly container: SniffedContainer;
}[] = [
  { name: "nothing", bytes: new Uint8Array(0), container: "empty" },
  { name: "our FLV", bytes: readFileSync(sampleFile("videos/clock.flv")), container: "flv" },
  { name: "our MP4", bytes: readFileSync(sampleFile("videos/clock.mp4")), container: "mp4" },
  { name: "our MP3", bytes: readFileSync(sampleFile("music/beep.mp3")), container: "mp3" },
  { name: "a bare MPEG frame", bytes: Uint8Array.of(0xff, 0xfb, 0x90, 0x00), container: "mp3" },
  {
    name: "a sync word with a bad bit rate",
    bytes: Uint8Array.of(0xff, 0xfb, 0xf0, 0x00),
    container: "unknown",
  },
  { name: "a page", bytes: text("<!DOCTYPE html><title>Sign in</title>"), container: "html" },
  { name: "a page with a byte order mark", bytes: text("\ufeff\n<html>"), container: "html" },
  { name: "S3's error", bytes: text('<?xml version="1.0"?><Error/>'), container: "xml" },
  { name: "anything else", bytes: text("hello"), container: "unknown" },
];

test.for(CASES)("$name is $container", ({ bytes, container }) => {
  expect(sniffContainer(bytes)).toBe(container);
});

test.for(["h264-aac.f4v", "with-cover.m4a", "edit-list.mp4"])("%s is MP4 by its bytes", (name, { skip }) => {
  const path = foreignFile(name);
  if (path === undefined) return skip("the foreign media are not here");
  expect(sniffContainer(readFileSync(path))).toBe("mp4");
});
