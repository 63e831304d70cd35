import {
  DATA,
  firstPacketAt,
  MediaError,
  type MediaFile,
  openMedia,
  type Packet,
  type Pull,
  pullWith,
  type SegmentRef,
} from "@oxbow/media";
import { onMetaDataPacket } from "@oxbow/media/flv";
import type { ObjectRef } from "../ports.ts";
import { ByteLru } from "./byte-lru.ts";
import { type OriginObject, type OriginReader, WINDOW_BYTES } from "./origin-reader.ts";
import type { CachedSegment, SegmentCache } from "./segment-cache.ts";

/** Read at the beginning of a file: enough for a burst, little for who only looks in. */
const FIRST_WINDOW_BYTES = 768 << 10;

/** A media file whose index has been read, of one version of an object. */
export interface OpenedMedia {
  /** Tells versions apart in caches. */
  readonly id: number;
  readonly object: OriginObject;
  readonly file: MediaFile;
  /** What every viewer is sent before the first packet: onMetaData and decoder configurations. */
  readonly head: readonly Packet[];
}

/** Where playing may begin: a packet that decodes without those before it. */
export interface StartPoint {
  readonly ref: SegmentRef;
  /** Its place in the segment. */
  readonly row: number;
  /** Its decoding time. */
  readonly ms: number;
}

/** Thrown for a Flash Video file whose name does not say so: Flash Media Server would not stream it. */
class FlashVideoNameError extends Error {
  override readonly name = "FlashVideoNameError";
  readonly code = "ERR_EDGE_FLV_NAME";

  constructor(key: string) {
    super(`${key} is a Flash Video file but is not named .flv, so it does not stream`);
  }
}

/** Opens media files of the origin, and keeps the indexes of those that are played. */
export class MediaLibrary {
  readonly #reader: OriginReader;
  readonly #segments: SegmentCache;
  readonly #opened: ByteLru<OpenedMedia>;
  /** Where each file begins, which is where most viewers do. */
  readonly #beginnings = new WeakMap<OpenedMedia, SegmentRef>();
  readonly #inFlight = new Map<string, Promise<OpenedMedia>>();
  #nextId = 1;

  constructor(reader: OriginReader, segments: SegmentCache, maxOpenMedia: number) {
    this.#reader = reader;
    this.#segments = segments;
    this.#opened = new ByteLru(maxOpenMedia);
  }

  /**
   * Opens the version of an object that the origin has now.
   *
   * @throws ObjectSourceError, MediaError, FlashVideoNameError
   */
  async open(ref: ObjectRef, distributionId: string): Promise<OpenedMedia> {
    const object = await this.#reader.open(ref, distributionId);
    const key = `${distributionId}\n${object.info.etag}\n${ref.originDomainName}\n${ref.originAccessIdentity}\n${ref.key}`;
    const opened = this.#opened.get(key) ?? this.#inFlight.get(key);
    if (opened !== undefined) return opened;
    const flight = this.#openObject(object)
      .then((media) => {
        this.#opened.set(key, media, 1);
        return media;
      })
      .finally(() => this.#inFlight.delete(key));
    this.#inFlight.set(key, flight);
    return flight;
  }

  /** The segment that holds a moment, the last one past the end. */
  locate(media: OpenedMedia, timeMs: number): Promise<SegmentRef> {
    return this.#pull(media.object, media.file.locate(timeMs), 0);
  }

  /** The nearest key packet not after a moment. */
  async startPoint(media: OpenedMedia, timeMs: number): Promise<StartPoint> {
    const known = timeMs <= 0 ? this.#beginnings.get(media) : undefined;
    const ref = known ?? (await this.locate(media, timeMs));
    if (timeMs <= 0) this.#beginnings.set(media, ref);
    const { segment } = await this.segment(media, ref);
    const row = firstPacketAt(segment, timeMs);
    return { ref, row, ms: segment.packets.dtsMs[row] ?? ref.startMs };
  }

  /** A segment with its packets, at once when it is in memory. */
  segment(media: OpenedMedia, ref: SegmentRef): CachedSegment | Promise<CachedSegment> {
    const windowBytes = ref.startMs === 0 ? FIRST_WINDOW_BYTES : WINDOW_BYTES;
    return this.#segments.get(media.id, ref, media.object.distributionId, () =>
      this.#pull(media.object, media.file.read(ref), windowBytes),
    );
  }

  async #openObject(object: OriginObject): Promise<OpenedMedia> {
    const { key } = object.ref;
    const file = await this.#pull(object, openMedia(object.info.byteLength, key), 0);
    if (file.container === "flv" && !/\.flv$/i.test(key)) throw new FlashVideoNameError(key);
    const configurations = file.sequenceHeaders.filter(({ kind }) => kind !== DATA);
    return { id: this.#nextId++, object, file, head: [onMetaDataPacket(file.metadata), ...configurations] };
  }

  #pull<Result>(object: OriginObject, pull: Pull<Result>, windowBytes: number): Promise<Result> {
    return pullWith((range) => this.#reader.read(object, range, windowBytes), pull, nextTurn);
  }
}

/** Lets the event loop go on: the index of hours of film takes longer than other viewers may wait. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The NetStream code that tells a viewer what is wrong with a file; `undefined` for what is no fault of the file. */
export function mediaFaultCode(
  error: unknown,
): "NetStream.Play.FileStructureInvalid" | "NetStream.Play.NoSupportedTrackFound" | undefined {
  if (error instanceof FlashVideoNameError) return "NetStream.Play.FileStructureInvalid";
  if (!(error instanceof MediaError)) return undefined;
  return error.code === "ERR_MEDIA_NO_SUPPORTED_TRACK"
    ? "NetStream.Play.NoSupportedTrackFound"
    : "NetStream.Play.FileStructureInvalid";
}
