import type { Protocol } from "@oxbow/player";
import { el, put } from "../markup.ts";
import type { BuildPage } from "../page.ts";
import { emptyState } from "../parts/empty-state.ts";
import { plainAddress } from "../parts/plain-address.ts";
import { playbackFacts } from "../parts/playback-facts.ts";
import type { ChosenStream } from "../parts/read-stream.ts";
import { streamForm } from "../parts/stream-form.ts";

const CHOICES: readonly { readonly value: Protocol | ""; readonly text: string }[] = [
  { value: "", text: "Whatever works best" },
  { value: "file", text: "Plain file, by the browser alone" },
  { value: "http-flv", text: "HTTP-FLV" },
  { value: "ws-flv", text: "WS-FLV" },
  { value: "rtmpt", text: "RTMP in HTTP (RTMPT)" },
];

/** Plays a provisioned or pasted stream at once, and says how. */
export const playPage: BuildPage = (context) => {
  const { config, params, signal, remember } = context;
  const player = el("oxbow-player", { label: "The stream", autoplay: true, crossorigin: "anonymous" });
  const nothing = el("div", { hidden: true });
  const trouble = el("p", { class: "notice", role: "alert", hidden: true });
  const beside = el("div", { class: "stack" });
  const protocol = el(
    "select",
    { onchange: () => void again() },
    ...CHOICES.map(({ value, text }) =>
      el("option", { value, selected: (params.get("protocol") ?? "") === value }, text),
    ),
  );
  /** The latest wish: an earlier one that is still being looked up has no say any more. */
  let wish = 0;

  async function again(): Promise<void> {
    const stream = await form.read();
    if (stream !== undefined) await play(stream);
  }

  async function play({ streamer, file }: ChosenStream): Promise<void> {
    wish += 1;
    const mine = wish;
    const forced = protocol.value as Protocol | "";
    const isPlain = forced === "file";
    nothing.hidden = true;
    player.hidden = false;
    trouble.hidden = true;
    player.options = {
      edge: config.edge,
      autoplay: true,
      ...(forced !== "" && !isPlain && { protocols: [forced] }),
    };
    remember({ streamer, file, ...(forced !== "" && { protocol: forced }) });
    const src = isPlain
      ? await plainAddress(config.api, { streamer, file }).catch(() => undefined)
      : undefined;
    if (signal.aborted || mine !== wish) return;
    if (isPlain && src === undefined) {
      trouble.hidden = false;
      trouble.textContent =
        "There is no plain copy of this file: it needs an MP4 or MP3 beside it in the bucket, readable by everybody.";
      return;
    }
    player.configure();
    void player.load(src === undefined ? { streamer, file } : { src });
    if (player.player !== undefined && beside.childElementCount === 0)
      put(beside, playbackFacts(player.player, signal));
  }

  const form = streamForm(context, "Play", (stream) => void play(stream), {
    startsAtOnce: true,
    fields: [el("label", { class: "field" }, "Protocol", protocol)],
    onNothing: () => {
      player.hidden = true;
      nothing.hidden = false;
      put(
        nothing,
        emptyState(
          "No stream yet.",
          "The task list puts a film into a bucket and an RTMP distribution in front of it. It takes a few seconds.",
        ),
      );
    },
  });
  return [
    el(
      "div",
      { class: "lead" },
      el("h1", {}, "RTMP, playing in a browser"),
      el(
        "p",
        {},
        "A file in an S3 bucket behind a CloudFront RTMP distribution, both offline on this machine. No Flash.",
      ),
    ),
    el("div", { class: "two" }, el("div", { class: "stack" }, player, nothing, trouble, form.root), beside),
  ];
};
