import { toStreamerFile } from "@oxbow/stream-url";
import { lint } from "@oxbow/stream-url/diagnose";
import { type FoundEmbed, resurrect } from "@oxbow/stream-url/legacy";
import { generate, oxbowPlayer, TARGETS } from "@oxbow/stream-url/targets";
import { el, put } from "../markup.ts";
import type { BuildPage } from "../page.ts";
import { codeBlock } from "../parts/code-block.ts";
import { emptyState } from "../parts/empty-state.ts";
import { EXAMPLES } from "../parts/era-examples.ts";
import { provisionedStreams } from "../parts/provisioned-streams.ts";
import { firstStream } from "../parts/stream-form.ts";

const CONFIDENCE: Readonly<Record<FoundEmbed["confidence"], string>> = {
  certain: "good",
  likely: "warn",
  guess: "bad",
};

const TONES: Readonly<Record<string, string>> = { error: "bad", warning: "warn" };

/** Reads a page of the Flash era and brings its players back. */
export const resurrectPage: BuildPage = (context) => {
  const { config, params, signal, remember } = context;
  let stream = firstStream(context);
  const found = el("div", { class: "stack", "aria-live": "polite" });
  const source = el("textarea", { spellcheck: "false" });
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
        ? [
            emptyState(
              "No RTMP player was found in this text.",
              "It looks for the embeds of JW Player, Flowplayer, SWFObject, Video.js, MediaElement, Strobe and SMIL.",
              el("span", {}),
            ),
          ]
        : [
            ...embeds.map((embed) => embedCard(embed, config.edge)),
            el(
              "section",
              { class: "card" },
              el("h2", {}, "The page, rewritten"),
              codeBlock(html === source.value ? newSnippets(embeds, config.edge) : html, "rewritten page"),
            ),
          ]),
    );
  }

  async function begin(): Promise<void> {
    if (stream.file === "") stream = (await provisionedStreams(config)).find(isFilm) ?? stream;
    if (!signal.aborted) choose(Number(params.get("example") ?? 0));
  }
  void begin();
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
        el("label", { class: "field" }, "Page or snippet of the era", source),
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

/** A playlist has no place for an element: what stands for it on a page. */
function newSnippets(embeds: readonly FoundEmbed[], edge: string): string {
  return embeds
    .flatMap(({ references }) =>
      references.map((reference) => generate(reference, oxbowPlayer, { edge }).code),
    )
    .join("\n");
}

const isFilm = ({ file }: { readonly file: string }): boolean => file.endsWith(".flv");

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
      el("h2", {}, `Found: ${TARGETS.find(({ id }) => id === embed.player)?.label ?? embed.player}`),
      el("span", { class: `tag ${CONFIDENCE[embed.confidence]}` }, embed.confidence),
    ),
    reference === undefined
      ? el(
          "p",
          { class: "notice" },
          "The page computes the name of its stream; there is nothing to play without running it.",
        )
      : player,
    el("h3", {}, "Findings"),
    el(
      "ul",
      { class: "plain small" },
      ...embed.references.map((each) =>
        el("li", {}, el("code", {}, `${each.host} · ${each.app} · ${each.key}`)),
      ),
      ...embed.warnings.map((code) => el("li", {}, el("span", { class: "tag warn" }, code))),
      ...embed.references.flatMap((each) =>
        lint(toStreamerFile(each)).map(({ code, message, severity }) =>
          el("li", {}, el("span", { class: `tag ${TONES[severity]}` }, code), ` ${message}`),
        ),
      ),
    ),
  );
}
