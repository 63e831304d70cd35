/**
 * The mpegts.js engine: HEVC and AV1 in FLV where the browser decodes them, and ManagedMediaSource on iPhones.
 * Give it to a player as `engines: { mpegts: async () => (await import("@oxbow/player/engine-mpegts")).openMpegtsEngine }`.
 * @module
 */
import type { OpenEngine } from "./engine/engine.ts";
import { openRemuxEngine, type RemuxLibrary } from "./engine/remux-engine.ts";

/** A type string by which a browser says whether it decodes a codec. */
const TYPES: Readonly<Record<string, string>> = {
  "H.264": 'video/mp4; codecs="avc1.42E01E"',
  HEVC: 'video/mp4; codecs="hvc1.1.6.L93.B0"',
  AV1: 'video/mp4; codecs="av01.0.05M.08"',
  AAC: 'audio/mp4; codecs="mp4a.40.2"',
  MP3: "audio/mpeg",
};

/** Opens a stream with mpegts.js, which has to be installed beside this package. */
export const openMpegtsEngine: OpenEngine = (context) => {
  // ManagedMediaSource wants a video that cannot be sent to another screen.
  if (!("MediaSource" in globalThis)) context.video.disableRemotePlayback = true;
  return openRemuxEngine(
    {
      name: "mpegts",
      load: async () => (await import("mpegts.js")).default as unknown as RemuxLibrary,
      isSupported: () => mediaSource() !== undefined,
      canPlay: (codecName) => mediaSource()?.isTypeSupported(TYPES[codecName] ?? "") === true,
    },
    context,
  );
};

function mediaSource(): typeof MediaSource | undefined {
  const { MediaSource: plain, ManagedMediaSource: managed } = globalThis as {
    readonly MediaSource?: typeof MediaSource;
    readonly ManagedMediaSource?: typeof MediaSource;
  };
  return plain ?? managed;
}
