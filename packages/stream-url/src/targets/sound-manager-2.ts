import { quoteScript, script } from "./quote.ts";
import { streamerWire } from "./rules/streamer-wire.ts";
import type { Target } from "./target.ts";

/** SoundManager 2 with Flash 9: sound only; `serverURL` and `url` are sent as they stand. From its documentation, not measured. */
export const soundManager2: Target = {
  id: "soundmanager2",
  label: "SoundManager 2",
  era: "flash",
  write: ({ connectUrl, playName, reference }) => {
    const data = { id: "sound", serverURL: connectUrl, url: playName };
    return {
      code: script(`soundManager.onready(function () {
  soundManager.createSound(${quoteScript(data)}).play();
});`),
      data,
      input: { streamer: connectUrl, file: playName },
      caveat: reference.kind === "mp3" ? undefined : "SoundManager 2 plays sound only.",
    };
  },
  predict: (input) => (typeof input === "string" ? undefined : streamerWire(input.streamer, input.file)),
};
