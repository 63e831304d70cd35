import type { Player } from "@oxbow/player";
import { el, put } from "../markup.ts";
import { Facts } from "./facts.ts";
import { LineChart } from "./line-chart.ts";
import { formatBitRate, formatClock, formatMs } from "./units.ts";

const PROTOCOLS: Readonly<Record<string, string>> = {
  "http-flv": "HTTP-FLV",
  "ws-flv": "WS-FLV",
  rtmpt: "RTMP in HTTP (RTMPT)",
  file: "plain HTTP file",
};

const ENGINES: Readonly<Record<string, string>> = {
  flv: "flv.js",
  native: "the browser",
  mpegts: "mpegts.js",
  ruffle: "Ruffle",
};

/** How often the chart gets a value. */
const SAMPLE_MS = 500;

/** A minute of values. */
const CHART_SAMPLES = 120;

/** Segments come every two seconds or so; a shorter window would show only when they come. */
const WINDOW_SAMPLES = 8;

/** States in which nothing comes, and nothing is drawn. */
const STILL: ReadonlySet<string> = new Set(["idle", "ended", "error"]);

/** How a player plays: protocol, engine, what it went through, and how fast bytes come. */
export function playbackFacts(player: Player, signal: AbortSignal): HTMLElement {
  const facts = new Facts();
  const steps = el("ol", { class: "plain small" });
  const chart = new LineChart({
    title: "Bit rate",
    capacity: CHART_SAMPLES,
    everyMs: SAMPLE_MS,
    format: formatBitRate,
  });
  let shownSteps = "";
  /** Bytes received at each sample of the window, oldest first. */
  const window: number[] = [0];

  function show(): void {
    const {
      status,
      protocol,
      engine,
      media,
      experience,
      bufferedSeconds,
      currentSeconds,
      durationSeconds,
      attempts,
      warnings,
    } = player.state;
    facts.set("State", status);
    facts.set("Protocol", protocol && PROTOCOLS[protocol]);
    facts.set("Engine", engine && ENGINES[engine]);
    facts.set("First frame after", formatMs(experience.timeToFirstFrameMs));
    facts.set(
      "Position",
      durationSeconds > 0 && `${formatClock(currentSeconds)} of ${formatClock(durationSeconds)}`,
    );
    facts.set("Buffered ahead", `${Math.max(0, bufferedSeconds - currentSeconds).toFixed(1)} s`);
    facts.set(
      "Picture",
      media?.videoCodec && `${media.videoCodec} ${media.width || "?"} × ${media.height || "?"}`,
    );
    facts.set("Sound", media?.audioCodec);
    facts.set("Stalls", String(experience.stalls));
    facts.set("Resumed", String(experience.resumptions));
    facts.set("Frames dropped", `${experience.droppedFrames} of ${experience.decodedFrames}`);
    // It changes with each attempt, the state with each frame or so.
    const told = JSON.stringify([attempts.map(({ candidate, error }) => [candidate, error?.code]), warnings]);
    if (told === shownSteps) return;
    shownSteps = told;
    put(
      steps,
      ...attempts.map(({ candidate, error }) =>
        el(
          "li",
          {},
          el(
            "span",
            { class: `tag ${error === undefined ? "good" : "bad"}` },
            PROTOCOLS[candidate.protocol] ?? "",
          ),
          " ",
          error === undefined ? "plays" : `${error.message} (${error.code})`,
        ),
      ),
      ...warnings.map(({ code, place }) =>
        el("li", {}, el("span", { class: "tag warn" }, code), ` the ${place} is odd, but could be read`),
      ),
    );
  }

  const stop = player.subscribe((state) => state, show);
  const timer = setInterval(() => {
    const { status, protocol, experience } = player.state;
    const { receivedBytes } = experience;
    // A new load begins to count at 0 again.
    if (receivedBytes < (window.at(-1) ?? 0)) {
      window.splice(0, window.length, 0);
      chart.clear();
    }
    if (protocol === "file") {
      chart.clear();
      chart.say("the browser does not tell");
      return;
    }
    if (STILL.has(status)) return;
    window.push(receivedBytes);
    if (window.length > WINDOW_SAMPLES + 1) window.shift();
    const spanMs = (window.length - 1) * SAMPLE_MS;
    chart.push(((receivedBytes - (window[0] ?? 0)) * 8 * 1000) / spanMs);
  }, SAMPLE_MS);
  signal.addEventListener("abort", () => {
    stop();
    clearInterval(timer);
  });
  show();
  return el(
    "section",
    { class: "card" },
    el("h2", {}, "How it plays"),
    facts.root,
    chart.root,
    el("h3", {}, "Ways tried"),
    steps,
  );
}
