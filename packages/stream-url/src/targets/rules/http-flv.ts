import type { ClientInput, Json, TargetStream, Wire } from "../target.ts";
import { pathOf } from "./path-of.ts";

/** The edge takes `/cfx/st/NAME` of an HTTP-FLV address for application and play name; it decodes the name itself. */
export function predictHttpFlv(input: ClientInput): Wire | undefined {
  const path = typeof input === "string" ? pathOf(input) : undefined;
  const [, app, playName] = /^(?:_oxbow\/at\/[^/]+\/)?(cfx\/st)\/(.*)$/s.exec(path ?? "") ?? [];
  return app === undefined || playName === undefined ? undefined : { app, playName, start: undefined };
}

/** Media source of flv.js and its kin. A track that is announced but absent would be waited for. */
export function flvSource({ edgeUrl, reference }: TargetStream): { readonly [name: string]: Json } {
  const source = { type: "flv", url: edgeUrl, cors: true };
  return reference.kind === "mp3" ? { ...source, hasVideo: false } : source;
}

/** Settings for a stream that is sent at playing speed: no stash (it adds most of a second), exact seeks. */
export const FLV_CONFIG: { readonly [name: string]: Json } = {
  enableStashBuffer: false,
  lazyLoad: false,
  accurateSeek: true,
};
