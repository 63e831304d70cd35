import { GetObjectCommand, HeadObjectCommand } from "@aws-sdk/client-s3";
import { MediaError, type MediaFile, openMedia, pullWith } from "@oxbow/media";
import { mediaExtension, parseStream, playName, toUrl } from "@oxbow/stream-url";
import type { SiteClients } from "../clients.ts";
import { mapLimited } from "../map-limited.ts";
import { ffmpegCommand, legacyCodecs } from "../media-codecs.ts";
import type { MigratedStream } from "./migration-plan.ts";

const OBJECTS_AT_ONCE = 8;

export interface StreamTableInput {
  readonly bucket: string;
  readonly keys: readonly string[];
  /** Host of the RTMP distribution. */
  readonly oldHost: string;
  /** Host of the web distribution. */
  readonly newHost: string;
  /** Without them the objects are not read. */
  readonly clients: SiteClients | undefined;
}

/** A row for every object that could be streamed, in the order of the keys. */
export async function streamTable(input: StreamTableInput): Promise<readonly MigratedStream[]> {
  const rows = new Map<string, MigratedStream>();
  const keys = input.keys.filter((key) => mediaExtension(key) !== "");
  await mapLimited(keys, OBJECTS_AT_ONCE, async (key) => {
    const row = await streamRow(key, input);
    if (row !== undefined) rows.set(key, row);
  });
  return keys.flatMap((key) => rows.get(key) ?? []);
}

async function streamRow(
  key: string,
  { bucket, oldHost, newHost, clients }: StreamTableInput,
): Promise<MigratedStream | undefined> {
  const parsed = parseStream({ streamer: `rtmp://${oldHost}/cfx/st`, file: key });
  if (!parsed.ok) return undefined;
  const media = clients === undefined ? undefined : await readMedia(clients, bucket, key);
  const isLegacy = legacyCodecs(media?.videoCodec, media?.audioCodec).length > 0;
  const playback =
    media === undefined ? "unknown" : isLegacy ? "convert" : media.container === "flv" ? "player" : "native";
  const newKey = playback === "convert" ? key.replace(/\.[^./]+$/, ".mp4") : key;
  return {
    key,
    oldName: playName(parsed.reference),
    oldUrl: toUrl(parsed.reference),
    newUrl: `https://${newHost}/${newKey.split("/").map(encodeURIComponent).join("/")}`,
    playback,
    command: playback === "convert" || playback === "player" ? ffmpegCommand(key, !isLegacy) : undefined,
  };
}

/** Opens a media object by ranges; `undefined` when it cannot be had or is no media. */
async function readMedia({ s3 }: SiteClients, bucket: string, key: string): Promise<MediaFile | undefined> {
  try {
    const { ContentLength = 0 } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    const read = async ({ start, end }: { start: number; end: number }): Promise<Uint8Array> => {
      const last = Math.min(end, ContentLength) - 1;
      if (last < start) return new Uint8Array(0);
      const range = `bytes=${start}-${last}`;
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, Range: range }));
      return (await Body?.transformToByteArray()) ?? new Uint8Array(0);
    };
    return await pullWith(read, openMedia(ContentLength, key));
  } catch (error) {
    if (error instanceof MediaError || (error instanceof Error && "$metadata" in error)) return undefined;
    throw error;
  }
}
