import { el, put } from "../markup.ts";
import type { PageContext } from "../page.ts";
import type { OfferedFile } from "../site-config.ts";
import { provisionedStreams } from "./provisioned-streams.ts";

/** A stream as it stands in the form. */
export interface ChosenStream {
  readonly streamer: string;
  readonly file: string;
}

/** A form for `streamer` and `file`, with what is provisioned to pick from. */
export interface StreamForm {
  readonly root: HTMLFormElement;
  readonly value: () => ChosenStream;
  readonly fill: (stream: ChosenStream) => void;
  /** Resolves once what is provisioned is known. */
  readonly ready: Promise<void>;
}

interface StreamFormOptions {
  /** Submits by itself as soon as there is a stream. */
  readonly startsAtOnce?: boolean;
  /** Told when there is none to begin with. */
  readonly onNothing?: () => void;
}

/** What a page begins with: the address, else the first film that was provisioned. */
export function firstStream({ config, params }: PageContext): ChosenStream {
  const streamer = params.get("streamer");
  const file = params.get("file");
  if (streamer !== null && file !== null) return { streamer, file };
  return firstFilm(config.files) ?? { streamer: config.streamer, file: config.file };
}

function firstFilm(files: readonly OfferedFile[]): OfferedFile | undefined {
  return files.find((offered) => offered.file.endsWith(".flv")) ?? files[0];
}

export function streamForm(
  context: PageContext,
  verb: string,
  onSubmit: (stream: ChosenStream) => void,
  { startsAtOnce = false, onNothing }: StreamFormOptions = {},
): StreamForm {
  const { config, signal } = context;
  const first = firstStream(context);
  const streamer = el("input", {
    name: "streamer",
    value: first.streamer,
    placeholder: "rtmp://s….cloudfront.net/cfx/st",
    spellcheck: "false",
    autocomplete: "off",
  });
  const file = el("input", {
    name: "file",
    value: first.file,
    placeholder: "videos/clock.flv",
    spellcheck: "false",
    autocomplete: "off",
  });
  let offered: readonly OfferedFile[] = [];
  const value = (): ChosenStream => ({ streamer: streamer.value.trim(), file: file.value.trim() });
  const picker = el("select", {
    onchange: () => {
      const picked = offered[Number(picker.value)];
      if (picked === undefined) return;
      fill(picked);
      onSubmit(value());
    },
  });
  const pickerField = el("label", { class: "field" }, "Provisioned stream", picker);

  function fill(stream: ChosenStream): void {
    streamer.value = stream.streamer;
    file.value = stream.file;
    select();
  }

  function offer(files: readonly OfferedFile[]): void {
    offered = files;
    const hosts = [...new Set(files.map((each) => each.streamer))];
    put(
      picker,
      el("option", { value: "" }, files.length === 0 ? "Nothing is provisioned yet" : "As written below"),
      ...hosts.map((host) =>
        el(
          "optgroup",
          { label: host },
          ...files
            .map((each, index) => ({ each, index }))
            .filter(({ each }) => each.streamer === host)
            .map(({ each, index }) => el("option", { value: index }, each.title || each.file)),
        ),
      ),
    );
    picker.disabled = files.length === 0;
    select();
  }

  function select(): void {
    const index = offered.findIndex((each) => isSame(each, value()));
    picker.value = index < 0 ? "" : String(index);
  }

  async function begin(): Promise<void> {
    const hadStream = value().file !== "";
    if (hadStream && startsAtOnce) onSubmit(value());
    const files = await provisionedStreams(config);
    if (signal.aborted) return;
    offer(files);
    if (hadStream) return;
    const film = firstFilm(files);
    if (film === undefined) onNothing?.();
    else {
      fill(film);
      if (startsAtOnce) onSubmit(value());
    }
  }

  for (const field of [streamer, file]) field.addEventListener("input", select);
  offer(config.files);
  // The page around it is not put together yet.
  const ready = Promise.resolve().then(begin);
  const root = el(
    "form",
    {
      class: "card",
      onsubmit: (event: Event) => {
        event.preventDefault();
        onSubmit(value());
      },
    },
    pickerField,
    el(
      "div",
      { class: "fields" },
      el("label", { class: "field" }, "streamer", streamer),
      el("label", { class: "field" }, "file", file),
    ),
    el("div", { class: "row" }, el("button", { class: "main", type: "submit" }, verb)),
  );
  return { root, value, fill, ready };
}

function isSame(offered: OfferedFile, chosen: ChosenStream): boolean {
  return offered.streamer === chosen.streamer && offered.file === chosen.file;
}
