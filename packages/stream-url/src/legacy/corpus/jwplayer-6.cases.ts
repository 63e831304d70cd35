import { H, S, type Snippet } from "./snippet.cases.ts";

const setup = (config: string): string =>
  `<div id='mediaplayer'><a href="list.jsp">Back</a></div>\n<script type="text/javascript">\n  jwplayer('mediaplayer').setup(${config});\n</script>`;

/** JW Player 6 and 7: one URL, `sources`, `playlist`, `primary`. */
export const JWPLAYER_6: readonly Snippet[] = [
  {
    name: "the guide's tutorial",
    shape: "shwsac/CloudBasedVideoSharing; developer guide, JW Player 6 tutorial",
    html: setup(`{ file: "${S}/my-vacation.mp4", width: "720", height: "480" }`),
    player: "jwplayer6",
    streams: [`${S} my-vacation.mp4`],
  },
  {
    name: "primary flash",
    shape: "developer guide, JW Player 7 tutorial of 2016",
    html: setup(
      `{ file: "${S}/mp4:dir/my-vacation.mp4", width: "720", height: "480", primary: "flash", image: "a.jpg" }`,
    ),
    player: "jwplayer6",
    streams: [`${S} dir/my-vacation.mp4`],
  },
  {
    name: "sub-directory without prefix",
    shape: "developer guide, JW Player 7 tutorial: sample-directory",
    html: setup(`{ file: '${S}/sample-directory/my-vacation.flv', primary: 'flash' }`),
    player: "jwplayer6",
    streams: [`${S} sample-directory/my-vacation.flv`],
  },
  {
    name: "single quotes, audio height",
    shape: "coreymcmahon/laravel-aws-audio-stream",
    html: setup(`{ file: '${S}/shows/one.mp3', height: '30' }`),
    player: "jwplayer6",
    streams: [`${S} shows/one.mp3`],
  },
  {
    name: "identifier folders",
    shape: "memreas transcoder test page",
    html: setup(
      `{ file: "${S}/mp4:932fae65-56b4-44c2/media/web/MVI_4036.mp4", width: "480", height: "270" }`,
    ),
    player: "jwplayer6",
    streams: [`${S} 932fae65-56b4-44c2/media/web/MVI_4036.mp4`],
  },
  {
    name: "sources with HLS and MP4 beside",
    shape: "JW Player 6 documentation, RTMP with fallbacks",
    html: setup(
      `{ playlist: [{ image: "a.jpg", sources: [ { file: "${S}/mp4:a.mp4" }, { file: "http://d1.cloudfront.net/a.m3u8" }, { file: "http://d1.cloudfront.net/a.mp4" } ] }], primary: "flash" }`,
    ),
    player: "jwplayer6",
    streams: [`${S} a.mp4`],
  },
  {
    name: "two sources with labels",
    shape: "JW Player 6 documentation, quality levels",
    html: setup(
      `{ sources: [ { file: "${S}/mp4:a_720.mp4", label: "720p" }, { file: "${S}/mp4:a_360.mp4", label: "360p" } ] }`,
    ),
    player: "jwplayer6",
    streams: [`${S} a_720.mp4`, `${S} a_360.mp4`],
  },
  {
    name: "rtmp block",
    shape: "search: cyberplayer setup rtmp reconnecttime",
    html: setup(
      `{ file: "${S}/flv:a", autostart: true, rtmp: { bufferlength: 1, subscribe: false }, controls: true }`,
    ),
    player: "jwplayer6",
    streams: [`${S} a.flv`],
  },
  {
    name: "conditional container replacement",
    shape: "LivingAlpha view",
    html: `<div id="my-video"></div><script>if (!$.browser.msie) { jwplayer('my-video').setup({ file: '${S}/mp4:img/a.mp4', width: '530' }); } else { $('#my-video').replaceWith('<h1>Sorry</h1>'); }</script>`,
    player: "jwplayer6",
    streams: [`${S} img/a.mp4`],
  },
  {
    name: "_definst_",
    shape: "longtailvideo demo, sintel",
    html: setup(`{ file: 'rtmp://${H}/cfx/st/_definst_/sintel/640.mp4' }`),
    player: "jwplayer6",
    streams: [`${S} sintel/640.mp4`],
  },
  {
    name: "playlist of strings and objects",
    shape: "search: jwplayer playlist rtmp",
    html: setup(
      `{ playlist: [ { file: "${S}/a.flv", title: "A" }, { file: "${S}/b.flv", title: "B" } ], listbar: { position: "right", size: 120 } }`,
    ),
    player: "jwplayer6",
    streams: [`${S} a.flv`, `${S} b.flv`],
  },
  {
    name: "other application server",
    shape: "csrgxtu/CameraManager",
    html: setup(`{ file: "rtmp://media.example.com:1936/live/cam1", width: "480" }`),
    player: "jwplayer6",
    streams: [`rtmp://media.example.com:1936/live cam1.flv`],
  },
  {
    name: "name from the page's address",
    shape: "csrgxtu/CameraManager",
    html: `<div id="c"></div><script>var rtmpUrl = "${S}/" + $.urlParam('name'); jwplayer("c").setup({ file: rtmpUrl, width: "480", });</script>`,
    player: "jwplayer6",
    streams: [],
    isDynamic: true,
  },
  {
    name: "name from JSP",
    shape: "shwsac/CloudBasedVideoSharing",
    html: setup(`{ file: "${S}/<%=name%>", width: "720" }`),
    player: "jwplayer6",
    streams: [],
    isDynamic: true,
  },
  {
    name: "name from Blade",
    shape: "coreymcmahon/laravel-aws-audio-stream",
    html: setup(`{ file: '${S}/{{ $stream->name }}', height: '30' }`),
    player: "jwplayer6",
    streams: [],
    isDynamic: true,
  },
  {
    name: "assigned to a variable, no semicolons",
    shape: "search: var player = jwplayer setup rtmp",
    html: `<div id="c"></div><script>
      var url = "${S}/mp4:a.mp4"
      var p = jwplayer("c").setup({ file: url, primary: "flash" })
      p.onReady(function () {})</script>`,
    player: "jwplayer6",
    streams: [`${S} a.mp4`],
  },
  {
    name: "signed URL, ampersands as entities by mistake",
    shape: "aws forum",
    html: setup(`{ file: "${S}/mp4:a.mp4?Expires=1&amp;Signature=x&amp;Key-Pair-Id=K" }`),
    player: "jwplayer6",
    streams: [`${S} a.mp4?Expires=1&Signature=x&Key-Pair-Id=K`],
  },
];
