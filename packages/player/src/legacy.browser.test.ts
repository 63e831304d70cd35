import { expect, inject, onTestFinished, test } from "vitest";
import { type TakenOver, takeOver } from "./legacy.ts";

const server = inject("streamServer");
const streamer = "rtmp://s5c39gqb8ow64r.cloudfront.net/cfx/st";

/** Puts markup in the page; its scripts do not run, as those of a page that was saved. */
function page(html: string): HTMLElement {
  const root = document.createElement("main");
  root.innerHTML = html;
  document.body.append(root);
  onTestFinished(() => root.remove());
  return root;
}

function take(): TakenOver {
  const taken = takeOver(document, { edge: server });
  onTestFinished(taken.release);
  return taken;
}

const EMBEDS: readonly { readonly name: string; readonly html: string }[] = [
  {
    name: "an object with an embed inside",
    html: `<object><param name="movie" value="player.swf"><param name="flashvars" value="streamer=${streamer}&amp;file=videos/clock.flv"><embed src="player.swf" flashvars="streamer=${streamer}&amp;file=videos/clock.flv"></object>`,
  },
  {
    name: "a script that set up JW Player",
    html: `<div id="clip">Loading the player</div><script type="text/plain"></script><script>jwplayer("clip").setup({ streamer: "${streamer}", file: "videos/clock.flv" });</script>`,
  },
  {
    name: "a Video.js element",
    html: `<video class="video-js"><source type="rtmp/flv" src="${streamer}/&flv:videos/clock"></video>`,
  },
];

test.for(EMBEDS)("takes over $name, once, and it plays", async ({ html }) => {
  const root = page(html);
  const { players } = take();
  expect(players).toHaveLength(1);
  expect(root.querySelectorAll("oxbow-player, object, embed, video")).toHaveLength(1);
  const [player] = players;
  if (player === undefined) return;
  player.muted = true;
  const playing = new Promise((resolve) => player.addEventListener("playing", resolve, { once: true }));
  await player.play();
  await playing;
  expect(player.videoWidth).toBe(640);
});

test("stands in for the scripts of the era", async () => {
  page(`<div id="one"></div><div id="two"></div><div id="three"></div><div id="four"></div>`);
  const { players } = take();
  const era = globalThis as unknown as {
    jwplayer: (id: string) => {
      setup: (config: object) => { on: (name: string, listener: () => void) => void };
    };
    swfobject: { embedSWF: (...values: readonly unknown[]) => void };
    SWFObject: new (
      ...values: readonly unknown[]
    ) => { addVariable(name: string, value: string): void; write(id: string): boolean };
    flowplayer: (...values: readonly unknown[]) => void;
  };
  const isReady = new Promise<void>((resolve) => {
    era.jwplayer("one").setup({ streamer, file: "videos/clock.flv", provider: "rtmp" }).on("ready", resolve);
  });
  era.swfobject.embedSWF("player.swf", "two", "640", "360", "9", false, {
    streamer,
    file: "videos/clock.flv",
  });
  const so = new era.SWFObject("player.swf", "mpl", "640", "360", "9");
  so.addVariable("streamer", streamer);
  so.addVariable("file", "videos/clock.flv");
  so.write("three");
  era.flowplayer("four", "flowplayer.swf", {
    clip: { url: "videos/clock", provider: "rtmp" },
    plugins: { rtmp: { url: "flowplayer.rtmp.swf", netConnectionUrl: streamer } },
  });
  expect(players.map(({ id }) => id)).toEqual(["one", "two", "three", "four"]);
  for (const player of players) expect(player.getAttribute("streamer")).toBe(streamer);
  await isReady;
});

test("gives back the names it stood in for", () => {
  take().release();
  expect("jwplayer" in globalThis).toBe(false);
});
