import { describe, expect, test } from "vitest";
import type { StreamReference } from "../reference/stream-reference.ts";
import { EMBED } from "./corpus/embed.cases.ts";
import { FLOWPLAYER_3 } from "./corpus/flowplayer-3.cases.ts";
import { FLOWPLAYER_5 } from "./corpus/flowplayer-5.cases.ts";
import { JWPLAYER_5 } from "./corpus/jwplayer-5.cases.ts";
import { JWPLAYER_6 } from "./corpus/jwplayer-6.cases.ts";
import { MEDIAELEMENT, VIDEOJS } from "./corpus/media-elements.cases.ts";
import { OBJECT } from "./corpus/object.cases.ts";
import { NOTHING, OTHERS } from "./corpus/other-players.cases.ts";
import { PLAYLISTS } from "./corpus/playlists.cases.ts";
import type { Snippet } from "./corpus/snippet.cases.ts";
import { SWFOBJECT_1, SWFOBJECT_2 } from "./corpus/swfobject.cases.ts";
import { resurrect } from "./resurrect.ts";

const STYLES: Readonly<Record<string, readonly Snippet[]>> = {
  embed: EMBED,
  object: OBJECT,
  "swfobject 1": SWFOBJECT_1,
  "swfobject 2": SWFOBJECT_2,
  "jwplayer 5": JWPLAYER_5,
  "jwplayer 6": JWPLAYER_6,
  "flowplayer 3": FLOWPLAYER_3,
  "flowplayer 5": FLOWPLAYER_5,
  videojs: VIDEOJS,
  mediaelement: MEDIAELEMENT,
  playlist: PLAYLISTS,
  other: OTHERS,
};
const ALL = Object.entries(STYLES).flatMap(([style, snippets]) =>
  snippets.map((snippet) => ({ ...snippet, style })),
);

function describeStream({ app, host, key, port, protocol, query }: StreamReference): string {
  const authority = port === undefined ? host : `${host}:${port}`;
  return `${protocol}://${authority}/${app} ${key}${query === "" ? "" : `?${query}`}`;
}

describe("resurrect", () => {
  test.for(ALL)("$style: $name", ({ html, isDynamic, player, streams }) => {
    const { embeds } = resurrect(html);
    const found = embeds.flatMap(({ references }) => references.map(describeStream));
    expect([...new Set(found)]).toEqual(streams);
    expect(new Set(embeds.map((embed) => embed.player))).toEqual(new Set([player]));
    const warnings = embeds.flatMap((embed) => embed.warnings);
    expect(warnings.includes("CFX-LEGACY-DYNAMIC")).toBe(isDynamic === true);
  });

  test.for(NOTHING)("finds nothing in $name", ({ html }) => {
    expect(resurrect(html)).toEqual({ embeds: [], html });
  });
});
