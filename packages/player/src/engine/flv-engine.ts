import type { OpenEngine } from "./engine.ts";
import { openRemuxEngine, type RemuxLibrary } from "./remux-engine.ts";

/** What flv.js remuxes; the rest needs mpegts.js or nothing at all. */
const PLAYABLE: ReadonlySet<string> = new Set(["H.264", "AAC", "MP3"]);

/** The default engine for FLV: flv.js, loaded when there is something to play. */
export const openFlvEngine: OpenEngine = (context) =>
  openRemuxEngine(
    {
      name: "flv",
      load: async () => (await import("flv.js")).default as unknown as RemuxLibrary,
      isSupported: () => typeof MediaSource !== "undefined",
      canPlay: (codecName) => PLAYABLE.has(codecName),
    },
    context,
  );
