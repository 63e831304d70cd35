import { toStreamerFile } from "@oxbow/stream-url";
import { type FoundEmbed, resurrect } from "@oxbow/stream-url/legacy";
import { el, put } from "../markup.ts";
import type { BuildPage } from "../page.ts";
import { codeBlock } from "../parts/code-block.ts";
import { EXAMPLES } from "../parts/era-examples.ts";
import { firstStream } from "../parts/stream-form.ts";

const CONFIDENCE: Readonly<Record<FoundEmbed["confidence"], string>> = {
  certain: "good",
  likely: "warn",
  guess: "bad",
};

/** Reads a page of the Flash era and brings its players back. */
export const resurrectPage: BuildPage = (context) => {
  const { config, params, remember } = context;
  const stream = firstStream(context);
  const found = el("div", { class: "stack", "aria-live": "polite" });
  const source = el("textarea", { spellcheck: "false", "aria-label": "Page or snippet of the era" });
  const picker = el(
    "select",
    { onchange: () => choose(Number(picker.value)) },
    ...EXAMPLES.map(({ title }, index) => el("option", { value: index }, title)),
  );

  function choose(index: number): void {
    const example = EXAMPLES[index] ?? EXAMPLES[0];
    if (example === undefined) return;
    picker.value = String(index);
    remember({ example: String(index) });
    source.value = example.write(
      stream.streamer || "rtmp://s5c39gqb8ow64r.cloudfront.net/cfx/st",
      stream.file || "videos/clock.flv",
    );
    read();
  }

  function read(): void {
    const { embeds, html } = resurrect(source.value);
    put(
      found,
      ...(embeds.length === 0
        ? [el("div", { class: "empty" }, "No RTMP player was found in this text.")]
        : [
            ...embeds.map((embed) => embedCard(embed, config.edge)),
            el(
              "section",
              { class: "card" },
              el("h2", {}, "The page, rewritten"),
              codeBlock(html, "rewritten page"),
            ),
          ]),
    );
  }

  choose(Number(params.get("example") ?? 0));
  return [
    el(
      "div",
      { class: "lead" },
      el("h1", {}, "Resurrect a page"),
      el(
        "p",
        {},
        "Paste a page or snippet from when video was Flash. Its players are found, and play again.",
      ),
    ),
    el(
      "div",
      { class: "two even" },
      el(
        "section",
        { class: "card" },
        el("h2", {}, "Before"),
        el("label", { class: "field" }, "Example", picker),
        source,
        el(
          "div",
          { class: "row" },
          el("button", { class: "main", type: "button", onclick: read }, "Resurrect"),
        ),
      ),
      found,
    ),
  ];
};

function embedCard(embed: FoundEmbed, edge: string): HTMLElement {
  const [reference] = embed.references;
  const player = el("oxbow-player", { label: `Resurrected ${embed.player}`, muted: true, autoplay: true });
  if (reference !== undefined) {
    const { streamer, file } = toStreamerFile(reference);
    player.setAttribute("streamer", streamer);
    player.setAttribute("file", file);
    player.setAttribute("edge", edge);
  }
  return el(
    "section",
    { class: "card" },
    el(
      "div",
      { class: "row apart" },
      el("h2", {}, embed.player),
      el("span", { class: `tag ${CONFIDENCE[embed.confidence]}` }, embed.confidence),
    ),
    reference === undefined
      ? el(
          "p",
          { class: "notice" },
          "The page computes the name of its stream; there is nothing to play without running it.",
        )
      : player,
    el(
      "ul",
      { class: "plain small" },
      ...embed.references.map((each) =>
        el("li", {}, el("code", {}, `${each.host} · ${each.app} · ${each.key}`)),
      ),
      ...embed.warnings.map((code) => el("li", {}, el("span", { class: "tag warn" }, code))),
    ),
  );
}
