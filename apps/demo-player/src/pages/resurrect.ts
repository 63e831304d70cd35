import { resurrect } from "@oxbow/stream-url/legacy";
import { generate, oxbowPlayer } from "@oxbow/stream-url/targets";
import { AdminApi, type Distribution } from "../api/admin-api.ts";
import { el, put } from "../markup.ts";
import type { BuildPage } from "../page.ts";
import { codeBlock } from "../parts/code-block.ts";
import { embedCard, findingItem } from "../parts/embed-card.ts";
import { emptyState } from "../parts/empty-state.ts";
import { EXAMPLES } from "../parts/era-examples.ts";
import { provisionedStreams } from "../parts/provisioned-streams.ts";
import { firstStream } from "../parts/stream-form.ts";

/** Longest text that goes into the address, in characters: browsers and mails cut longer ones. */
const ADDRESS_CHARACTERS = 2000;

/** What is read at once; a page of the era has a hundredth of it. */
const MOST_CHARACTERS = 1_000_000;

/** Embeds of one page that are shown playing; a browser has only so many decoders. */
const MOST_EMBEDS = 6;

/** Reads a page of the Flash era and brings its players back. */
export const resurrectPage: BuildPage = (context) => {
  const { config, params, signal, remember } = context;
  let stream = firstStream(context);
  let distributions: readonly Distribution[] | undefined;
  const found = el("div", { class: "stack" }, el("p", { class: "quiet loading" }, "Loading…"));
  const said = el("p", { class: "quiet small", role: "status" });
  const source = el("textarea", {
    spellcheck: "false",
    autocapitalize: "off",
    onpaste: () => setTimeout(() => readOwn()),
  });
  const picker = el(
    "select",
    { onchange: () => choose(Number(picker.value)) },
    el("option", { value: "" }, "Your own, as written below"),
    ...EXAMPLES.map(({ title }, index) => el("option", { value: index }, title)),
  );

  function choose(index: number): void {
    const example = EXAMPLES[index];
    if (example === undefined || picker.value === "") {
      picker.value = "";
      source.focus();
      return;
    }
    picker.value = String(index);
    remember({ example: String(index) });
    source.value = example.write(
      stream.streamer || "rtmp://s5c39gqb8ow64r.cloudfront.net/cfx/st",
      stream.file || "videos/clock.flv",
    );
    read();
  }

  function readOwn(): void {
    const text = source.value;
    picker.value = "";
    remember(text.length <= ADDRESS_CHARACTERS ? { source: text } : {});
    read();
  }

  function read(): void {
    const text = source.value;
    if (text.length > MOST_CHARACTERS) {
      said.textContent = "This is too much for one page: paste the part with the player.";
      return;
    }
    const { embeds, findings, html } = resurrect(text);
    said.textContent =
      embeds.length === 0
        ? "No player was found."
        : `${embeds.length === 1 ? "One player was" : `${embeds.length} players were`} found.`;
    if (embeds.length === 0 && findings.length === 0) {
      put(
        found,
        emptyState(
          text.trim() === "" ? "Nothing to read yet." : "No RTMP player was found in this text.",
          "It looks for the embeds of JW Player, Flowplayer, SWFObject, Video.js, MediaElement, Strobe and SMIL.",
          el("button", { type: "button", onclick: () => chooseFirst() }, "Show me an example"),
        ),
      );
      return;
    }
    const cards = embeds
      .slice(0, MOST_EMBEDS)
      .map((embed) => embedCard(embed, { edge: config.edge, distributions, sample: stream }));
    const rest = embeds.length - cards.length;
    put(
      found,
      ...cards,
      rest > 0 &&
        el("p", { class: "notice" }, `${rest} more are rewritten below, but not shown playing here.`),
      findings.length > 0 &&
        el(
          "section",
          { class: "card" },
          el("h2", {}, "Addresses that could not be read"),
          el(
            "ul",
            { class: "plain small" },
            ...findings.map(({ code, address }) => findingItem(code, "page", el("code", {}, address))),
          ),
        ),
      html !== text &&
        el(
          "section",
          { class: "card" },
          el("h2", {}, "After: the page, rewritten"),
          codeBlock(html, "rewritten page"),
        ),
      // A playlist has no place for an element: what stands for it on a page.
      html === text &&
        embeds.length > 0 &&
        el(
          "section",
          { class: "card" },
          el("h2", {}, "After: what stands for it on a page"),
          codeBlock(
            embeds
              .flatMap(({ references }) =>
                references.map((reference) => generate(reference, oxbowPlayer, { edge: config.edge }).code),
              )
              .join("\n"),
            "rewritten page",
          ),
        ),
    );
  }

  function chooseFirst(): void {
    picker.value = "0";
    choose(0);
    picker.focus();
  }

  async function begin(): Promise<void> {
    const list = config.api === undefined ? undefined : new AdminApi(config.api).distributions();
    [distributions] = await Promise.all([
      list?.catch(() => undefined),
      stream.file === ""
        ? provisionedStreams(config).then((offered) => {
            stream = offered.find(isFilm) ?? stream;
          })
        : undefined,
    ]);
    if (signal.aborted) return;
    const own = params.get("source");
    if (own === null) {
      picker.value = params.get("example") ?? "";
      // An address may name one that is not there.
      if (picker.value === "") picker.value = "0";
      choose(Number(picker.value));
    } else {
      source.value = own;
      readOwn();
    }
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
          el("button", { class: "main", type: "button", onclick: readOwn }, "Resurrect"),
          said,
        ),
      ),
      found,
    ),
  ];
};

const isFilm = ({ file }: { readonly file: string }): boolean => file.endsWith(".flv");
