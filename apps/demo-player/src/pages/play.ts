import type { Protocol } from "@oxbow/player";
import { el, put } from "../markup.ts";
import type { BuildPage } from "../page.ts";
import { playbackFacts } from "../parts/playback-facts.ts";
import { type ChosenStream, firstStream, streamForm } from "../parts/stream-form.ts";

const CHOICES: readonly { readonly value: string; readonly text: string }[] = [
  { value: "", text: "Whatever works best" },
  { value: "http-flv", text: "HTTP-FLV" },
  { value: "ws-flv", text: "WS-FLV" },
  { value: "rtmpt", text: "RTMP in HTTP (RTMPT)" },
];

/** Plays a provisioned or pasted stream at once, and says how. */
export const playPage: BuildPage = (context) => {
  const { config, params, signal, remember } = context;
  const player = el("oxbow-player", { label: "The stream", autoplay: true });
  const beside = el("div", { class: "stack" });
  const protocol = el(
    "select",
    { onchange: () => play(form.value()) },
    ...CHOICES.map(({ value, text }) =>
      el("option", { value, selected: params.get("protocol") === value }, text),
    ),
  );

  function play({ streamer, file }: ChosenStream): void {
    const forced = protocol.value as Protocol | "";
    player.options = { edge: config.edge, autoplay: true, ...(forced !== "" && { protocols: [forced] }) };
    remember({ streamer, file, ...(forced !== "" && { protocol: forced }) });
    player.configure();
    void player.load({ streamer, file });
  }

  const form = streamForm(context, "Play", play);
  form.root.querySelector(".fields")?.append(el("label", { class: "field" }, "Protocol", protocol));
  queueMicrotask(() => {
    if (signal.aborted || player.player === undefined) return;
    put(beside, playbackFacts(player.player, signal));
    const first = firstStream(context);
    if (first.file !== "") play(first);
  });
  const isEmpty = firstStream(context).file === "";
  return [
    el(
      "div",
      { class: "lead" },
      el("h1", {}, "RTMP, playing in a browser"),
      el(
        "p",
        {},
        isEmpty
          ? "Nothing is provisioned yet. Paste a streamer and a file, or let the task list make a distribution."
          : "This file lives in an S3 bucket behind a CloudFront RTMP distribution, both offline on your machine.",
      ),
    ),
    el("div", { class: "two" }, el("div", { class: "stack" }, player, form.root), beside),
  ];
};
