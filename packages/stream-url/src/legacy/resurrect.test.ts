import fc from "fast-check";
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
import { HELD_OUT_1 } from "./held-out/held-out-1.cases.ts";
import { HELD_OUT_2 } from "./held-out/held-out-2.cases.ts";
import { HELD_OUT_3 } from "./held-out/held-out-3.cases.ts";
import { HELD_OUT_4 } from "./held-out/held-out-4.cases.ts";
import { HELD_OUT_5 } from "./held-out/held-out-5.cases.ts";
import { HELD_OUT_6 } from "./held-out/held-out-6.cases.ts";
import { HELD_OUT_7 } from "./held-out/held-out-7.cases.ts";
import { HELD_OUT_8 } from "./held-out/held-out-8.cases.ts";
import { HELD_OUT_9 } from "./held-out/held-out-9.cases.ts";
import { HELD_OUT_10 } from "./held-out/held-out-10.cases.ts";
import { HELD_OUT_11 } from "./held-out/held-out-11.cases.ts";
import { HELD_OUT_12 } from "./held-out/held-out-12.cases.ts";
import { HELD_OUT_13 } from "./held-out/held-out-13.cases.ts";
import { HELD_OUT_14 } from "./held-out/held-out-14.cases.ts";
import { HELD_OUT_15 } from "./held-out/held-out-15.cases.ts";
import { HELD_OUT_16 } from "./held-out/held-out-16.cases.ts";
import { HELD_OUT_17 } from "./held-out/held-out-17.cases.ts";
import { HELD_OUT_18 } from "./held-out/held-out-18.cases.ts";
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
  "not seen": [
    ...[...HELD_OUT_1, ...HELD_OUT_2, ...HELD_OUT_3, ...HELD_OUT_4, ...HELD_OUT_5, ...HELD_OUT_6],
    ...[...HELD_OUT_7, ...HELD_OUT_8, ...HELD_OUT_9, ...HELD_OUT_10, ...HELD_OUT_11, ...HELD_OUT_12],
    ...[...HELD_OUT_13, ...HELD_OUT_14, ...HELD_OUT_15, ...HELD_OUT_16, ...HELD_OUT_17, ...HELD_OUT_18],
  ],
};
const ALL = Object.entries(STYLES).flatMap(([style, snippets]) =>
  snippets.map((snippet) => ({ ...snippet, style })),
);

const S = "rtmp://s5c39gqb8ow64r.cloudfront.net/cfx/st";

function describeStream({ app, host, key, port, protocol, query }: StreamReference): string {
  const authority = port === undefined ? host : `${host}:${port}`;
  return `${protocol}://${authority}/${app} ${key}${query === "" ? "" : `?${query}`}`;
}

describe("resurrect", () => {
  test.for(ALL)("$style: $name", ({ html, isDynamic, isUnread, player, streams }) => {
    const { embeds, findings } = resurrect(html);
    const found = embeds.flatMap(({ references }) => references.map(describeStream));
    expect([...new Set(found)]).toEqual(streams);
    // None is lost without a word.
    expect(embeds.length + findings.length).toBeGreaterThan(0);
    if (isUnread === true) return;
    expect(new Set(embeds.map((embed) => embed.player))).toEqual(new Set([player]));
    const warnings = embeds.flatMap((embed) => embed.warnings);
    expect(warnings.includes("CFX-LEGACY-DYNAMIC")).toBe(isDynamic === true);
  });

  test.for(NOTHING)("finds no embed in $name", ({ hasAddress = false, html }) => {
    const { findings, ...rest } = resurrect(html);
    expect(rest).toEqual({ embeds: [], html });
    expect(findings.map(({ code }) => code)).toEqual(hasAddress ? ["CFX-LEGACY-UNREAD"] : []);
  });

  test.for([
    (address: string) => `<Player source={{ rtmp: true }} url={\`${address}\`} />`,
    (address: string) => `[video src=${address} width=640]`,
    (address: string) => `[[{"type":"media","attributes":{"title":"${address.replaceAll("/", "\\/")}"}}]]`,
    (address: string) => `{video_player url="${address}" skin=$skin}`,
    (address: string) => `<script>$("#vars").attr("value", "src=${address}&autoPlay=" + auto);</script>`,
    (address: string) => `<param name="vars" value="a=${encodeURIComponent(address)}&amp;b=1">`,
    (address: string) => `<a href="${address}" onclick="play(this)">Play</a>`,
    (address: string) => `<?php $server = '${address}'; ?><div id="p"></div>`,
    (address: string) => `<!-- old --><li data-server="${address}" data-film="a">A</li><!-- new -->`,
    (address: string) => `<script>/* old */ var server = "${address}"; // now\nplay();</script>`,
    (address: string) => `<embed src="p.swf" flashvars="file=${S}/other.flv"><i data-x="${address}"></i>`,
  ])("loses no address in %o", (write) => {
    for (const address of [`${S}/mp4:a.mp4`, `rtmpte://media.example.org:80/vod`, S.slice(7), "rtmp://"]) {
      const page = write(address);
      const { embeds, findings } = resurrect(page);
      const read = embeds.flatMap(({ references }) => references.map(({ key }) => key));
      const said = findings.map(({ address: text, start }) => page.slice(start, start + text.length));
      expect(said).toEqual(findings.map(({ address: text }) => text));
      // A server by itself is in what was read of it.
      const isRead = read.includes(address.includes("a.mp4") ? "a.mp4" : "other.flv");
      expect(isRead || said.length > 0, page).toBe(true);
    }
  });

  test("says nothing of what is in comments, and of addresses that were read", () => {
    for (const page of [
      `<!-- ${S}/a.flv --><p></p>`,
      `<script>// old: ${S}/a.flv\n/* ${S}/b.flv */</script>`,
      `<script>var s = "${S}/"; jwplayer("p").setup({ streamer: s, file: "mp4:a.mp4" });</script>`,
      `<embed src="p.swf" flashvars="file=rtmp%3A%2F%2Fmedia.example.org%3A1935%2Fvod%2Fmp4%3Aa.mp4&amp;x=1">`,
    ]) {
      expect(resurrect(page).findings).toEqual([]);
    }
  });

  test("survives any prefix of a page, and any page of pieces", () => {
    for (const { html } of ALL) {
      for (let end = 0; end < html.length; end += 17) resurrect(html.slice(0, end));
    }
    const pieces = fc.constantFrom(
      "<script>",
      "</script>",
      "<object>",
      "<param name=x value='",
      "'",
      '"',
      "jwplayer(",
      "{",
      "}",
      "[",
      "]",
      "(",
      ")",
      ":",
      ",",
      "+",
      "=",
      "rtmp://h/cfx/st/a",
      "file",
      "streamer",
      "/*",
      "//",
      "\n",
      "<!--",
      "\\",
      "config=",
      "%",
      "&",
      'toString:"x",',
      "__proto__=a&Expires=1&",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        resurrect(`${parts.join("")}<script>${parts.join("")}rtmp`);
      }),
      { numRuns: process.env.OXBOW_SOAK === undefined ? 300 : 20_000 },
    );
  });

  test("stays linear in hostile pages", () => {
    for (const piece of [
      "<",
      "<a ",
      "jwplayer(",
      "[",
      "{a:",
      "a=",
      '"',
      "<object ",
      "a.b",
      "<!--",
      "x(y,",
      "new SWFObject(",
      "a+=",
      "a=a+a;",
      "b+='xxxxxxxx';",
      "document.write('<a');",
      "function f(a){",
      "$(",
    ]) {
      const { embeds } = resurrect(`<script>${piece.repeat(5_000)}rtmp`);
      expect(embeds.flatMap(({ references }) => references)).toEqual([]);
    }
    for (const piece of [
      "<video>",
      "<source type=rtmp/mp4>",
      "<object>",
      "<a data-x='{rtmp'>",
      "<a class='b'>",
      "<smil>",
    ]) {
      const { embeds } = resurrect(`${piece.repeat(5_000)}rtmp`);
      expect(embeds.flatMap(({ references }) => references)).toEqual([]);
    }
  });

  // So many that a quadratic reading outlasts the test.
  test.for(["{$", "${", "{{", "<%", "<?", '<?rtmp " . x ', '" . $'])("stays linear in %s", (piece) => {
    expect(resurrect(`${piece.repeat(130_000)}rtmp`).embeds).toEqual([]);
  });

  test("stays linear in movies in a movie's address", () => {
    const page = `<embed src="a.swf" flashvars="" name="${".swf?x=".repeat(130_000)}&lt;rtmp">`;
    expect(resurrect(page).embeds).toEqual([]);
  });

  test.for([
    [`x.mediaelementplayer("video", { file: "${S}/a.flv" });`, "<video></video>"],
    [`jwplayer("v").setup({ file: "${S}/a.flv" });`, `<div id="v"></div>`],
  ])("looks at a bounded number of places for %s", ([call = "", place = ""]) => {
    const { embeds } = resurrect(`${place.repeat(200)}<script>${call.repeat(200)}</script>`);
    expect(embeds.length).toBeGreaterThan(0);
    expect(embeds.length).toBeLessThanOrEqual(500);
  });

  test.for([
    `<embed src="p.swf" flashvars="__proto__=a&amp;Expires=1&amp;FILE">`,
    `<script>var a = { toString: "x" } + "y"; EMBED</script>`,
    `<script>x.append({ toString: "x" }); EMBED</script>`,
    `<script>"a".f({ toString: "x" }); EMBED</script>`,
    `<script>a.toString.b = "x"; a["toString"] = "x"; b = a + "y"; EMBED</script>`,
    `<script>jwplayer("x").setup({ provider: { toString: 1 }, file: "${S}/a.flv" });</script>`,
    `<script>f({ serverName: { toString: 1, valueOf: 1 } }); EMBED</script>`,
    `<script>var so = new SWFObject("p.swf"); so.addVariable({ toString: 1 }, "b"); EMBED</script>`,
  ])("reads on behind a name that every object has: %s", (page) => {
    const embed = `jwplayer("x").setup({ file: "${S}/a.flv" });`;
    const { embeds } = resurrect(page.replace("FILE", `file=${S}/a.flv`).replace("EMBED", embed));
    expect(embeds.flatMap(({ references }) => references.map(({ key }) => key))).toContain("a.flv");
  });

  test("tells a source without an address as computed, and text in quotation marks from a script", () => {
    const [source] = resurrect(`<source type="rtmp/mp4" src="">`).embeds;
    expect(source?.warnings).toContain("CFX-LEGACY-DYNAMIC");
    const movie = `<object data="p.swf"><param name="flashvars" value="file=${S}/a.flv"></object>`;
    for (const text of ['He said "hello"', "Watch `clip`", 'A (very) "good" film: "Alien"']) {
      const { embeds, html } = resurrect(`${text}\n${movie}`);
      expect(embeds.map(({ confidence }) => confidence)).toEqual(["likely"]);
      expect(html).toBe(`${text}\n<oxbow-player streamer="${S}" file="a.flv"></oxbow-player>`);
    }
    for (const script of [`var x = '${movie}';`, `return "${movie.replaceAll('"', "'")}";`]) {
      expect(resurrect(script).html).toBe(script);
    }
  });
});

test("is not led astray by objects that hold themselves or pile up", () => {
  const stream = 'file: "rtmp://s5c39gqb8ow64r.cloudfront.net/cfx/st/a.flv"';
  const laughs = Array.from(
    { length: 60 },
    (_, n) => `var a${n + 1} = { x: a${n}, y: a${n}, z: [a${n}, a${n}] };`,
  );
  for (const script of [
    `var a = { ${stream} }; a.a = a; a.b = { c: a }; a.b.c.d = a; jwplayer("x").setup(a);`,
    `var a0 = { ${stream} }; ${laughs.join("")} jwplayer("x").setup(a60); jwplayer("x").setup(a0);`,
    `var a = { ${stream} }; a.__proto__.b = 1; a["__proto__"] = { c: 1 }; jwplayer("x").setup(a);`,
    `var so = new SWFObject("p.swf"); so.addVariable("__proto__", { ${stream} }); so.addVariable("file", so); so.write("x"); jwplayer("x").setup({${stream}});`,
  ]) {
    const { embeds } = resurrect(`<div id="x"></div><script>${script}</script>`);
    expect(embeds.some(({ references: [first] }) => first?.key === "a.flv")).toBe(true);
  }
  expect(({} as { readonly b?: unknown }).b).toBeUndefined();
});

describe("the page that resurrect writes", () => {
  test("has the element where the movie was", () => {
    const { html } = resurrect(
      `<p>a</p><embed src="player.swf" flashvars="file=a b.flv&amp;streamer=${S}&amp;image=i.png" width="480" height="270"><p>b</p>`,
    );
    expect(html).toBe(
      `<p>a</p><oxbow-player streamer="${S}" file="a b.flv" poster="i.png" width="480" height="270"></oxbow-player><p>b</p>`,
    );
  });

  test("has the element in place of the container, and a script that still runs", () => {
    const { html } = resurrect(
      `<div id="c" class="x"><p>Loading</p></div><script>before();\njwplayer("c").setup({ file: "${S}/mp4:a.mp4", primary: "flash" }).onReady(f);\nafter();</script>`,
    );
    expect(html).toBe(
      `<oxbow-player id="c" streamer="${S}" file="a.mp4"></oxbow-player><script>before();\nvoid 0;\nafter();</script>`,
    );
  });

  test("keeps an element whose name is another's id", () => {
    const { html } = resurrect(
      `<main><div id="main"></div></main><script>jwplayer("main").setup({ file: "${S}/mp4:a.mp4", primary: "flash" });</script>`,
    );
    expect(html).toBe(
      `<main><oxbow-player id="main" streamer="${S}" file="a.mp4"></oxbow-player></main><script>void 0;</script>`,
    );
  });

  test("has the element behind a script without a container", () => {
    const { html } = resurrect(
      `<script>AC_FL_RunContent("movie","player","flashvars","file=a.flv&streamer=${S}");</script><p>`,
    );
    expect(html).toBe(
      `<script>void 0;</script><oxbow-player streamer="${S}" file="a.flv"></oxbow-player><p>`,
    );
  });

  test("escapes what it writes, and keeps a signature", () => {
    const { html } = resurrect(
      `<embed src="player.swf" flashvars="file=a%22%3E%3Cscript%3E.flv%3Fx%3D1%26y%3D2&amp;streamer=${S}">`,
    );
    expect(html).toBe(
      `<oxbow-player streamer="${S}" file="a&#34;&#62;&#60;script&#62;.flv?x=1&amp;y=2"></oxbow-player>`,
    );
  });

  test("is left alone where names are computed or guessed", () => {
    for (const html of [
      `<embed src="player.swf" flashvars="file=<?= $f ?>&streamer=${S}">`,
      `<script>start({ streamer: "${S}", file: "a" });</script>`,
      `<smil><head><meta base="${S}" /></head><body><video src="a"/></body></smil>`,
    ]) {
      expect(resurrect(html).html).toBe(html);
    }
  });

  test("says how sure it is", () => {
    const confidence = (html: string): readonly string[] =>
      resurrect(html).embeds.map((embed) => embed.confidence);
    expect(
      confidence(`<div class="flowplayer" data-rtmp="${S}"><video><source type="video/flash" src="a">`),
    ).toEqual(["certain"]);
    expect(confidence(`<embed src="x.swf" flashvars="src=${S}/a">`)).toEqual(["likely"]);
    expect(confidence(`<script>start({ streamer: "${S}", file: "a" });</script>`)).toEqual(["guess"]);
  });
});
