import { createPlayer } from "@oxbow/player";
import { readSiteConfig } from "./site-config.ts";

const config = await readSiteConfig();
const video = document.createElement("video");
video.controls = true;
video.playsInline = true;
const said = document.createElement("p");
document.querySelector("#app")?.append(video, said);
const player = createPlayer(video, { edge: config.edge, autoplay: true });
player.subscribe(
  (state) => state,
  ({ status, engine, protocol, error }) => {
    said.textContent = [status, protocol, engine, error?.message].filter(Boolean).join(" · ");
  },
);
await player.load({ streamer: config.streamer, file: config.file });
