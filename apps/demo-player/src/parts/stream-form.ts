import { onReturn } from "../api/reach.ts";
import { type Child, el, put } from "../markup.ts";
import type { PageContext } from "../page.ts";
import type { OfferedFile } from "../site-config.ts";
import { provisionedStreams } from "./provisioned-streams.ts";
import { type ChosenStream, readStream } from "./read-stream.ts";

/** A form for `streamer` and `file`, with what is provisioned to pick from. */
export interface StreamForm {
  readonly root: HTMLFormElement;
  /** As it stands there. */
  readonly value: () => ChosenStream;
  readonly fill: (stream: ChosenStream) => void;
  /** Reads what stands there, whatever its form; `undefined` when it is no stream, which the form has said then. */
  readonly read: () => Promise<ChosenStream | undefined>;
  /** Resolves once what is provisioned is known. */
  readonly ready: Promise<void>;
}

interface StreamFormOptions {
  /** Submits by itself as soon as there is a stream. */
  readonly startsAtOnce?: boolean;
  /** Told when there is none to begin with. */
  readonly onNothing?: () => void;
  /** Further fields. */
  readonly fields?: readonly Child[];
  /** Between the fields and the buttons. */
  readonly more?: readonly Child[];
  /** Beside the main button. */
  readonly buttons?: readonly Child[];
}

/** What a page begins with: the address, else the first film that was provisioned. */
export function firstStream({ config, params }: PageContext): ChosenStream {
  const streamer = params.get("streamer");
  const file = params.get("file");
  if (streamer !== null || file !== null) return { streamer: streamer ?? config.streamer, file: file ?? "" };
  return firstFilm(config.files) ?? { streamer: config.streamer, file: config.file };
}

function firstFilm(files: readonly OfferedFile[]): OfferedFile | undefined {
  return files.find((offered) => offered.file.endsWith(".flv")) ?? files[0];
}

export function streamForm(
  context: PageContext,
  verb: string,
  onSubmit: (stream: ChosenStream) => void,
  { startsAtOnce = false, onNothing, fields = [], more = [], buttons = [] }: StreamFormOptions = {},
): StreamForm {
  const { config, signal } = context;
  const first = firstStream(context);
  const halves = {
    streamer: halfInput("streamer", first.streamer, "rtmp://s….cloudfront.net/cfx/st"),
    file: halfInput("file", first.file, "videos/clock.flv"),
  };
  const said = el("p", { class: "small said", role: "status", id: "stream-said" });
  let offered: readonly OfferedFile[] = [];
  const value = (): ChosenStream => ({
    streamer: halves.streamer.value.trim(),
    file: halves.file.value.trim(),
  });

  const hosts = el("select", {
    onchange: () => pick(firstFilm(offered.filter(({ streamer }) => streamer === hosts.value))),
  });
  const files = el("select", { onchange: () => pick(offered[Number(files.value)]) });

  function pick(picked: OfferedFile | undefined): void {
    if (picked === undefined) {
      // “As written below”: the fields are what is next.
      select();
      halves.streamer.focus();
      return;
    }
    fill(picked);
    void submit();
  }

  function fill({ streamer, file }: ChosenStream): void {
    halves.streamer.value = streamer;
    halves.file.value = file;
    complain();
    select();
  }

  /** Says what is wrong with a half; with nothing, that nothing is. */
  function complain(problem = "", at?: keyof ChosenStream): void {
    said.textContent = problem;
    said.classList.toggle("bad", at !== undefined);
    for (const [name, input] of Object.entries(halves)) {
      if (name === at) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
  }

  async function read(): Promise<ChosenStream | undefined> {
    const result = await readStream(value());
    if (signal.aborted) return undefined;
    if ("problem" in result) {
      complain(result.problem, result.at);
      return undefined;
    }
    fill(result.stream);
    complain(result.note);
    return value();
  }

  async function submit(): Promise<void> {
    const stream = await read();
    if (stream !== undefined) onSubmit(stream);
    else if (!signal.aborted) root.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  function offer(list: readonly OfferedFile[]): void {
    offered = list;
    hosts.disabled = list.length === 0;
    files.disabled = list.length === 0;
    const streamers = [...new Set(list.map(({ streamer }) => streamer))];
    put(
      hosts,
      el("option", { value: "" }, list.length === 0 ? "None yet" : "As written below"),
      ...streamers.map((each) => el("option", { value: each }, URL.parse(each)?.host ?? each)),
    );
    select();
  }

  /** Shows in the pickers what is written. */
  function select(): void {
    const now = value();
    hosts.value = offered.some(({ streamer }) => streamer === now.streamer) ? now.streamer : "";
    const here = offered
      .map((each, index) => ({ each, index }))
      .filter(({ each }) => hosts.value === "" || each.streamer === hosts.value);
    put(
      files,
      el("option", { value: "" }, offered.length === 0 ? "Nothing is provisioned yet" : "As written below"),
      ...here.map(({ each, index }) => {
        const of = hosts.value === "" && hosts.length > 2 ? ` · ${URL.parse(each.streamer)?.host}` : "";
        return el("option", { value: index }, (each.title || each.file) + of);
      }),
    );
    const chosen = here.find(({ each }) => each.streamer === now.streamer && each.file === now.file);
    files.value = chosen === undefined ? "" : String(chosen.index);
  }

  async function begin(): Promise<void> {
    const hadStream = value().file !== "" || context.params.has("streamer");
    if (hadStream && startsAtOnce) void submit();
    await refresh();
    if (hadStream || signal.aborted) return;
    const film = firstFilm(offered);
    if (film === undefined) onNothing?.();
    else {
      fill(film);
      if (startsAtOnce) await submit();
    }
  }

  async function refresh(): Promise<void> {
    const list = await provisionedStreams(config);
    if (!signal.aborted) offer(list);
  }

  for (const input of Object.values(halves)) {
    input.addEventListener("input", () => {
      complain();
      select();
    });
  }
  offer(config.files);
  onReturn(() => void refresh(), signal);
  const root = el(
    "form",
    {
      class: "card",
      onsubmit: (event: Event) => {
        event.preventDefault();
        void submit();
      },
    },
    el(
      "div",
      { class: "fields" },
      field("Provisioned distribution", hosts),
      field("Provisioned stream", files),
    ),
    el("div", { class: "fields" }, field("streamer", halves.streamer), field("file", halves.file), ...fields),
    said,
    ...more,
    el("div", { class: "row" }, el("button", { class: "main", type: "submit" }, verb), ...buttons),
  );
  // The page around it is not put together yet.
  const ready = Promise.resolve().then(begin);
  return { root, value, fill, read, ready };
}

function field(label: string, control: HTMLElement): HTMLElement {
  return el("label", { class: "field" }, label, control);
}

function halfInput(name: keyof ChosenStream, value: string, placeholder: string): HTMLInputElement {
  return el("input", {
    name,
    value,
    placeholder,
    spellcheck: "false",
    autocomplete: "off",
    autocapitalize: "off",
    "aria-describedby": "stream-said",
  });
}
