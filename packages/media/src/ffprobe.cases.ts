/** Real ffmpeg and ffprobe as the judges of what a demuxer says. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { onMetaDataPacket } from "./flv/flv-metadata.ts";
import { encodeFlvTag, flvHeader } from "./flv/flv-tag.ts";
import type { MediaFile, Segment, SegmentRef } from "./media-file.ts";
import { openMedia } from "./open-media.ts";
import { pullFrom } from "./pull.ts";

/** A packet as ffprobe reads it. */
export interface ProbedPacket {
  readonly kind: "audio" | "video" | "data";
  readonly dtsMs: number;
  readonly ptsMs: number;
  readonly byteLength: number;
  readonly md5: string;
  readonly isKey: boolean;
}

interface FfprobeOutput {
  readonly packets?: readonly Readonly<Record<string, string>>[];
}

/** Every packet of a file (or, with `-`, of `input`), track by track, in decoding order. */
export function probePackets(path: string, input?: Uint8Array): ProbedPacket[] {
  const args = ["-v", "error", "-show_packets", "-show_data_hash", "md5", "-of", "json", path];
  const options = { maxBuffer: 2 ** 28, ...(input === undefined ? {} : { input }) };
  const output: FfprobeOutput = JSON.parse(execFileSync("ffprobe", args, { ...options, encoding: "utf8" }));
  const packets = (output.packets ?? []).map(toProbedPacket);
  return ["video", "audio"].flatMap((kind) => packets.filter((packet) => packet.kind === kind));
}

function toProbedPacket(packet: Readonly<Record<string, string>>): ProbedPacket {
  const { codec_type: kind } = packet;
  return {
    kind: kind === "audio" || kind === "video" ? kind : "data",
    dtsMs: Math.round(Number(packet.dts_time) * 1000),
    ptsMs: Math.round(Number(packet.pts_time ?? packet.dts_time) * 1000),
    byteLength: Number(packet.size),
    md5: (packet.data_hash ?? "").toLowerCase(),
    isKey: (packet.flags ?? "").startsWith("K"),
  };
}

/** What ffmpeg itself makes of a file when it copies its packets to FLV. */
export function remuxToFlv(path: string, ...options: readonly string[]): Uint8Array {
  const args = ["-v", "error", ...options, "-i", path, "-c", "copy", "-f", "flv", "-"];
  return execFileSync("ffmpeg", args, { maxBuffer: 2 ** 28 });
}

export function openFile(path: string): { readonly bytes: Uint8Array; readonly file: MediaFile } {
  const bytes = readFileSync(path);
  return { bytes, file: pullFrom(bytes, openMedia(bytes.length, path)) };
}

/** All segments from the beginning, or from one of them. */
export function readSegments(bytes: Uint8Array, file: MediaFile, from?: SegmentRef): Segment[] {
  const segments: Segment[] = [];
  let ref: SegmentRef | undefined = from ?? pullFrom(bytes, file.locate(0));
  while (ref !== undefined) {
    const segment: Segment = pullFrom(bytes, file.read(ref));
    segments.push(segment);
    ref = segment.next;
  }
  return segments;
}

/** The file as one FLV stream: what HTTP-FLV would send. */
export function toFlv(file: MediaFile, segments: readonly Segment[]): Uint8Array {
  const pieces = [
    flvHeader({ audio: file.audioCodec !== undefined, video: file.videoCodec !== undefined }),
    encodeFlvTag(onMetaDataPacket(file.metadata)),
    ...file.sequenceHeaders.map(encodeFlvTag),
    ...segments.map(({ tags }) => tags),
  ];
  return new Uint8Array(Buffer.concat(pieces));
}
