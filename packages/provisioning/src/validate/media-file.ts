import { open } from "node:fs/promises";
import { extname } from "node:path";
import { MediaError, type MediaFile, openMedia, pullWith } from "@oxbow/media";
import { ffmpegCommand, legacyCodecs } from "../media-codecs.ts";
import type { SiteFile } from "../site/site-files.ts";
import type { Finding } from "./finding.ts";
import { hasMoovLast } from "./moov-place.ts";

const MEDIA_EXTENSIONS = new Set([".flv", ".mp4", ".f4v", ".mov", ".m4v", ".m4a", ".3gp", ".mp3"]);
const FLV_SIGNATURE = "FLV";

/** Sniffs a media file by content: what would not stream is an error, what would not play today a warning. */
export async function validateMediaFile(file: SiteFile): Promise<readonly Finding[]> {
  const place = `media/${file.key}`;
  const handle = await open(file.path);
  try {
    const read = async ({ start, end }: { start: number; end: number }): Promise<Uint8Array> => {
      const bytes = new Uint8Array(Math.max(0, Math.min(end, file.byteLength) - start));
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
      return bytes.subarray(0, bytesRead);
    };
    const extension = extname(file.key).toLowerCase();
    const signature = new TextDecoder().decode(await read({ start: 0, end: FLV_SIGNATURE.length }));
    if (signature === FLV_SIGNATURE && extension !== ".flv") {
      const renamed = `${file.key.slice(0, file.key.length - extname(file.key).length)}.flv`;
      return [
        {
          severity: "error",
          code: "FLV_NAME",
          place,
          message: `${file.key} is a Flash Video file, and one that is not named .flv does not stream`,
          fix: `rename it to ${renamed}`,
        },
      ];
    }
    if (!MEDIA_EXTENSIONS.has(extension)) return [];
    try {
      const media = await pullWith(read, openMedia(file.byteLength, file.key));
      const isMoovLast = media.container === "mp4" && (await hasMoovLast(read, file.byteLength));
      return [
        ...codecFindings(media, place, file.path),
        ...(isMoovLast ? [moovFinding(place, file.path)] : []),
      ];
    } catch (error) {
      if (!(error instanceof MediaError)) throw error;
      return [
        {
          severity: "error",
          code: "MEDIA_BROKEN",
          place,
          message: `${file.key} cannot be read as media: ${error.message}`,
          fix: "encode or download it again",
        },
      ];
    }
  } finally {
    await handle.close();
  }
}

function moovFinding(place: string, path: string): Finding {
  return {
    severity: "warning",
    code: "MEDIA_MOOV_LAST",
    place,
    message:
      "its index (the moov box) is behind the media: players have to ask for the end before they begin",
    fix: ffmpegCommand(path, true, "-faststart"),
  };
}

function codecFindings(media: MediaFile, place: string, path: string): readonly Finding[] {
  const legacy = legacyCodecs(media.videoCodec, media.audioCodec);
  if (legacy.length === 0) return [];
  return [
    {
      severity: "warning",
      code: "MEDIA_CODEC_LEGACY",
      place,
      message: `it holds ${legacy.join(" and ")}, which no browser plays: it streams to RTMP clients only`,
      fix: ffmpegCommand(path, false),
    },
  ];
}
