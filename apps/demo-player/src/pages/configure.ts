import { parseStream, type StreamReference } from "@oxbow/stream-url";
import { generate, TARGETS, type Target } from "@oxbow/stream-url/targets";
import { AdminApi } from "../api/admin-api.ts";
import { el, put } from "../markup.ts";
import type { BuildPage } from "../page.ts";
import { codeBlock } from "../parts/code-block.ts";
import { type ChosenStream, streamForm } from "../parts/stream-form.ts";
import { targetOf, targetPicker } from "../parts/target-picker.ts";

/** The configuration of every player for one stream, and what each will put on the wire. */
export const configurePage: BuildPage = (context) => {
  const { config, params, remember } = context;
  const result = el("section", { class: "card", "aria-live": "polite" });
  let via: string | undefined;
  const picker = targetPicker(params.get("player") ?? "jwplayer5", () => show(form.value()));

  function show({ streamer, file }: ChosenStream): void {
    remember({ streamer, file, player: picker.value });
    const parsed = parseStream({ streamer, file });
    const target = targetOf(picker);
    if (!parsed.ok || target === undefined) {
      put(
        result,
        el(
          "div",
          { class: "empty" },
          "Give a streamer and a file: rtmp://s….cloudfront.net/cfx/st and videos/clock.flv.",
        ),
      );
      return;
    }
    put(result, ...configuration(parsed.reference, target, config.edge, via));
  }

  const form = streamForm(context, "Write it", show, { startsAtOnce: true });
  form.root.querySelector(".fields")?.append(el("label", { class: "field" }, "Player", picker));
  show(form.value());
  if (config.api !== undefined) {
    // With the port of this very mock the command lines can be pasted and run; without an answer they stay general.
    new AdminApi(config.api).distributions().then(
      (list) => {
        const address = list.find(({ kind }) => kind === "streaming")?.addresses[0];
        via = address === undefined ? undefined : new URL(address.replace(/^rtmp/, "http")).host;
        show(form.value());
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
    el("div", { class: "two narrow" }, form.root, result),
  ];
};

function configuration(
  reference: StreamReference,
  target: Target,
  edge: string,
  via: string | undefined,
): HTMLElement[] {
  const { code, wire, caveat } = generate(reference, target, { edge, ...(via !== undefined && { via }) });
  const facts = el(
    "dl",
    { class: "facts near" },
    ...(wire === undefined
      ? [el("dt", {}, "connect"), el("dd", {}, "plain HTTP, no RTMP")]
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
    el("h3", {}, "On the wire"),
    facts,
  ];
}
