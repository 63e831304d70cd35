import type { Addresses, ContestantName } from "./bench-page.ts";

/** A contestant at work on an element. */
export interface Mounted {
  readonly seek: (seconds: number) => void;
  readonly destroy: () => void;
}

type Mount = (video: HTMLVideoElement, addresses: Addresses, film: string) => Mounted | Promise<Mounted>;

/** Everybody begins with an element and an address; what else they need they load themselves. */
export const CONTESTANTS: Readonly<Record<ContestantName, Mount>> = {
  native: mountNative,
  "http-flv": mountOxbow("http-flv"),
  "ws-flv": mountOxbow("ws-flv"),
  rtmpt: mountOxbow("rtmpt"),
  "hls.js": mountHls,
  "flv.js": (video, { site }, film) => mountFlv(video, { type: "flv", url: `${site}/${film}.flv` }),
  "flv.js-paced": (video, { stream }, film) =>
    mountFlv(video, { type: "flv", url: `${stream}/${film}.flv`, isLive: true }),
};

function mountNative(video: HTMLVideoElement, { site }: Addresses, film: string): Mounted {
  video.src = `${site}/${film === "no-b-frames" ? "plain" : "film"}.mp4`;
  void video.play();
  return {
    seek: (seconds) => {
      video.currentTime = seconds;
    },
    destroy: () => {
      video.removeAttribute("src");
      video.load();
    },
  };
}

function mountOxbow(protocol: "http-flv" | "ws-flv" | "rtmpt"): Mount {
  return async (video, { streamer, edge }, film) => {
    const { createPlayer } = await import("@oxbow/player");
    const player = createPlayer(video, { edge, protocols: [protocol], autoplay: true });
    player.on("error", (error) => console.error(error.code, error.detail));
    void player.load({ streamer, file: `${film}.flv` });
    return { seek: player.seek, destroy: player.destroy };
  };
}

async function mountHls(video: HTMLVideoElement, { site }: Addresses): Promise<Mounted> {
  const { default: Hls } = await import("hls.js");
  const hls = new Hls();
  hls.loadSource(`${site}/hls/film.m3u8`);
  hls.attachMedia(video);
  void video.play();
  return {
    seek: (seconds) => {
      video.currentTime = seconds;
    },
    destroy: () => hls.destroy(),
  };
}

async function mountFlv(
  video: HTMLVideoElement,
  source: { readonly type: string; readonly url: string; readonly isLive?: boolean },
): Promise<Mounted> {
  const { default: flvjs } = await import("flv.js");
  flvjs.LoggingControl.enableAll = false;
  const player = flvjs.createPlayer({ ...source });
  player.attachMediaElement(video);
  player.load();
  // Refused when the source fails; the picture that never comes says so.
  player.on(flvjs.Events.ERROR, () => undefined);
  Promise.resolve(player.play()).catch(() => undefined);
  return {
    seek: (seconds) => {
      player.currentTime = seconds;
    },
    destroy: () => player.destroy(),
  };
}
