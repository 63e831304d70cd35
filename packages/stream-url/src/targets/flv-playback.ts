import { quoteScript } from "./quote.ts";
import { pathOf } from "./rules/path-of.ts";
import { streamerWire } from "./rules/streamer-wire.ts";
import type { Target } from "./target.ts";

/** Adobe's FLVPlayback component (`NCManager.parseURL`): two segments for the application when there are three; `.flv` taken off. */
export const flvPlayback: Target = {
  id: "flvplayback",
  label: "Adobe FLVPlayback",
  era: "flash",
  write: ({ connectUrl, playName }) => {
    const source = `${connectUrl}/${playName}`;
    return { code: `player.source = ${quoteScript(source)};`, data: { source }, input: source };
  },
  predict: (input) => {
    if (typeof input !== "string") return streamerWire(input.streamer, input.file);
    const path = pathOf(input) ?? "";
    const [, app, name] = /^([^/]*\/[^/]*)\/(.*)$/s.exec(path) ?? /^([^/]*)\/(.*)$/s.exec(path) ?? [];
    if (app === undefined || name === undefined) return undefined;
    return { app, playName: name.replace(/\.flv$/, ""), start: undefined };
  },
};
