import { BoxList, openFullBox } from "./box.ts";
import { decodeEditList, type Edit } from "./edit-list.ts";
import { decodeSampleEntry, type SampleEntry } from "./sample-entry.ts";

/** A track as its boxes describe it; samples are unrolled only for the tracks that are played. */
export interface Track {
  readonly id: number;
  readonly isEnabled: boolean;
  /** `vide`, `soun` or something that FLV does not carry. */
  readonly handler: string;
  /** Ticks a second. */
  readonly timescale: number;
  readonly durationTicks: number;
  /** ISO 639-2/T: three letters, `und` when undetermined. */
  readonly language: string;
  readonly entry: SampleEntry | undefined;
  readonly edits: readonly Edit[];
  readonly sampleTable: BoxList;
}

const ENABLED = 0x000001;

/** @throws MediaError, ByteError */
export function decodeTrack(trak: Uint8Array): Track {
  const boxes = new BoxList(trak);
  const media = boxes.within("mdia");
  const { flags, id } = decodeTrackHeader(boxes.get("tkhd"));
  const handler = decodeHandler(media.get("hdlr"));
  const sampleTable = media.within("minf").within("stbl");
  const elst = boxes.find("edts") && boxes.within("edts").find("elst");
  return {
    id,
    isEnabled: (flags & ENABLED) !== 0,
    handler,
    ...decodeMediaHeader(media.get("mdhd")),
    entry: decodeSampleEntry(sampleTable.get("stsd"), handler),
    edits: elst === undefined ? [] : decodeEditList(elst),
    sampleTable,
  };
}

function decodeTrackHeader(contents: Uint8Array): { readonly flags: number; readonly id: number } {
  const { version, flags, reader } = openFullBox(contents);
  reader.skip(version === 1 ? 16 : 8);
  return { flags, id: reader.readUint32() };
}

function decodeHandler(contents: Uint8Array): string {
  const { reader } = openFullBox(contents);
  reader.skip(4);
  return reader.readFourCc();
}

function decodeMediaHeader(contents: Uint8Array): Pick<Track, "timescale" | "durationTicks" | "language"> {
  const { version, reader } = openFullBox(contents);
  reader.skip(version === 1 ? 16 : 8);
  const timescale = reader.readUint32();
  const durationTicks = readDuration(version, reader);
  return { timescale, durationTicks, language: decodeLanguage(reader.readUint16()) };
}

/** Three letters of five bits, `a` is 1 (§8.4.2.3). Values below 0x400 are QuickTime's own codes. */
function decodeLanguage(packed: number): string {
  if (packed < 0x400) return "und";
  return String.fromCharCode(...[10, 5, 0].map((shift) => ((packed >>> shift) & 0x1f) + 0x60));
}

/** All ones mean "unknown" (§8.4.2.3). */
export function readDuration(version: number, reader: ReturnType<typeof openFullBox>["reader"]): number {
  if (version !== 1) {
    const duration = reader.readUint32();
    return duration === 0xffffffff ? 0 : duration;
  }
  const duration = reader.readUint32() * 2 ** 32 + reader.readUint32();
  return duration >= Number.MAX_SAFE_INTEGER ? 0 : duration;
}
