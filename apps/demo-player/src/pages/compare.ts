import type { Player, PlayerInput, PlayerOptions } from "@oxbow/player";
import { el, put } from "../markup.ts";
import type { BuildPage, PageContext } from "../page.ts";
import { emptyState } from "../parts/empty-state.ts";
import { Facts } from "../parts/facts.ts";
import { plainAddress } from "../parts/plain-address.ts";
import type { ChosenStream } from "../parts/read-stream.ts";
import { streamForm } from "../parts/stream-form.ts";
import { formatBytes, formatMs } from "../parts/units.ts";

/** One way to play the same film. */
interface Way {
  readonly title: string;
  readonly note: string;
  readonly protocol: "file" | "http-flv" | "ws-flv" | "rtmpt";
}

const WAYS: readonly Way[] = [
  {
    title: "Plain MP4",
    note: "The browser alone, straight from the bucket: the yardstick.",
    protocol: "file",
  },
  { title: "HTTP-FLV", note: "One paced GET, remuxed by flv.js.", protocol: "http-flv" },
  { title: "WS-FLV", note: "The same bytes in a WebSocket.", protocol: "ws-flv" },
  { title: "RTMPT", note: "RTMP itself, tunnelled in POSTs.", protocol: "rtmpt" },
];

/** The same film four ways, side by side. */
export const comparePage: BuildPage = (context) => {
  const lanes = el("div", { class: "grid four" });
  let started = new AbortController();
  function begin(stream: ChosenStream): void {
    started.abort();
    started = new AbortController();
    const signal = AbortSignal.any([context.signal, started.signal]);
    void start({ ...context, signal }, stream, lanes);
  }
  const form = streamForm(context, "Start all", begin, {
    startsAtOnce: true,
    onNothing: () =>
      put(
        lanes,
        emptyState("Nothing to compare yet.", "It takes a stream, and an MP4 of the same name beside it."),
      ),
  });
  return [
    el(
      "div",
      { class: "lead" },
      el("h1", {}, "Compare the ways"),
      el("p", {}, "The same film by four protocols at once. Watch the clocks, and the figures under them."),
    ),
    lanes,
    form.root,
  ];
};

async function start(
  { config, signal, remember }: PageContext,
  stream: ChosenStream,
  lanes: HTMLElement,
): Promise<void> {
  remember({ ...stream });
  const plain = await plainAddress(config.api, stream).catch(() => undefined);
  if (signal.aborted) return;
  put(lanes, ...WAYS.map((way) => lane(way)));
  for (const [index, way] of WAYS.entries()) {
    const element = lanes.children[index]?.querySelector("oxbow-player");
    const figures = lanes.children[index]?.querySelector(".figures");
    if (!element || !figures) continue;
    const options: PlayerOptions = {
      edge: config.edge,
      autoplay: true,
      ...(way.protocol !== "file" && { protocols: [way.protocol] }),
    };
    element.options = options;
    element.configure();
    const input: PlayerInput | undefined = way.protocol === "file" ? plain && { src: plain } : stream;
    if (input === undefined) {
      put(
        figures,
        el(
          "p",
          { class: "quiet" },
          "There is no plain copy of this file: it needs the mock's API and an MP4 beside the FLV.",
        ),
      );
      continue;
    }
    if (element.player === undefined) continue;
    put(figures, figuresOf(element.player, signal));
    void element.load(input);
  }
}

function lane({ title, note }: Way): HTMLElement {
  return el(
    "section",
    { class: "card" },
    el("h2", {}, title),
    el("oxbow-player", { label: title, muted: true, crossorigin: "anonymous" }),
    el("p", { class: "quiet small" }, note),
    el("div", { class: "figures" }),
  );
}

function figuresOf(player: Player, signal: AbortSignal): HTMLElement {
  const facts = new Facts();
  const stop = player.subscribe(
    (state) => state,
    ({ status, experience, bufferedSeconds, currentSeconds }) => {
      facts.set("State", status);
      facts.set("First frame after", formatMs(experience.timeToFirstFrameMs));
      facts.set("Buffered ahead", `${Math.max(0, bufferedSeconds - currentSeconds).toFixed(1)} s`);
      facts.set("Received", experience.receivedBytes > 0 ? formatBytes(experience.receivedBytes) : "");
      facts.set("Stalls", String(experience.stalls));
      facts.set("Frames dropped", `${experience.droppedFrames} of ${experience.decodedFrames}`);
    },
  );
  signal.addEventListener("abort", stop);
  return facts.root;
}
