import { toStreamerFile } from "@oxbow/stream-url";
import { type DiagnosisCode, findingOf, lint, type Place } from "@oxbow/stream-url/diagnose";
import type { FoundEmbed } from "@oxbow/stream-url/legacy";
import { generate, oxbowPlayer, TARGETS } from "@oxbow/stream-url/targets";
import type { Distribution } from "../api/admin-api.ts";
import { type Child, el } from "../markup.ts";
import { codeBlock } from "./code-block.ts";
import { findDistribution } from "./find-distribution.ts";
import type { ChosenStream } from "./read-stream.ts";

interface EmbedCardOptions {
  readonly edge: string;
  /** What this cloud has; `undefined` when it cannot be asked. */
  readonly distributions: readonly Distribution[] | undefined;
  /** What can be played in place of a stream that is not here. */
  readonly sample: ChosenStream;
}

const CONFIDENCE: Readonly<Record<FoundEmbed["confidence"], string>> = {
  certain: "good",
  likely: "warn",
  guess: "bad",
};

const TONES: Readonly<Record<string, string>> = { error: "bad", warning: "warn" };

/** An embed that was found: what it was, playing again, what is odd about it, and what to write in its place. */
export function embedCard(embed: FoundEmbed, options: EmbedCardOptions): HTMLElement {
  const { player: id, confidence, references, warnings } = embed;
  const label = TARGETS.find((target) => target.id === id)?.label ?? OTHERS[id] ?? id;
  return el(
    "section",
    { class: "card" },
    el(
      "div",
      { class: "row apart" },
      el("h2", {}, `Found: ${label}`),
      el("span", { class: `tag ${CONFIDENCE[confidence]}` }, confidence),
    ),
    ...playing(embed, label, options),
    el("h3", {}, "Findings"),
    el(
      "ul",
      { class: "plain small" },
      ...references.map(({ host, app, key }) => el("li", {}, el("code", {}, `${host} · ${app} · ${key}`))),
      ...warnings.map((code) => findingItem(code, "page")),
      ...references
        .flatMap((each) => lint(toStreamerFile(each)))
        // What the embed was told of already, or another stream of it.
        .filter(
          ({ code }, index, all) =>
            !warnings.some((told) => told === code) && all.findIndex((each) => each.code === code) === index,
        )
        .map(({ code, place }) => findingItem(code, place)),
    ),
    ...references
      .slice(0, 1)
      .flatMap((reference) => [
        el("h3", {}, "The new snippet"),
        codeBlock(generate(reference, oxbowPlayer, { edge: options.edge }).html, `new snippet for ${label}`),
      ]),
  );
}

/** A finding with what it means. @param about what it is about, in place of its meaning */
export function findingItem(code: DiagnosisCode, place: Place, about?: Child): HTMLElement {
  const { severity, message } = findingOf(code, place);
  return el("li", {}, el("span", { class: `tag ${TONES[severity] ?? ""}` }, code), " ", about ?? message);
}

/** Shapes that are no player's that one could configure. */
const OTHERS: Readonly<Record<string, string>> = {
  flash: "a Flash movie of unknown make",
  playlist: "a playlist",
  jplayer: "jPlayer",
  clappr: "Clappr",
};

function playing(
  { references: [reference] }: FoundEmbed,
  label: string,
  { edge, distributions, sample }: EmbedCardOptions,
): readonly HTMLElement[] {
  if (reference === undefined) {
    const words = "The page computes the name of its stream; there is nothing to play without running it.";
    return [el("p", { class: "notice" }, words)];
  }
  const player = el("oxbow-player", { label: `Resurrected: ${label}`, muted: true, autoplay: true, edge });
  const show = ({ streamer, file }: ChosenStream): void => {
    player.setAttribute("streamer", streamer);
    player.setAttribute("file", file);
  };
  const isHere = distributions === undefined || findDistribution(distributions, reference.host) !== undefined;
  if (isHere) {
    show(toStreamerFile(reference));
    return [player];
  }
  const notice = el(
    "div",
    { class: "notice stack tight" },
    el(
      "p",
      {},
      "This cloud has no distribution ",
      el("code", {}, reference.host),
      ", so the film itself is not here. An edge that answers to this name would play it.",
    ),
  );
  if (sample.file === "") return [notice];
  const button = el(
    "button",
    {
      type: "button",
      onclick: () => {
        show(sample);
        notice.replaceWith(player);
        player.focus();
      },
    },
    "Play the sample in its place",
  );
  notice.append(el("div", { class: "row" }, button));
  return [notice];
}
