import { H, S, type Snippet } from "./snippet.cases.ts";

const setup = (config: string): string =>
  `<div id='mediaplayer'>Loading</div>\n<script type="text/javascript">\n  jwplayer('mediaplayer').setup(${config});\n</script>`;

/** JW Player 5: `setup` with `flashplayer`, `provider`, `streamer`, `modes`, `levels`. */
export const JWPLAYER_5: readonly Snippet[] = [
  {
    name: "flashplayer, provider, streamer",
    shape: "Joomla rtmp content plugin",
    html: setup(
      `{ flashplayer: "player/player.swf", file: 'a.mp4', height: 270, width: 480, provider: "rtmp", streamer: "rtmpe://${H}:1935/cfx/st", autostart: true, controlbar:'over', skin: "player/seawave.swf" }`,
    ),
    player: "jwplayer5",
    streams: [`rtmpe://${H}/cfx/st a.mp4`],
  },
  {
    name: "quoted names, trailing slash",
    shape: "Red5 oflaDemo pages",
    html: setup(
      `{ 'flashplayer': 'player.swf', 'file': '400eme.mp3', 'streamer': '${S}/', 'controlbar': 'bottom', 'width': '540', 'height': '320' }`,
    ),
    player: "jwplayer5",
    streams: [`${S} 400eme.mp3`],
  },
  {
    name: "modes with an HTML5 copy",
    shape: 'search: streamer: "rtmp, video.class.php page',
    html: setup(`{ file: "mp4:clips/a.mp4", height: 270,
        modes: [{ type: "flash", src: "/jwplayer/jwplayer.flash.swf" },{ type: "html5", config: { file: "http://d1.cloudfront.net/clips/a.mp4", provider: "video" } }],
        provider: "rtmp", streamer: "${S}", width: 480 }`),
    player: "jwplayer5",
    streams: [`${S} clips/a.mp4`],
  },
  {
    name: "modes whose flash configuration has the stream",
    shape: "search: 'provider': 'rtmp', clip.streaming",
    html: setup(
      `{ controlbar: 'bottom', image: 'a.jpg', modes: [ { type: 'flash', src: 'player.swf', config: { 'provider': 'rtmp', streamer: '${S}', file: 'a.mp4' } }, { type: 'html5', config: { 'file' : 'a.mp4' } }, { type: 'download', config: { } } ] }`,
    ),
    player: "jwplayer5",
    streams: [`${S} a.mp4`],
  },
  {
    name: "html5 copy with a relative file",
    shape: "radio page with plugins",
    html: setup(`{ 'id': 'playerID', 'rtmp.tunneling': 'false', 'plugins': { 'viral-2': { 'onpause': "false" } }, 'provider': 'rtmp', 'streamer': '${S}', 'file': 'a.stream',
        'modes': [ {type: 'flash', src: 'http://cdn.example.com/jwplayer/510/player.swf'}, {type: 'html5', config: { 'file': "a/playlist.m3u8", provider: 'video' } } ] }`),
    player: "jwplayer5",
    streams: [`${S} a.stream.flv`],
  },
  {
    name: "file is a URL of its own, streamer too",
    shape: "spiffy corners page, oflaDemo",
    html: setup(
      `{ 'file': "${S}/hobbit_vp6.flv", 'streamer': '${S}', 'controlbar': 'bottom', 'width': '848', 'height': '360' }`,
    ),
    player: "jwplayer5",
    streams: [`${S} hobbit_vp6.flv`],
  },
  {
    name: "levels",
    shape: "JW Player 5 documentation, bitrate switching",
    html: setup(`{ flashplayer: "player.swf", provider: "rtmp", streamer: "${S}",
        levels: [ { bitrate: 300, file: "a_300.mp4", width: 320 }, { bitrate: 900, file: "a_900.mp4", width: 720 } ] }`),
    player: "jwplayer5",
    streams: [`${S} a_300.mp4`, `${S} a_900.mp4`],
  },
  {
    name: "playlist with its own streamers",
    shape: "com_mams component",
    html: setup(
      `{ flashplayer: "player.swf", playlist: [ { provider: 'rtmp', streamer: '${S}', file: 'mp4:a.mp4', title: "One" }, { provider: 'rtmp', streamer: '${S}', file: 'mp4:b.mp4' } ], 'playlist.position': 'bottom' }`,
    ),
    player: "jwplayer5",
    streams: [`${S} a.mp4`, `${S} b.mp4`],
  },
  {
    name: "playlist that inherits the streamer",
    shape: "JW Player 5 documentation",
    html: setup(
      `{ players: [{ type: "flash", src: "player.swf" }], streamer: "${S}", provider: "rtmp", playlist: [ { file: "a.flv", image: "a.jpg" }, { file: "b.flv", image: "b.jpg" } ] }`,
    ),
    player: "jwplayer5",
    streams: [`${S} a.flv`, `${S} b.flv`],
  },
  {
    name: "container by element",
    shape: "search: document.getElementById jwplayer setup",
    html: `<div id="c"></div><script>jwplayer(document.getElementById("c")).setup({flashplayer:"player.swf",streamer:"${S}",file:"x"});</script>`,
    player: "jwplayer5",
    streams: [`${S} x.flv`],
  },
  {
    name: "inside ready, chained",
    shape: "CodeIgniter view with jQuery",
    html: `<div id="c"></div><script>$(document).ready(function() { jwplayer("c").setup({ flashplayer: "player.swf", file: "videos/a.flv", streamer: "${S}" }).onComplete(function () { next(); }); });</script>`,
    player: "jwplayer5",
    streams: [`${S} videos/a.flv`],
  },
  {
    name: "configuration in a variable",
    shape: "nordunet stream page",
    html: `<div id="c"></div><script>var file = 'stream' + '1';
      var setup = { 'width': 537, 'provider': 'rtmp', 'file': file, 'streamer' : '${S}/', 'modes': [ {type: 'flash', src: '/js/jwplayer.flash.swf'}, {type: 'html5', config: { 'file': 'http://x/' + file + '/playlist.m3u8', 'provider': 'http' } } ] };
      jwplayer("c").setup(setup);</script>`,
    player: "jwplayer5",
    streams: [`${S} stream1.flv`],
  },
  {
    name: "options merged by hand, cdn in a variable",
    shape: "search: 'provider': 'rtmp', cdnUserStreaming",
    html: setup(
      `{ 'file': options.mediaUrl.replace('http://x/', ''), 'modes': [{ 'type': 'flash', 'src': 'player.swf' }], 'provider': 'rtmp', 'streamer': 'rtmp://' + options.cdn + '/cfx/st' }`,
    ),
    player: "jwplayer5",
    streams: [],
    isDynamic: true,
  },
  {
    name: "template in the file",
    shape: "search: streamer: 'rtmp, JSP page",
    html: setup(`{ 'flashplayer': '../player.swf', 'file': '\${stream.fileName}', 'streamer': '${S}' }`),
    player: "jwplayer5",
    streams: [],
    isDynamic: true,
  },
  {
    name: "regular expression and comments around",
    shape: "search: streamer: 'rtmp, event page",
    html: `<div id="c"></div><script>
      // don't trip over "this
      var re = /["'\\/]+/g; /* streamer: "rtmp://old.example.com/x" */
      jwplayer("c").setup({ flashplayer: "player.swf", /* file: "old.flv", */ file: "new.flv", // streamer: "x"
        streamer: "${S}", });</script>`,
    player: "jwplayer5",
    streams: [`${S} new.flv`],
  },
  {
    name: "CDATA and an HTML comment in the script",
    shape: "Drupal theme template",
    html: `<div id="c"></div><script type="text/javascript"><!--// <![CDATA[
      jwplayer('c').setup({ 'provider': 'rtmp', 'streamer': '${S}/_definst_/', 'file': 'mp4:foodgroup/a.mp4', 'plugins': { 'sharing-2': { 'link': 'http://x/', 'code': '<embed src="/p.swf" flashvars="x=1" />' } } });
      // ]]> --></script>`,
    player: "jwplayer5",
    streams: [`${S} foodgroup/a.mp4`],
  },
  {
    name: "folder in the streamer",
    shape: 'search: streamer: "rtmp, folder behind cfx/st',
    html: setup(`{ flashplayer: "player.swf", provider: "rtmp", streamer: "${S}/videos", file: "a.mp4" }`),
    player: "jwplayer5",
    streams: [`${S} videos/a.mp4`],
  },
  {
    name: "cfx/st forgotten",
    shape: "aws forum",
    html: setup(`{ flashplayer: "player.swf", provider: "rtmp", streamer: "rtmp://${H}", file: "a.mp4" }`),
    player: "jwplayer5",
    streams: [`${S} a.mp4`],
  },
  {
    name: "signed file",
    shape: "evoluted.net tutorial of 2012",
    html: setup(
      `{ flashplayer: "player.swf", provider: "rtmp", streamer: "${S}", file: "mp4:a.mp4?Expires=1&Signature=x~_-&Key-Pair-Id=K" }`,
    ),
    player: "jwplayer5",
    streams: [`${S} a.mp4?Expires=1&Signature=x~_-&Key-Pair-Id=K`],
  },
];
