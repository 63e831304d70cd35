import { el } from "../markup.ts";
import type { PageContext } from "../page.ts";
import type { OfferedFile } from "../site-config.ts";

/** A stream as it stands in the form. */
export interface ChosenStream {
  readonly streamer: string;
  readonly file: string;
}

/** A form for `streamer` and `file`, with what was provisioned to pick from. */
export interface StreamForm {
  readonly root: HTMLFormElement;
  readonly value: () => ChosenStream;
}

/** What a page begins with: the address, else the first film that was provisioned. */
export function firstStream({ config, params }: PageContext): ChosenStream {
  const streamer = params.get("streamer");
  const file = params.get("file");
  if (streamer !== null && file !== null) return { streamer, file };
  const film = config.files.find((offered) => offered.file.endsWith(".flv")) ?? config.files[0];
  return film ?? { streamer: config.streamer, file: config.file };
}

export function streamForm(
  context: PageContext,
  verb: string,
  onSubmit: (stream: ChosenStream) => void,
): StreamForm {
  const { config } = context;
  const first = firstStream(context);
  const streamer = el("input", {
    name: "streamer",
    value: first.streamer,
    placeholder: "rtmp://s….cloudfront.net/cfx/st",
    spellcheck: "false",
  });
  const file = el("input", {
    name: "file",
    value: first.file,
    placeholder: "videos/clock.flv",
    spellcheck: "false",
  });
  const value = (): ChosenStream => ({ streamer: streamer.value.trim(), file: file.value.trim() });
  const picker = el(
    "select",
    {
      onchange: () => {
        const offered = config.files[Number(picker.value)];
        if (offered === undefined) return;
        streamer.value = offered.streamer;
        file.value = offered.file;
        onSubmit(value());
      },
    },
    ...config.files.map((offered, index) =>
      el("option", { value: index, selected: isSame(offered, first) }, offered.title || offered.file),
    ),
  );
  const root = el(
    "form",
    {
      class: "card",
      onsubmit: (event: Event) => {
        event.preventDefault();
        onSubmit(value());
      },
    },
    el(
      "div",
      { class: "fields" },
      config.files.length > 0 && el("label", { class: "field" }, "Provisioned file", picker),
      el("label", { class: "field" }, "streamer", streamer),
      el("label", { class: "field" }, "file", file),
    ),
    el("div", { class: "row" }, el("button", { class: "main", type: "submit" }, verb)),
  );
  return { root, value };
}

function isSame(offered: OfferedFile, chosen: ChosenStream): boolean {
  return offered.streamer === chosen.streamer && offered.file === chosen.file;
}
