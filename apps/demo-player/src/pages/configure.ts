import { parseStream, type StreamReference } from "@oxbow/stream-url";
import { generate, TARGETS, type Target } from "@oxbow/stream-url/targets";
import { AdminApi } from "../api/admin-api.ts";
import { el, put } from "../markup.ts";
import type { BuildPage } from "../page.ts";
import { codeBlock } from "../parts/code-block.ts";
import { emptyState } from "../parts/empty-state.ts";
import type { ChosenStream } from "../parts/read-stream.ts";
import { streamForm } from "../parts/stream-form.ts";
import { targetOf, targetPicker } from "../parts/target-picker.ts";

/** The configuration of every player for one stream, and what each will put on the wire. */
export const configurePage: BuildPage = (context) => {
  const { config, params, remember, signal } = context;
  const result = el("section", { class: "card" }, hint());
  const said = el("p", { class: "hush", role: "status" });
  let via: string | undefined;
  let stream: ChosenStream | undefined;
  const picker = targetPicker(params.get("player") ?? "jwplayer5", () => void change());

  async function change(): Promise<void> {
    show(await form.read());
  }

  function show(now: ChosenStream | undefined): void {
    stream = now;
    const parsed = now && parseStream(now);
    const target = targetOf(picker);
    if (now === undefined || parsed?.ok !== true || target === undefined) {
      put(result, hint());
      return;
    }
    remember({ ...now, player: picker.value });
    put(result, ...configuration(parsed.reference, target, config.edge, via));
    said.textContent = `Written for ${target.label}.`;
  }

  const form = streamForm(context, "Write it", show, {
    startsAtOnce: true,
    fields: [el("label", { class: "field" }, "Player", picker)],
  });
  if (config.api !== undefined) {
    // With the port of this very mock the command lines can be pasted and run; without an answer they stay general.
    new AdminApi(config.api).distributions().then(
      (list) => {
        const address = list.find(({ kind }) => kind === "streaming")?.addresses[0];
        if (signal.aborted || address === undefined) return;
        via = URL.parse(address.replace(/^rtmp/, "http"))?.host;
        if (stream !== undefined) show(stream);
      },
      () => undefined,
    );
  }
  return [
    el(
      "div",
      { class: "lead" },
      el("h1", {}, "Configure any player"),
      el(
        "p",
        {},
        `Code to paste for ${TARGETS.length} players, from JW Player 4 to today's, with the application and play name each one will send.`,
      ),
    ),
    el("div", { class: "two narrow" }, form.root, el("div", { class: "stack" }, result, said)),
  ];
};

function hint(): HTMLElement {
  return emptyState(
    "Nothing to write yet.",
    "Give a streamer and a file, such as rtmp://s….cloudfront.net/cfx/st and videos/clock.flv.",
    el("a", { class: "button", href: "#/tasks" }, "Make a stream first"),
  );
}

function configuration(
  reference: StreamReference,
  target: Target,
  edge: string,
  via: string | undefined,
): HTMLElement[] {
  const { code, html, wire, caveat } = generate(reference, target, {
    edge,
    ...(via !== undefined && { via }),
  });
  const facts = el(
    "dl",
    { class: "facts near" },
    ...(wire === undefined
      ? [el("dt", {}, "connect"), el("dd", {}, "none: plain HTTP, no RTMP")]
      : [
          el("dt", {}, "connect: app"),
          el("dd", {}, el("code", {}, wire.app)),
          el("dt", {}, "play: name"),
          el("dd", {}, el("code", {}, wire.playName)),
        ]),
  );
  return [
    el("h2", {}, target.label),
    ...(caveat === undefined ? [] : [el("p", { class: "notice" }, caveat)]),
    codeBlock(code, `configuration for ${target.label}`),
    ...(html === "" || html === code
      ? []
      : [
          el(
            "details",
            {},
            el("summary", {}, "The same for an empty page, scripts and all"),
            codeBlock(html, `whole page for ${target.label}`),
          ),
        ]),
    el("h3", {}, "On the wire"),
    facts,
  ];
}
