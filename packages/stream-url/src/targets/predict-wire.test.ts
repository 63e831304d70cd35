import { describe, expect, test } from "vitest";
import { ffmpeg } from "./ffmpeg.ts";
import { ffplay } from "./ffplay.ts";
import { flowplayer3 } from "./flowplayer-3.ts";
import { flowplayer5 } from "./flowplayer-5.ts";
import { flvJs } from "./flv-js.ts";
import { flvPlayback } from "./flv-playback.ts";
import { predictWire } from "./generate.ts";
import { gstRtmp2Src } from "./gst-rtmp2src.ts";
import { gstRtmpSrc } from "./gst-rtmpsrc.ts";
import { hlsJs } from "./hls-js.ts";
import { jwPlayer5 } from "./jw-player-5.ts";
import { jwPlayer6 } from "./jw-player-6.ts";
import { jwPlayer7 } from "./jw-player-7.ts";
import { mediaElement } from "./media-element.ts";
import { mpv } from "./mpv.ts";
import { netStream } from "./net-stream.ts";
import { rtmpdump } from "./rtmpdump.ts";
import { strobe } from "./strobe.ts";
import type { ClientInput, Target } from "./target.ts";
import { videoJs4 } from "./video-js-4.ts";
import { vlc } from "./vlc.ts";

const ORIGIN = "rtmp://s5c39gqb8ow64r.cloudfront.net";

/** Measured with ffmpeg 5.1, VLC 3.0, mpv 0.35, rtmpdump 2.4 and GStreamer 1.22 against a server that wrote down what it was sent. */
const MEASURED: readonly { path: string; libav?: string; librtmp?: string; rtmp2?: string }[] = [
  {
    path: "cfx/st/movie.flv",
    libav: "cfx/st · movie",
    librtmp: "cfx/st · movie",
    rtmp2: "cfx/st · movie.flv",
  },
  {
    path: "cfx/st/movie.mp4",
    libav: "cfx/st · mp4:movie.mp4",
    librtmp: "cfx/st · mp4:movie",
    rtmp2: "cfx/st · movie.mp4",
  },
  {
    path: "cfx/st/mp4:movie.mp4",
    libav: "cfx/st · mp4:movie.mp4",
    librtmp: "cfx/st · mp4:movie.mp4",
    rtmp2: "cfx/st · mp4:movie.mp4",
  },
  {
    path: "cfx/st/mp4:videos/movie.mp4",
    libav: "cfx/st · mp4:videos/movie.mp4",
    librtmp: "cfx/st/mp4:videos · mp4:movie",
    rtmp2: "cfx/st/mp4:videos · movie.mp4",
  },
  {
    path: "cfx/st/videos/movie.mp4",
    libav: "cfx/st · mp4:videos/movie.mp4",
    librtmp: "cfx/st/videos · mp4:movie",
    rtmp2: "cfx/st/videos · movie.mp4",
  },
  { path: "cfx/st/videos/movie.flv", libav: "cfx/st · videos/movie", librtmp: "cfx/st/videos · movie" },
  { path: "cfx/st/dir/sub/v.flv", libav: "cfx/st · dir/sub/v", librtmp: "cfx/st/dir · sub/v" },
  {
    path: "cfx/st/audio.mp3",
    libav: "cfx/st · audio.mp3",
    librtmp: "cfx/st · mp3:audio",
    rtmp2: "cfx/st · audio.mp3",
  },
  { path: "cfx/st/mp3:audio", libav: "cfx/st · mp3:audio", librtmp: "cfx/st · mp3:audio" },
  { path: "cfx/st/flv:movie.flv", libav: "cfx/st · flv:movie", librtmp: "cfx/st · flv:movie" },
  {
    path: "cfx/st/_definst_/mp4:x.mp4",
    libav: "cfx/st · _definst_/mp4:x.mp4",
    librtmp: "cfx/st/_definst_ · mp4:x.mp4",
  },
  { path: "cfx/st/&mp4:x", libav: "cfx/st · &mp4:x" },
  {
    path: "cfx/st/x.mp4?Expires=1&Signature=a",
    libav: "cfx/st · x.mp4?Expires=1&Signature=a",
    librtmp: "cfx/st · mp4:x?Expires=1&Signature=a",
    rtmp2: "cfx/st · x.mp4?Expires=1&Signature=a",
  },
  { path: "cfx/st/a%20b.flv", libav: "cfx/st · a%20b", librtmp: "cfx/st · a b" },
  { path: "cfx/st", libav: "cfx · st", librtmp: "cfx · st" },
  {
    path: "cfx/st/x.mp4?a=/b/c.flv",
    libav: "cfx/st · x.mp4?a=/b/c",
    librtmp: "cfx/st/x.mp4?a= · b/c",
    rtmp2: "cfx/st/x.mp4?a=/b · c.flv",
  },
  { path: "cfx/st/x.MP4", libav: "cfx/st · x.MP4", librtmp: "cfx/st · x.MP4", rtmp2: "cfx/st · x.MP4" },
  { path: "cfx/st/a%2Fb.flv", libav: "cfx/st · a%2Fb", librtmp: "cfx/st · a/b", rtmp2: "cfx/st · a%2Fb.flv" },
  {
    path: "cfx/st/a:b.mp4",
    libav: "cfx/st · a:b.mp4",
    librtmp: "cfx/st · mp4:a:b",
    rtmp2: "cfx/st · a:b.mp4",
  },
  {
    path: "vod/mp4:a/b.mp4",
    libav: "vod · mp4:a/b.mp4",
    librtmp: "vod/mp4:a · mp4:b",
    rtmp2: "vod/mp4:a · b.mp4",
  },
];

function wireOf(input: ClientInput, target: Target): string {
  const wire = predictWire(input, target);
  return wire === undefined ? "nothing" : `${wire.app} · ${wire.playName}`;
}

describe("command-line clients, as measured", () => {
  test.for(MEASURED)("$path", ({ path, libav, librtmp, rtmp2 }) => {
    const url = `${ORIGIN}/${path}`;
    for (const target of [ffmpeg, ffplay, vlc, mpv]) {
      if (libav !== undefined) expect(wireOf(url, target)).toBe(libav);
    }
    for (const target of [rtmpdump, gstRtmpSrc]) {
      if (librtmp !== undefined) expect(wireOf(url, target)).toBe(librtmp);
    }
    if (rtmp2 !== undefined) expect(wireOf(url, gstRtmp2Src)).toBe(rtmp2);
  });

  test("start where they start", () => {
    expect(predictWire(`${ORIGIN}/cfx/st/x`, vlc)?.start).toBe(-2000);
    expect(predictWire(`${ORIGIN}/cfx/st/x`, rtmpdump)?.start).toBe(0);
    expect(predictWire(`${ORIGIN}/cfx/st/x`, gstRtmp2Src)?.start).toBe(-2);
    expect(predictWire({ app: "cfx/st", playName: "x" }, ffmpeg)?.start).toBe(-2000);
  });

  test("rtmpdump -r … -y … needs the slash at the end", () => {
    expect(wireOf({ streamer: `${ORIGIN}/cfx/st`, file: "mp4:a/x.mp4" }, rtmpdump)).toBe("cfx · mp4:a/x.mp4");
    expect(wireOf({ streamer: `${ORIGIN}/cfx/st/`, file: "mp4:a/x.mp4" }, rtmpdump)).toBe(
      "cfx/st · mp4:a/x.mp4",
    );
  });

  test("send what they are told directly", () => {
    expect(wireOf({ app: "cfx/st", playName: "mp4:a/x.mp4" }, rtmpdump)).toBe("cfx/st · mp4:a/x.mp4");
  });
});

const S = `${ORIGIN}/cfx/st`;

const PLAYERS: readonly { target: Target; input: ClientInput; wire: string }[] = [
  { target: jwPlayer5, input: { streamer: S, file: "videos/x.flv" }, wire: "cfx/st · videos/x" },
  { target: jwPlayer5, input: { streamer: `${S}/`, file: "x.mp4?a=1" }, wire: "cfx/st/ · mp4:x.mp4?a=1" },
  { target: jwPlayer5, input: { streamer: S, file: "song.mp3" }, wire: "cfx/st · mp3:song" },
  { target: jwPlayer5, input: { streamer: S, file: "x.f4v" }, wire: "cfx/st · mp4:x.f4v" },
  { target: jwPlayer5, input: { streamer: S, file: "mp4:x" }, wire: "cfx/st · mp4:x" },
  { target: jwPlayer5, input: { streamer: S, file: "x" }, wire: "cfx/st · x" },
  { target: jwPlayer5, input: `${S}/x.flv`, wire: "nothing" },
  { target: jwPlayer6, input: `${S}/x.flv`, wire: "cfx/st/ · x" },
  { target: jwPlayer6, input: `${S}/videos/x.flv`, wire: "cfx/st/videos/ · x" },
  { target: jwPlayer6, input: `${S}/flv:videos/x.flv`, wire: "cfx/st/ · videos/x" },
  { target: jwPlayer6, input: `${S}/mp4:videos/x.mp4`, wire: "cfx/st/ · mp4:videos/x.mp4" },
  { target: jwPlayer6, input: `${S}/_definst_/videos/x.mp4`, wire: "cfx/st/_definst_/ · mp4:videos/x.mp4" },
  { target: jwPlayer6, input: `${S}/song.mp3`, wire: "cfx/st/ · mp3:song" },
  { target: jwPlayer7, input: { streamer: S, file: "x.mp4" }, wire: "cfx/st · mp4:x.mp4" },
  { target: jwPlayer7, input: "x.mp4", wire: "nothing" },
  { target: flowplayer3, input: { streamer: S, file: "mp4:foo/bar" }, wire: "cfx/st · mp4:foo/bar" },
  { target: flowplayer3, input: { streamer: S, file: "x%3Fa%3D1%26b%3D2" }, wire: "cfx/st · x?a=1&b=2" },
  { target: flowplayer3, input: `${S}/videos/x`, wire: "cfx/st/videos · x" },
  { target: flowplayer5, input: { streamer: S, file: "mp4:path" }, wire: "cfx/st · mp4:path" },
  { target: flowplayer5, input: `${S}/mp4:path`, wire: "cfx/st · mp4:path" },
  { target: videoJs4, input: `${S}/&mp4:path/to/video.mp4`, wire: "cfx/st/ · mp4:path/to/video.mp4" },
  { target: videoJs4, input: `${S}&mp4:x?a=1&b=2`, wire: "cfx/st · mp4:x?a=1&b=2" },
  { target: videoJs4, input: `${S}/x?a=1&b=2`, wire: "cfx/st/x?a=1 · b=2" },
  { target: videoJs4, input: `${S}/videos/x`, wire: "cfx/st/videos · x" },
  { target: mediaElement, input: `${S}/mp4:dir/x.mp4`, wire: "cfx/st · mp4:dir/x.mp4" },
  { target: mediaElement, input: `${S}/dir/x.flv`, wire: "cfx/st/dir/ · x.flv" },
  { target: mediaElement, input: { streamer: S, file: "dir/x" }, wire: "cfx/st · dir/x" },
  { target: strobe, input: `${S}/mp4:x.mp4`, wire: "cfx · st/mp4:x.mp4" },
  { target: strobe, input: { streamer: S, file: "mp4:x.mp4" }, wire: "cfx/st · mp4:x.mp4" },
  { target: flvPlayback, input: `${S}/videos/movie.flv`, wire: "cfx/st · videos/movie" },
  { target: flvPlayback, input: `${ORIGIN}/vod/movie.flv`, wire: "vod · movie" },
  { target: netStream, input: { streamer: S, file: "mp3:x" }, wire: "cfx/st · mp3:x" },
  { target: flvJs, input: "http://h:8080/cfx/st/videos/x.flv?a=1", wire: "cfx/st · videos/x.flv?a=1" },
  { target: flvJs, input: "http://127.0.0.1:8080/_oxbow/at/s1.cloudfront.net/cfx/st/x", wire: "cfx/st · x" },
  { target: flvJs, input: "http://h/other/x.flv", wire: "nothing" },
  { target: hlsJs, input: "https://d1.cloudfront.net/x.m3u8", wire: "nothing" },
];

test.for(PLAYERS)("$target.id makes $wire of $input", ({ target, input, wire }) => {
  expect(wireOf(input, target)).toBe(wire);
});
