import { type StreamReference, toStreamerFile } from "@oxbow/stream-url";
import { type FoundEmbed, resurrect } from "@oxbow/stream-url/legacy";
import type { OxbowPlayerElement } from "../element/oxbow-player.ts";
import "../element.ts";
import { installShims } from "./shims.ts";

/** How a page is taken over. */
export interface TakeOverOptions {
  /** Template of the edge's addresses; see `createPlayer`. */
  readonly edge?: string;
  /**
   * Stand in for `jwplayer`, `swfobject`, `SWFObject` and `flowplayer` where the page's own copies are missing.
   * Default true.
   */
  readonly shims?: boolean;
}

/** What a page was made of again. */
export interface TakenOver {
  /** The players so far, those included that scripts of the page asked for later. */
  readonly players: readonly OxbowPlayerElement[];
  /** Takes the shims away again; players that were made stay. */
  readonly release: () => void;
}

/** What may be an embed, or hold one. An `object` with an `embed` inside is one embed. */
const EMBEDS = "object, embed, video, .flowplayer, [data-rtmp]";

/** Replaces every embed of an RTMP stream in a live page by `<oxbow-player>`. Nothing of the page is executed for it. */
export function takeOver(document: Document, { edge, shims = true }: TakeOverOptions = {}): TakenOver {
  const players: OxbowPlayerElement[] = [];

  function mount(embed: FoundEmbed, place: Element): OxbowPlayerElement | undefined {
    const [reference] = embed.references;
    if (reference === undefined) return undefined;
    const player = document.createElement("oxbow-player");
    if (place.id !== "") player.id = place.id;
    setStream(player, reference);
    if (edge !== undefined) player.setAttribute("edge", edge);
    if (embed.poster !== "") player.setAttribute("poster", embed.poster);
    if (/^\d+(?:px)?$/.test(embed.width)) player.style.maxWidth = `${Number.parseInt(embed.width, 10)}px`;
    place.replaceWith(player);
    players.push(player);
    return player;
  }

  for (const place of document.querySelectorAll(EMBEDS)) {
    // Replaced already with what held it.
    if (!place.isConnected || place.closest("oxbow-player") !== null) continue;
    const [embed] = resurrect(place.outerHTML).embeds;
    if (embed !== undefined) mount(embed, place);
  }
  // Scripts that have run left a loading message; those of the same page tell what should stand there.
  for (const script of document.querySelectorAll("script:not([src])")) {
    for (const embed of resurrect(placesNamedIn(script, document) + script.outerHTML).embeds) {
      const place = embed.containerId === "" ? null : document.getElementById(embed.containerId);
      if (place !== null && place.localName !== "oxbow-player") mount(embed, place);
    }
  }

  const release = shims
    ? installShims(document, (snippet, containerId) => {
        const [embed] = resurrect(snippet).embeds;
        const place = document.getElementById(containerId);
        if (place instanceof HTMLElement && place.localName === "oxbow-player") {
          // A script that plays something else in the player it has.
          if (embed?.references[0] !== undefined) setStream(place, embed.references[0]);
          return place as OxbowPlayerElement;
        }
        return embed === undefined || place === null ? undefined : mount(embed, place);
      })
    : () => {};
  return { players, release };
}

function setStream(player: HTMLElement, reference: StreamReference): void {
  for (const [name, value] of Object.entries(toStreamerFile(reference))) player.setAttribute(name, value);
}

/** Stand-ins for the elements whose ids a script mentions, so that its calls are read as filling them. */
function placesNamedIn({ textContent }: Element, document: Document): string {
  return [...document.querySelectorAll("[id]")]
    .filter(({ id }) => /^[\w-]+$/.test(id) && textContent.includes(id))
    .map(({ id }) => `<div id="${id}"></div>`)
    .join("");
}
