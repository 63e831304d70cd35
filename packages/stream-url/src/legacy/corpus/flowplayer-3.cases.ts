import { H, S, type Snippet } from "./snippet.cases.ts";

const RTMP = `plugins: { rtmp: { url: 'flowplayer.rtmp-3.2.3.swf', netConnectionUrl: '${S}' } }`;

/** Flowplayer 3: `flowplayer()` or `$f()` with clip and RTMP plugin. */
export const FLOWPLAYER_3: readonly Snippet[] = [
  {
    name: "clip and plugin",
    shape: "search: netConnectionUrl: 'rtmp, blog sample",
    html: `<a href="#" id="player" style="display:block"></a><script>flowplayer("player", "flowplayer-3.2.8.swf",{ clip: { url: 'hks', provider: 'rtmp', live: true, }, ${RTMP} });</script>`,
    player: "flowplayer3",
    streams: [`${S} hks.flv`],
  },
  {
    name: "$f, provider of another name",
    shape: "search: $f provider hddn netConnectionUrl",
    html: `<div id="player"></div><script>$f("player", "http://releases.flowplayer.org/swf/flowplayer-3.2.16.swf", { clip: { url: 'mp4:sample.mp4', scaling: 'fit', provider: 'hddn' }, plugins: { hddn: { url: "flowplayer.rtmp-3.2.13.swf",
      // netConnectionUrl defines where the streams are found
      //netConnectionUrl: 'rtmp://54.214.201.246:1935/vod2/sample4.mp4'
      netConnectionUrl: '${S}' } }, canvas: { backgroundGradient: 'none' } }); $f("player").play();</script>`,
    player: "flowplayer3",
    streams: [`${S} sample.mp4`],
  },
  {
    name: "clip URL in the link",
    shape: "flowplayer/flowplayer, core/test/cloudfront-rtmp.html",
    html: `<a id="player" href="prideandprejudice"></a><script>flowplayer("player", "flowplayer.swf", { clip: { provider: 'rtmp' }, ${RTMP} });</script>`,
    player: "flowplayer3",
    streams: [`${S} prideandprejudice.flv`],
  },
  {
    name: "clip URL in the link, mp4 in a folder",
    shape: 'search: href="mp4: flowplayer',
    html: `<a id="player" class="rtmp" href="mp4:dir/x.mp4"><img src="splash.jpg"></a><script>$f("player", {src: "flowplayer.swf", wmode: "opaque"}, { clip: { provider: "rtmp" }, ${RTMP} });</script>`,
    player: "flowplayer3",
    streams: [`${S} dir/x.mp4`],
  },
  {
    name: "playlist",
    shape: "Flowplayer 3 documentation",
    html: `<div id="player"></div><script>flowplayer("player", "flowplayer.swf", { clip: { provider: 'rtmp' }, playlist: [ { url: 'mp4:a', title: 'A' }, { url: 'mp4:b', title: 'B' } ], ${RTMP} });</script>`,
    player: "flowplayer3",
    streams: [`${S} a.mp4`, `${S} b.mp4`],
  },
  {
    name: "playlist of strings with a splash image",
    shape: "Flowplayer 3 documentation",
    html: `<div id="player"></div><script>flowplayer("player", "flowplayer.swf", { playlist: [ 'splash.jpg', 'mp4:a/b' ], clip: { provider: 'rtmp' }, ${RTMP} });</script>`,
    player: "flowplayer3",
    streams: [`${S} a/b.mp4`],
  },
  {
    name: "netConnectionUrl in the clip",
    shape: "Flowplayer 3 RTMP plugin documentation",
    html: `<div id="player"></div><script>flowplayer("player", "flowplayer.swf", { clip: { url: "videos/a", netConnectionUrl: "${S}", provider: "rtmp" }, plugins: { rtmp: { url: "flowplayer.rtmp.swf" } } });</script>`,
    player: "flowplayer3",
    streams: [`${S} videos/a.flv`],
  },
  {
    name: "full URL in the clip",
    shape: "search: clip url rtmp:// flowplayer",
    html: `<div id="player"></div><script>$f("player", "flowplayer.swf", { clip: { url: "${S}/mp4:a.mp4", provider: "rtmp" }, plugins: { rtmp: { url: "flowplayer.rtmp.swf" } } });</script>`,
    player: "flowplayer3",
    streams: [`${S} a.mp4`],
  },
  {
    name: "jQuery plugin",
    shape: 'search: $("#player").flowplayer',
    html: `<div id="player"></div><script>$("#player").flowplayer("/swf/flowplayer-3.2.2.swf", { clip: { url: 'flv:a', provider: 'rtmp' }, ${RTMP} });</script>`,
    player: "flowplayer3",
    streams: [`${S} a.flv`],
  },
  {
    name: "bwcheck with bitrates",
    shape: "Flowplayer 3 bwcheck documentation",
    html: `<div id="player"></div><script>flowplayer("player","flowplayer.swf",{ clip: { urlResolvers: 'bwcheck', provider: 'rtmp', bitrates: [ { url: "mp4:a-400", bitrate: 400 }, { url: "mp4:a-800", bitrate: 800, isDefault: true } ] }, ${RTMP} });</script>`,
    player: "flowplayer3",
    streams: [`${S} a-400.mp4`, `${S} a-800.mp4`],
  },
  {
    name: "signed name, separators encoded",
    shape: "aws.amazon.com article, private streaming with Flowplayer",
    html: `<div id="player"></div><script>flowplayer("player","flowplayer.swf",{ clip: { url: 'mp4:a%3FExpires%3D1%26Signature%3Dx~_-%26Key-Pair-Id%3DK', provider: 'rtmp' }, ${RTMP} });</script>`,
    player: "flowplayer3",
    streams: [`${S} a.mp4?Expires=1&Signature=x~_-&Key-Pair-Id=K`],
  },
  {
    name: "flashembed",
    shape: "Flowplayer 3, flashembed documentation",
    html: `<div id="player"></div><script>flashembed("player", "flowplayer.swf", { config: { clip: { url: 'mp4:a', provider: 'rtmp' }, plugins: { rtmp: { netConnectionUrl: '${S}' } } } });</script>`,
    player: "flowplayer3",
    streams: [`${S} a.mp4`],
  },
  {
    name: "RTMPE and a port",
    shape: "search: netConnectionUrl rtmpe",
    html: `<div id="player"></div><script>flowplayer("player","flowplayer.swf",{ clip: { url: 'a', provider: 'x' }, plugins: { x: { url: 'flowplayer.rtmp.swf', netConnectionUrl: 'rtmpe://${H}:80/cfx/st' } } });</script>`,
    player: "flowplayer3",
    streams: [`rtmpe://${H}:80/cfx/st a.flv`],
  },
  {
    name: "plugin's address in the wrong place",
    shape: "search: netConnectionUrl, caterino.ua",
    html: `<div id="player"></div><script>var host = '${H}'
      flowplayer('player', 'flowplayer-3.2.18.swf', { clip: { url : 'ua_test', provider: 'ua' }, plugins: { url : 'flowplayer.rtmp-3.2.13.swf', netConnectionUrl: 'rtmp://' + host + '/cfx/st/' } })</script>`,
    player: "flowplayer3",
    streams: [`${S} ua_test.flv`],
  },
  {
    name: "quoted names",
    shape: "tdc viewer, cloudfront resolver",
    html: `<div id="v"></div><script>$f("v","flowplayer.swf",{ "clip": { "scaling":"fit", "provider":"rtmp", "url":"mp4:videos/a.mp4", "urlResolvers": "cloudfront", onStart: function() { this.getPlugin("canvas").css({backgroundImage: ""}); } },
      "plugins": { "rtmp": { "netConnectionUrl":"${S}", "url":"flowplayer.rtmp-3.2.3.swf" }, "cloudfront": { "url": "flowplayer.cloudfrontsignedurl.swf" }, "controls": { url: 'flowplayer.controls-3.2.5.swf', tooltips: { buttons: true } } } });</script>`,
    player: "flowplayer3",
    streams: [`${S} videos/a.mp4`],
  },
  {
    name: "clip set later, by data",
    shape: "tdc viewer, setClip",
    html: `<div id="v"></div><script>$f("v","flowplayer.swf",{ clip: { url: "mp4:videos/" + data.filepath, provider: "rtmp" }, ${RTMP} });</script>`,
    player: "flowplayer3",
    streams: [],
    isDynamic: true,
  },
];
