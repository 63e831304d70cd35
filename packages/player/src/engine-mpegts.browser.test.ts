import { expect, inject, onTestFinished, test } from "vitest";
import { createPlayer } from "./create-player.ts";
import { openMpegtsEngine } from "./engine-mpegts.ts";

const server = inject("streamServer");

test("mpegts.js plays what the feed gives it, and seeks by the same index", async () => {
  const video = document.createElement("video");
  video.muted = true;
  document.body.append(video);
  // In place of flv.js: what sends a stream to mpegts.js by itself (HEVC, no MediaSource) does not exist here.
  const player = createPlayer(video, { autoplay: true, engines: { flv: async () => openMpegtsEngine } });
  onTestFinished(() => {
    player.destroy();
    video.remove();
  });
  await player.load(`${server}/videos/clock.flv?paced=1`);
  await expect.poll(() => video.currentTime, { timeout: 10_000 }).toBeGreaterThan(0.3);
  player.seek(15);
  await expect.poll(() => video.currentTime, { timeout: 10_000 }).toBeGreaterThan(15.1);
  expect(player.state).toMatchObject({ status: "playing", error: undefined });
  expect(video.buffered.start(0)).toBeGreaterThan(13);
});
