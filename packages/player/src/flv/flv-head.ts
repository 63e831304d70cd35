import { PlayerError } from "../player-error.ts";
import type { ByteStream } from "../source/byte-source.ts";
import { type MetaData, readMetaData } from "./meta-data.ts";
import { SNIFF_BYTES, sniffContainer } from "./sniff-container.ts";
import { codecOfTag, type TagCodec } from "./tag-codec.ts";
import { concatenate, type FlvTag, FlvTagReader } from "./tag-reader.ts";

/** What a stream turned out to be once its first tags were seen. */
export interface FlvHead {
  readonly video: TagCodec | undefined;
  readonly audio: TagCodec | undefined;
  readonly metaData: MetaData;
  /** The tags read so far, to be played first. */
  readonly tags: readonly FlvTag[];
  /** Bytes that were read for it. */
  readonly byteLength: number;
  /** The reader in the state after them. */
  readonly reader: FlvTagReader;
}

/** How much of one track may pass before the other, though promised, is taken to be absent. */
const PATIENCE_MS = 1000;

/**
 * Reads until it is known what is inside: the container from the first bytes, then the codecs from the first tag
 * of each track. Engines cannot find out by themselves: given a track that never comes, they wait for ever.
 *
 * @param takesLegacy for an engine that decodes what browsers do not
 * @throws PlayerError when the bytes are not FLV, or are in a codec of the Flash era
 */
export async function readHead(stream: ByteStream, takesLegacy = false): Promise<FlvHead> {
  const reader = new FlvTagReader();
  const tags: FlvTag[] = [];
  let first = await stream.read();
  while (first === undefined || first.length < SNIFF_BYTES) {
    const more = await stream.read();
    if (more === undefined) break;
    first = first === undefined ? more : concatenate(first, more);
  }
  refuse(first ?? new Uint8Array(0));
  let next = first;
  let byteLength = 0;
  while (next !== undefined) {
    byteLength += next.length;
    tags.push(...reader.receive(next));
    if (isSettled(tags, reader)) break;
    next = await stream.read();
  }
  const codecOf = (kind: number): TagCodec | undefined => {
    const tag = tags.find((candidate) => candidate.kind === kind && candidate.body.length > 0);
    return tag === undefined ? undefined : codecOfTag(kind, tag.body);
  };
  const video = codecOf(9);
  const audio = codecOf(8);
  const legacy = [video, audio].filter((codec) => codec?.isLegacy).map((codec) => codec?.name);
  if (legacy.length > 0 && !takesLegacy) throw new PlayerError("ERR_PLAYER_LEGACY_CODEC", legacy.join(", "));
  if (video === undefined && audio === undefined)
    throw new PlayerError("ERR_PLAYER_EMPTY", "no picture and no sound");
  const script = tags.find((tag) => tag.kind === 18);
  return { video, audio, metaData: readMetaData(script?.body), tags, byteLength, reader };
}

function refuse(first: Uint8Array): void {
  const container = sniffContainer(first);
  switch (container) {
    case "flv":
      return;
    case "empty":
      throw new PlayerError("ERR_PLAYER_EMPTY");
    case "html":
      throw new PlayerError("ERR_PLAYER_HTML");
    case "mp4":
      throw new PlayerError("ERR_PLAYER_MP4_NOT_FLV");
    default:
      throw new PlayerError("ERR_PLAYER_NOT_MEDIA", container);
  }
}

function isSettled(tags: readonly FlvTag[], { flags }: FlvTagReader): boolean {
  const has = (kind: number): boolean => tags.some((tag) => tag.kind === kind && tag.body.length > 0);
  const hasAudio = has(8);
  const hasVideo = has(9);
  if (hasAudio && hasVideo) return true;
  const last = tags.findLast((tag) => tag.kind !== 18);
  if (last === undefined) return false;
  // The header's flags end the wait at once where they say that the other track does not exist.
  const isPromised = hasAudio ? flags?.hasVideo !== false : flags?.hasAudio !== false;
  return !isPromised || last.timestampMs > PATIENCE_MS;
}
