import { S, type Snippet } from "../corpus/snippet.cases.ts";

const FP = `plugins: { rtmp: { url: "flowplayer.rtmp.swf", netConnectionUrl: "${S}" } }`;
const LIVE = "rtmp://media.example.org/live";

/** A fourth set, from files of public repositories, written down before the code saw them. First half. */
export const HELD_OUT_7: readonly Snippet[] = [
  {
    name: "Flowplayer 3, provider of the site's own name in a PHP theme",
    shape: "WordPress theme of a student house, live page",
    html: `<div id="stream"></div><script>$(function () { flowplayer("stream", "<?php bloginfo('stylesheet_directory');?>/js/flowplayer.swf", { clip: { url: 'meeting_nov', live: true, provider: 'house' }, plugins: { // the plugin
      house: { url: "<?php bloginfo('stylesheet_directory');?>/js/flowplayer.rtmp.swf",
      // where the streams are
      netConnectionUrl: '${LIVE}' } } }); });</script>`,
    player: "flowplayer3",
    streams: [`${LIVE} meeting_nov.flv`],
  },
  {
    name: "Flowplayer 3, controls switched off, handler among the settings",
    shape: "channel list page, config in a variable",
    html: `<div id="holder"></div><script>var player = $f("holder", { src: "flowplayer.swf", wmode: 'opaque' }, { clip: { url: 'mp4:a.mp4', live: true, scaling: 'fit', onBeforePause : function(){ return false; }, provider: 'influx' }, plugins: { controls: null, influx: { url: "flowplayer.rtmp.swf", netConnectionUrl: '${S}' } } });</script>`,
    player: "flowplayer3",
    streams: [`${S} a.mp4`],
  },
  {
    name: "a configuration commented out beside a living one",
    shape: "Angular controller with the tries left in comments",
    html: `<div id="live"></div><script>/* jwplayer("live").setup({ file: "${LIVE}/old", primary: "flash" }); */
      // flowplayer("live", "f.swf", { clip: { url: "old", provider: "rtmp" }, plugins: { rtmp: { netConnectionUrl: "${LIVE}" } } });
      flowplayer("live", "f.swf", { clip: { url: "now", provider: "rtmp" }, ${FP} });</script>`,
    player: "flowplayer3",
    streams: [`${S} now.flv`],
  },
  {
    name: "JSP tags with quotes inside quotes",
    shape: "conversation page of a Spring application, c:url in strings",
    html: `<div id="p"></div><script>flowplayer("p", '<c:url value='/scripts/flowplayer.swf' />', { clip: { url: 'talk.flv', provider: 'influx' }, plugins: { controls: { url: '<c:url value='/scripts/flowplayer.controls.swf' />', height: 30 }, influx: { url: '<c:url value='/scripts/flowplayer.rtmp.swf' />', netConnectionUrl: '${S}' } } });</script>`,
    player: "flowplayer3",
    streams: [`${S} talk.flv`],
  },
  {
    name: "trailing commas and an anchor as place",
    shape: "sample player of a blog on RTMP",
    html: `<a href="#" style="display:block;width:520px;height:330px" id="player"></a><script>flowplayer("player", "flowplayer-3.2.8.swf",{ clip: { url: 'hks', provider: 'rtmp', live: true, }, plugins: { rtmp: { url: 'flowplayer.rtmp-3.2.8.swf', netConnectionUrl: '${LIVE}' } } });</script>`,
    player: "flowplayer3",
    streams: [`${LIVE} hks.flv`],
  },
  {
    name: "plugins of every kind around the one for RTMP",
    shape: "slow motion page of a sports site",
    html: `<div id="p1"></div><script>flowplayer("p1", "flowplayer/flowplayer-3.2.4.swf", { log: { level: 'debug', filter: 'org.flowplayer.slowmotion.*' }, plugins: { slowmotion: { url: 'flowplayer.slowmotion.swf' }, rtmp: { url: 'flowplayer.rtmp.swf', netConnectionUrl: '${S}' }, speed: { url: 'flowplayer.content.swf', bottom: 50, backgroundColor: 'rgba(20, 20, 20, 0.5)', style: { body: { fontSize: 12 } } }, controls: { tooltips: { buttons: true } } }, clip: { url: 'mp4:match', provider: 'rtmp' } });</script>`,
    player: "flowplayer3",
    streams: [`${S} match.mp4`],
  },
  {
    name: "a signed name by the server, escaped",
    shape: "Netromedia's secure streaming in PHP",
    html: `<div id="p"></div><script>$f("p", "flowplayer.swf", { key: "x", clip: { provider: 'netro', url: escape('<?php echo $path . '?t=' . $time . '&s=' . $signature; ?>'), autoPlay: false }, plugins: { netro: { url: 'flowplayer.rtmp.swf', netConnectionUrl: '${S}' } } });</script>`,
    player: "flowplayer3",
    streams: [],
    isDynamic: true,
  },
  {
    name: "an old server in a comment above the present one",
    shape: "sample page on an EC2 address",
    html: `<div id="p"></div><script>$f("p", "http://releases.flowplayer.org/swf/flowplayer-3.2.16.swf", { clip: { url: 'sample.mp4', scaling: 'fit', provider: 'hddn' }, plugins: { hddn: { url: "flowplayer.rtmp.swf",
      //netConnectionUrl: 'rtmp://192.0.2.7:1935/vod2/sample4.mp4'
      netConnectionUrl: '${LIVE}' } }, canvas: { backgroundGradient: 'none' } });
      $f("p").play();</script>`,
    player: "flowplayer3",
    streams: [`${LIVE} sample.mp4`],
  },
  {
    name: "a script file with its host in a variable, the plugin's settings one level too high",
    shape: "module of a small live site",
    html: `'use strict'\n\n/* globals flowplayer */\n\nvar url = 'ua_test'\nvar provider = 'ua'\nvar host = 'media.example.org'\n\nflowplayer('player', 'http://releases.flowplayer.org/swf/flowplayer-3.2.18.swf', {\n clip: {\n url : 'ua_test',\n scaling : 'fit',\n provider: 'ua'\n },\n plugins: {\n url : 'components/flowplayer.rtmp.swf',\n netConnectionUrl: 'rtmp://' + host + '/live/'\n }\n})\n`,
    player: "flowplayer3",
    streams: [`${LIVE} ua_test.flv`],
  },
  {
    name: "markup in a string over several lines",
    shape: "dialog of a radio site, lines continued by backslashes",
    html: `<script>var page = { radio: function () { var html = '<div class="r">live</div>\\\n <object classid="clsid:D27CDB6E-AE6D-11cf-96B8-444553540000" width="420" height="22">\\\n <param name="movie" value=""/>\\\n <param name="flashvars" value="autostart=true&file=vod/ch04.flv&streamer=${S}/&image=/i.jpg&controlbar=bottom"/>\\\n <embed src="'+ urls.sta +'/swf/player.swf" width="420" height="22" flashvars="autostart=true&file=vod/ch04.flv&streamer=${S}/&image=/i.jpg"></embed>\\\n </object>'; art.dialog(html); } };</script>`,
    player: "jwplayer4",
    streams: [`${S} vod/ch04.flv`],
  },
  {
    name: "flashvars in a JSX template literal",
    shape: "React component of a webcam page",
    html: `import React from 'react';\n\nconst Cam = ({channel}) => (\n <object type="application/x-shockwave-flash" data="/RtmpPlayer.swf" width="640" height="360">\n <param name="allowfullscreen" value="true"/>\n <param name="flashvars" value={\`streamer=rtmp://media.example.org/dog&file=ch\${channel}\`}/>\n </object>\n);\n`,
    player: "jwplayer4",
    streams: [],
    isDynamic: true,
  },
  {
    name: "flashvars as a parameter, its file from the window",
    shape: "shop page with trailers",
    html: `<div id="m"></div><script>var so = new SWFObject('http://x/player.swf','mpl','90%',window.low,'9', '000000'); so.addParam('allowscriptaccess','always'); so.addVariable("autostart","true"); so.addParam('flashvars','streamer=${S}&file='+window.comment+'.flv&type=rtmp&autostart=true&image='+window.picture+'&controlbar=over'); so.addVariable('image',window.picture); so.write('m');</script>`,
    player: "jwplayer4",
    streams: [],
    isDynamic: true,
  },
  {
    name: "a function that returns the movie",
    shape: "audio library of a mission",
    html: `<script>function getStreamer(filename) { var so = new SWFObject('http://s3.amazonaws.com/b/player.swf', 'mpl', '300', '24', '9'); so.addParam('wmode', 'opaque'); so.addVariable('file', filename + '.mp3'); so.addVariable('streamer', '${S}/'); so.write('x'); return so; }</script>`,
    player: "jwplayer4",
    streams: [],
    isDynamic: true,
  },
  {
    name: "a function for each channel, the same variable in both",
    shape: "Brazilian broadcaster's two live streams",
    html: `<div id="live"></div><script>function stream1() { var so = new SWFObject('/player.swf','mpl','640','364','9'); so.addVariable('streamer', '${LIVE}'); so.addVariable('file', 'tv'); so.addVariable('type', 'video'); so.write('live'); }
      function stream2() { var so = new SWFObject('/player.swf','mpl','640','364','9'); so.addVariable('streamer', '${LIVE}'); so.addVariable('file', 'eventual'); so.addVariable('type', 'video'); so.write('live'); }</script>`,
    player: "jwplayer4",
    streams: [`${LIVE} tv.flv`, `${LIVE} eventual.flv`],
  },
  {
    name: "a host looked up in a list of settings",
    shape: "administration of a repository service",
    html: `<script>if (prop.name == 'Streaming Host') { streamingHost = prop.value; setTimeout(function () { var so = new SWFObject('/player.swf','ply','350','216','9','#ffffff'); so.addVariable('skin','/stylish.swf'); so.addVariable('file', contentItem.contentId); so.addVariable('streamer', 'rtmp://' +streamingHost+ '/cfx/st'); so.write('m'); },1000); }</script>`,
    player: "jwplayer4",
    streams: [],
    isDynamic: true,
  },
  {
    name: "a query of the live packager's",
    shape: "Brazilian broadcaster, adbe-live-event",
    html: `<div id="l"></div><script>var so = new SWFObject('/player.swf','mpl','640','364','9'); so.addVariable('streamer', 'rtmp://media.example.org/livepkgr'); so.addVariable('file', 'tv2?adbe-live-event=liveevent'); so.addVariable('type', 'video'); so.write('l');</script>`,
    player: "jwplayer4",
    streams: ["rtmp://media.example.org/livepkgr tv2.flv?adbe-live-event=liveevent"],
  },
  {
    name: "settings for the page beside modes for two engines",
    shape: "telemedicine page on a Russian CDN",
    html: `<div id='player'></div><script>jwplayer('player').setup({ 'id': 'player', 'width': '480', 'height': '320', 'provider': 'rtmp', 'streamer': '${S}', 'file': 'talk.mp4', 'src': 'http://x/player-viral.swf', 'autoplay': 'false', 'modes': [ {type: 'flash', src: 'http://x/player-viral.swf'}, { type: 'html5', config: { 'file': 'http://x/talk/playlist.m3u8', 'provider': 'video' } } ] });</script>`,
    player: "jwplayer5",
    streams: [`${S} talk.mp4`],
  },
  {
    name: "a fenced block in a README",
    shape: "README of an Android publisher",
    html: "4. Change the address in index.html:\n```java\n\n    <script type='text/javascript'>\n        jwplayer('mediaspace').setup({\n        'flashplayer': 'player.swf',\n        'file': 'test',\n        'streamer': 'rtmp://192.168.155.1:1935/live',\n         'controlbar': 'bottom',\n        'width': '720',\n        'height': '480'\n    });\n</script>\n```\nThe address to play is then `rtmp://192.168.155.1:1935/live/test`.",
    player: "jwplayer5",
    streams: ["rtmp://192.168.155.1/live test.flv"],
  },
  {
    name: "a whole address beside a streamer",
    shape: "JSP page for Red5",
    html: `<div id='m'></div><script>jwplayer('m').setup({\n// 'flashplayer': 'player.swf',\n 'file': "rtmp://media.example.org/oflaDemo/film.flv", 'streamer': 'rtmp://media.example.org/oflaDemo', 'controlbar': 'bottom', 'width': '848' });</script>`,
    player: "jwplayer5",
    streams: ["rtmp://media.example.org/oflaDemo film.flv"],
  },
  {
    name: "page quoted in a Python string, with the command line above",
    shape: "video add-on's notes",
    html: `video = url\n'''\nrtmpdump\n -r "rtmp://192.0.2.9:1935/file"\n -a "file" -y "Edge-1/records/aoz"\n\n<script type='text/javascript'>\n jwplayer('m').setup({ 'flashplayer': '/jwplayer/player.swf', 'file': 'Edge-1/records/aoz.flv', 'streamer': 'rtmp://192.0.2.9:1935/file', 'autostart': 'true' });\n</script>\n'''\n`,
    player: "jwplayer5",
    streams: ["rtmp://192.0.2.9/file Edge-1/records/aoz.flv"],
  },
  {
    name: "an embed code offered for sharing, filled in by PHP",
    shape: "trade magazine's video page",
    html: `<div id="m"></div><script><!--// <![CDATA[\n jwplayer('m').setup({ 'id': 'x', 'provider': 'rtmp', 'streamer': '${S}', 'file': '<?php print($play)?>', 'plugins': { 'sharing-2': { 'link': '<?php echo $url; ?>', 'code': '<embed src="/player.swf" width="640" flashvars="<?php echo $code?>" />' } }, 'modes': [ {type: 'flash', src: '/player.swf'}, { type: 'html5', config: { 'file': 'http://x/<?php print($play)?>' } } ] });\n// ]]> --></script>`,
    player: "jwplayer5",
    streams: [],
    isDynamic: true,
  },
  {
    name: "a name by the server's expression language",
    shape: "Spring page with a stream object",
    html: `<div id='m'>-</div><script>jwplayer('m').setup({ 'flashplayer': '../player.swf', 'file': '\${stream.fileName}', 'streamer': 'rtmp://localhost/oflaDemo', 'image' : '\${route}' });</script>`,
    player: "jwplayer5",
    streams: [],
    isDynamic: true,
  },
  {
    name: "an MP3 with its extension",
    shape: "French teaching component for Joomla",
    html: `<div id='video'></div><script>jwplayer('video').setup({ 'flashplayer': 'components/player.swf', 'file': 'run400.mp3', 'streamer': '${S}', 'controlbar': 'bottom', 'width': '540', 'height': '320' });</script>`,
    player: "jwplayer5",
    streams: [`${S} run400.mp3`],
  },
  {
    name: "commented out by the template engine, and one that is not",
    shape: "Blade page with old players left in",
    html: `{{-- <div id='a'><script>jwplayer('a').setup({ 'flashplayer': 'p.swf', 'file': 'old.flv', 'streamer': '${S}' });</script></div> --}}<div id='b'></div><script>jwplayer('b').setup({ 'flashplayer': 'p.swf', 'file': 'new.flv', 'streamer': '${S}' });</script>`,
    player: "jwplayer5",
    streams: [`${S} new.flv`],
  },
  {
    name: "Video.js, a stream key by PHP",
    shape: "streaming site, watch page",
    html: `<?php if ($s['type'] === 'rtmp'): ?><video class="video-player" controls autoplay><source src="${LIVE}/<?= $s['key'] ?>" type="rtmp/mp4">Your browser does not support RTMP streaming.</video><?php else: ?><video controls><source src="http://x/live/<?= $s['key'] ?>/index.m3u8" type="application/x-mpegURL"></video><?php endif; ?>`,
    player: "videojs4",
    streams: [],
    isDynamic: true,
  },
];
