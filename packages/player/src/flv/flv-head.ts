import type { ByteStream } from "../source/byte-source.ts";
import { loadLater } from "./load-later.ts";
import { type MetaData, readMetaData } from "./meta-data.ts";
import { SNIFF_BYTES } from "./sniff-bytes.ts";
import type { TagCodec } from "./tag-codec.ts";
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
export async function readHead(stream: Pick<ByteStream, "read">, takesLegacy = false): Promise<FlvHead> {
  const reader = new FlvTagReader();
  const tags: FlvTag[] = [];
  let first = await stream.read();
  while (first !== undefined && first.length < SNIFF_BYTES) {
    const more = await stream.read();
    if (more === undefined) break;
    first = concatenate(first, more);
  }
  if (first === undefined || !isFlv(first)) {
    const { refusalOf } = await loadLater();
    throw refusalOf(first);
  }
  let byteLength = 0;
  for (let next: Uint8Array | undefined = first; next !== undefined; next = await stream.read()) {
    byteLength += next.length;
    tags.push(...reader.receive(next));
    if (isSettled(tags, reader)) break;
  }
  const bodyOf = (kind: number): Uint8Array | undefined =>
    tags.find((tag) => tag.kind === kind && tag.body.length > 0)?.body;
  const videoBody = bodyOf(9);
  const audioBody = bodyOf(8);
  let video = videoBody && usualCodec(9, videoBody);
  let audio = audioBody && usualCodec(8, audioBody);
  if (video !== undefined ? audioBody && !audio : videoBody || !audio)
    ({ video, audio } = (await loadLater()).rareCodecs(videoBody, audioBody, takesLegacy));
  const script = tags.find((tag) => tag.kind === 18);
  return { video, audio, metaData: readMetaData(script?.body), tags, byteLength, reader };
}

function isFlv([first, second, third]: Uint8Array): boolean {
  return first === 0x46 && second === 0x4c && third === 0x56;
}

/** The codecs of nearly every file that plays, by the first byte of a tag's body; `tag-codec.ts` knows the others. */
function usualCodec(kind: number, [first = 0]: Uint8Array): TagCodec | undefined {
  const name = kind === 8 ? { 10: "AAC", 2: "MP3" }[first >>> 4] : (first & 0x8f) === 7 ? "H.264" : undefined;
  return name === undefined ? undefined : { name, isLegacy: false };
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
