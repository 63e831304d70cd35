import { readFileSync } from "node:fs";
import { foreignFile } from "@oxbow/testkit";
import { expect, test } from "vitest";
import { isSequenceHeader } from "./sequence-header.ts";
import { codecOfTag } from "./tag-codec.ts";
import { FlvTagReader } from "./tag-reader.ts";

const CASES: readonly {
  readonly kind: number;
  readonly body: readonly number[];
  readonly name: string | undefined;
  readonly isLegacy?: boolean;
}[] = [
  { kind: 9, body: [0x17, 0], name: "H.264", isLegacy: false },
  { kind: 9, body: [0x22], name: "Sorenson H.263", isLegacy: true },
  { kind: 9, body: [0x14], name: "VP6", isLegacy: true },
  { kind: 9, body: [0x15], name: "VP6 with alpha", isLegacy: true },
  { kind: 9, body: [0x13], name: "Screen Video", isLegacy: true },
  { kind: 9, body: [0x1c], name: "HEVC", isLegacy: false },
  { kind: 9, body: [0x90, ...new TextEncoder().encode("hvc1")], name: "HEVC", isLegacy: false },
  { kind: 9, body: [0x90, ...new TextEncoder().encode("av01")], name: "AV1", isLegacy: false },
  { kind: 8, body: [0xaf, 1], name: "AAC", isLegacy: false },
  { kind: 8, body: [0x2f], name: "MP3", isLegacy: false },
  { kind: 8, body: [0x6e], name: "Nellymoser", isLegacy: true },
  { kind: 8, body: [0xb6], name: "Speex", isLegacy: true },
  { kind: 8, body: [0x90, ...new TextEncoder().encode("fLaC")], name: "FLAC", isLegacy: false },
  { kind: 18, body: [2], name: undefined },
  { kind: 9, body: [], name: undefined },
];

test.for(CASES)("kind $kind, $body is $name", ({ kind, body, name, isLegacy }) => {
  const codec = codecOfTag(kind, Uint8Array.from(body));
  expect(codec?.name).toBe(name);
  expect(codec?.isLegacy).toBe(isLegacy);
});

test.for([
  { kind: 9, body: [0x17, 0], isHeader: true },
  { kind: 9, body: [0x17, 1], isHeader: false },
  { kind: 9, body: [0x90], isHeader: true },
  { kind: 9, body: [0x91], isHeader: false },
  { kind: 9, body: [0x22, 0], isHeader: false },
  { kind: 8, body: [0xaf, 0], isHeader: true },
  { kind: 8, body: [0xaf, 1], isHeader: false },
  { kind: 8, body: [0x2f, 0], isHeader: false },
])("kind $kind, $body configures a decoder: $isHeader", ({ kind, body, isHeader }) => {
  expect(isSequenceHeader({ kind, body: Uint8Array.from(body) })).toBe(isHeader);
});

test.for([
  { file: "sorenson-mp3.flv", kind: 9, name: "Sorenson H.263" },
  { file: "vp6.flv", kind: 9, name: "VP6" },
  { file: "screen-video.flv", kind: 9, name: "Screen Video" },
  { file: "h264-mp3.flv", kind: 8, name: "MP3" },
])("$file holds $name", ({ file, kind, name }, { skip }) => {
  const path = foreignFile(file);
  if (path === undefined) return skip("the foreign media are not here");
  const tag = new FlvTagReader()
    .receive(Uint8Array.from(readFileSync(path)))
    .find((each) => each.kind === kind);
  expect(tag && codecOfTag(tag.kind, tag.body)?.name).toBe(name);
});
