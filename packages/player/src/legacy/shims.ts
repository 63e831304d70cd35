import type { OxbowPlayerElement } from "../element/oxbow-player.ts";
import { flowplayerShim } from "./flowplayer-shim.ts";
import { jwplayerShim } from "./jwplayer-shim.ts";
import { swfObject1Shim, swfobjectShim } from "./swfobject-shim.ts";

/** Makes a player of a snippet in place of the element with this id. */
export type MountSnippet = (snippet: string, containerId: string) => OxbowPlayerElement | undefined;

/**
 * Stands in for the scripts of the era. Each call is written down as the page would have written it and read by the
 * same code that reads pages, so the rules of every player are in one place.
 *
 * @returns how to take them away again
 */
export function installShims({ defaultView }: Document, mount: MountSnippet): () => void {
  if (defaultView === null) return () => {};
  const view = defaultView as unknown as Record<string, unknown>;
  const flowplayer = flowplayerShim(mount);
  const SWFObject = swfObject1Shim(mount);
  const shims: Readonly<Record<string, unknown>> = {
    jwplayer: jwplayerShim(mount),
    swfobject: swfobjectShim(mount),
    SWFObject,
    // What it was called before 2006.
    FlashObject: SWFObject,
    flowplayer,
    $f: flowplayer,
  };
  // A page that still has the real script keeps it.
  const missing = Object.keys(shims).filter((name) => view[name] === undefined);
  for (const name of missing) view[name] = shims[name];
  return () => {
    for (const name of missing) if (view[name] === shims[name]) delete view[name];
  };
}
