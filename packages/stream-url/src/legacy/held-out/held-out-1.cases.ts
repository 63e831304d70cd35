import { H, S, type Snippet } from "../corpus/snippet.cases.ts";

/** Shapes from other searches than the corpus, written down before the code was run on them. First half. */
export const HELD_OUT_1: readonly Snippet[] = [
  {
    name: "Strobe object with poster, cfx/st forgotten",
    shape: 'search: flashvars="src=rtmp, CloudFront sample page',
    html: `<object width="500" height="300"> <param name="movie" value="http://fpdownload.adobe.com/strobe/FlashMediaPlayback_101.swf"></param><param name="flashvars" value="src=rtmp://${H}/videos/sample_mpeg4.mp4"></param> <param name="allowFullScreen" value="true"></param><embed src="http://fpdownload.adobe.com/strobe/FlashMediaPlayback_101.swf" type="application/x-shockwave-flash" flashvars="src=rtmp://${H}/videos/sample_mpeg4.mp4"></embed> </object>`,
    player: "strobe",
    streams: [`${S} videos/sample_mpeg4.mp4`],
  },
  {
    name: "Strobe embed, encoded, hidden controls",
    shape: 'search: flashvars="src=rtmp, house tour',
    html: `<embed src="http://fpdownload.adobe.com/strobe/FlashMediaPlayback.swf" type="application/x-shockwave-flash" width="1" height="1" flashvars="src=rtmp%3A%2F%2F${H}%2Fcfx%2Fst%2Fmp4%3Alobby.mp4&controlBarMode=none&playButtonOverlay=false&autoPlay=true"></embed>`,
    player: "strobe",
    streams: [`${S} lobby.mp4`],
  },
  {
    name: "live TV page, poster encoded",
    shape: 'search: flashvars="src=rtmp, imageboard',
    html: `<embed src="FlashMediaPlayback_101.swf" flashvars="src=rtmp%3A%2F%2Fmedia.example.com%2Flive%2Fleaf&poster=https%3A%2F%2Fcdn.example.com%2F1343.jpg&autoPlay=true">`,
    player: "strobe",
    streams: ["rtmp://media.example.com/live leaf.flv"],
  },
  {
    name: "object written by a script, as a string",
    shape: "search: flashvars=\"src=rtmp, .html('<object",
    html: `<div id="c"></div><script>$("#c").html('<object width="500" height="300">'+ '<param name="flashvars" value="src=rtmp%3A%2F%2F${H}%2Fcfx%2Fst%2Fa.flv&amp;streamType=recorded">'+ '<embed src="FlashMediaPlayback.swf" flashvars="src=rtmp%3A%2F%2F${H}%2Fcfx%2Fst%2Fa.flv&amp;streamType=recorded">'+ '</object>').hide().fadeIn(600);</script>`,
    player: "strobe",
    streams: [`${S} a.flv`],
  },
  {
    name: "document.write of an embed",
    shape: "search: document.write embed flashvars",
    html: `<script>document.write('<embed src="player.swf" width="320" height="240" flashvars="file=a.flv&streamer=${S}&type=rtmp" />');</script>`,
    player: "jwplayer4",
    streams: [`${S} a.flv`],
  },
  {
    name: "jQuery flash plugin with a flashvars object",
    shape: "unl/UNL_MediaHub, live stream template",
    html: `<div id="live"></div><script>WDN.jQuery('#live').flash({ swf: WDN.template_path + 'swf/player5.4.swf', allowfullscreen: 'false', flashvars: { 'file': 'myStream.sdp', 'autostart': 'true', 'streamer': '${S}/' }, height: '360', id: 'jwPlayer' });</script>`,
    player: "jwplayer4",
    streams: [`${S} myStream.sdp.flv`],
  },
  {
    name: "SWFObject 1 with commented alternatives",
    shape: 'search: "streamer","rtmp, IMM page',
    html: `<div id="p"></div><script>var s2 = new SWFObject('/js/player.swf','ply','640','450','9','#ffffff');
      s2.addVariable("autostart","true");
      //s2.addVariable("streamer","rtmp://155.obj.netromedia.net/ipadhigh");
      //s2.addVariable('file','ipadhigh1');
      s2.addVariable("streamer","rtmp://${H}:1935/cfx/st");
      s2.addVariable('file','myStream.sdp1');
      //s2.addVariable("displayheight","344");
      s2.addVariable("type","video"); s2.write("p");</script>`,
    player: "jwplayer4",
    streams: [`${S} myStream.sdp1.flv`],
  },
  {
    name: "variables for file and streamer",
    shape: "webdelcule.com, FMS page",
    html: `<div id="container_id"></div><script type="text/javascript">
      var file = 'clips/one.flv';
      var streamer = '${S}';
      var s1 = new SWFObject('player.swf', 'playlist', '400', '450', '9', "#FFFFFF" );
      s1.addParam('flashvars', 'file=' + file + '&streamer=' + streamer + '&playlist=bottom');
      s1.write('container_id');</script>`,
    player: "jwplayer4",
    streams: [`${S} clips/one.flv`],
  },
  {
    name: "JW Player 6 with rtsp and m3u8 beside",
    shape: "search: file: 'rtmp://, vods page",
    html: `<div id='x'></div><script>jwplayer('x').setup({ sources:[ { file: '${S}/_definst_/mp4:movies/a.mp4' }, { file: 'http://h:1935/vods/_definst_/mp4:movies/a.mp4/playlist.m3u8' }, { file: 'rtsp://h:1935/vods/_definst_/movies/a.mp4' }], primary: 'flash', //image: '//h/i.jpg',
      width: '100%' });</script>`,
    player: "jwplayer6",
    streams: [`${S} movies/a.mp4`],
  },
  {
    name: "m3u8 first, RTMP second",
    shape: "search: file: 'rtmp://, webcam page",
    html: `<div id='w'></div><script>$(function(){ jwplayer('w').setup({ aspectratio: '16:9', playlist: [{ image: 'http://i.example.com/a.jpg', sources: [{ file: 'http://h/rtplive/mp4:camera.stream/playlist.m3u8', },{ file: 'rtmp://media.example.com/rtplive/mp4:camera', }] }], primary: "html5" }); });</script>`,
    player: "jwplayer6",
    streams: ["rtmp://media.example.com/rtplive camera.mp4"],
  },
  {
    name: "audio bar with buffer length",
    shape: "search: file: 'rtmp://, streamhost page",
    html: `<div id="streaming"></div><script>jQuery(document).ready(function () { jwplayer.key="6q54wPD8=="; jwplayer("streaming").setup({ file: 'rtmp://media.example.com/salive/GMI3', height: 30, autostart: 'true', rtmp: { bufferlength: 7 } }); });</script>`,
    player: "jwplayer6",
    streams: ["rtmp://media.example.com/salive GMI3.flv"],
  },
  {
    name: "modal with a video and an inline handler",
    shape: "search: file: 'rtmp://, LivingAlpha modal",
    html: `<div class="modal"><button onclick="jwplayer('my-video1').stop();">x</button><div id='my-video1'></div><script type='text/javascript'>
      jwplayer('my-video1').setup({ file: '${S}/mp4:img/LA-INTRO-HD.mp4', width: '480', height: '270', image: '<?php echo $this->webroot."img/V.png" ?>' });</script></div>`,
    player: "jwplayer6",
    streams: [`${S} img/LA-INTRO-HD.mp4`],
  },
  {
    name: "short echo tag",
    shape: "search: file: 'rtmp://, $media->path",
    html: `<div id='m'></div><script>jwplayer('m').setup({ file: '${S}/<?= $media->path ?>', width: "auto" });</script>`,
    player: "jwplayer6",
    streams: [],
    isDynamic: true,
  },
  {
    name: "Angular controller",
    shape: "search: file: 'rtmp://, WebcamController",
    html: `controllers.controller('WebcamController', ['$scope', function($scope){ loadJS('http://jwpsrv.com/library/x.js', function() { jwplayer('webcam-player').setup({ file: '${S}/mp4:camera.mp4', //image: 'Enter a JPG',
      title: 'Webcam', width: '100%', fallback: 'false', primary: 'flash' }); }); }]);`,
    player: "jwplayer6",
    streams: [`${S} camera.mp4`],
  },
  {
    name: "setDataSource",
    shape: 'search: type: "rtmp/flv", neplayer',
    html: `<video id="v" class="video-js"></video><script>var myPlayer = videojs("v"); myPlayer.src({ type: "rtmp/flv", src: "${S}/&flv:8d17" });</script>`,
    player: "videojs4",
    streams: [`${S} 8d17.flv`],
  },
  {
    name: "Video.js options in a variable",
    shape: 'search: type: "rtmp/flv", React component',
    html: `<video id="v"></video><script>const options_0 = { fluid: true, //预加载
      techOrder: ['flash'], aspectRatio: '3:2', flash: { swf: videoSWF }, sources: [{ type: "rtmp/flv", src: "rtmp://media.example.com:1936/hls/world", }], };
      this.player_0 = videojs("v", options_0);</script>`,
    player: "videojs4",
    streams: ["rtmp://media.example.com:1936/hls world.flv"],
  },
  {
    name: "Video.js, several candidate lines commented out",
    shape: 'search: type: "rtmp/flv", Vue component',
    html: `<video id="v"></video><script>videojs("v", { sources: [ { type: "rtmp/flv",
      // type: "video/mp4",
      src: "rtmp://media.example.com/livetv/hunan" //url,
      // src: 'rtmp://other.example.com/live/s1?txSecret=1&txTime=2',
      } ] });</script>`,
    player: "videojs4",
    streams: ["rtmp://media.example.com/livetv hunan.flv"],
  },
  {
    name: "ready callback",
    shape: "search: videojs().ready this.src",
    html: `<video id="v" class="video-js"></video><script>videojs("v").ready(function () { this.src([{ type: "rtmp/mp4", src: "${S}/&mp4:a.mp4" }]); this.play(); });</script>`,
    player: "videojs4",
    streams: [`${S} a.mp4`],
  },
  {
    name: "URL from the server's answer",
    shape: 'search: type: "rtmp/flv", myPlayer.src rtmp_url',
    html: `<video id="v"></video><script>player.ready(function () { var myPlayer = this; myPlayer.reset(); myPlayer.src({ type: "rtmp/flv", src: "${S}/" + rtmp_name }); myPlayer.play(); });</script>`,
    player: "videojs4",
    streams: [],
    isDynamic: true,
  },
  {
    name: "Flowplayer 3 with plugin elsewhere",
    shape: "search: flowplayer.rtmp.swf, NYU dlib",
    html: `<div id="player"></div><script>$f("player", { src: 'http://dlib.example.edu/fp/flowplayer.swf', wmode: 'opaque' }, { clip: { provider: 'rtmp', url: 'mp4:hidvl/a', autoPlay: false }, plugins: { controls: { tooltips: { fullscreen: 'Start' } }, content: { url: 'flowplayer.content.swf', opacity: 0 }, rtmp: { url: 'http://dlib.example.edu/custom/flowplayer.rtmp.swf',

      // netConnectionUrl defines where the streams are found
      netConnectionUrl: '${S}' } }, onError: function(errorCode, errorMessage) { $f().getPlugin('play').css({ opacity: 0 }); } });</script>`,
    player: "flowplayer3",
    streams: [`${S} hidvl/a.mp4`],
  },
  {
    name: "full URL and the same as server",
    shape: "search: rtmp: { url:, flowplayer test",
    html: `<div id="player1"></div><script>var player = document.getElementById("player1"); $f(player, "flowplayer-3.2.18.swf", {clip: { url: '${S}/test', autoPlay: true, provider: 'rtmp' }, plugins: { rtmp: { url: 'flowplayer.rtmp-3.2.13.swf', netConnectionUrl: '${S}/test' } } });</script>`,
    player: "flowplayer3",
    streams: [`${S} test.flv`],
  },
  {
    name: "oEmbed from WordPress",
    shape: "search: flowplayer.rtmp.swf, wooster.edu",
    html: `<object width="640" height="360" type="application/x-shockwave-flash" data="http://webapps.example.edu/flowplayer.swf"><param name="movie" value="http://webapps.example.edu/flowplayer.swf" /><param name="allowfullscreen" value="true" /><param name="flashvars" value='config={"key":"#$28d4f","clip":{"provider":"rtmp","live":true,"url":  "talks/one","autoBuffering":true  },"plugins":{"rtmp":{"url":"flowplayer.rtmp.swf","netConnectionUrl":"${S}"}}}' /></object>`,
    player: "flowplayer3",
    streams: [`${S} talks/one.flv`],
  },
  {
    name: "server from options",
    shape: "search: flowplayer.rtmp.swf, your4",
    html: `<div id="v"></div><script>this.$f = $f("v", "../lib/flowplayer.swf", { clip: { url: 'mp4:' + this.url, provider: 'y4' }, plugins: { y4: { url: '../lib/flowplayer.rtmp.swf', netConnectionUrl: 'rtmp://' + this.options.server + '/' + this.service }, controls: null } });</script>`,
    player: "flowplayer3",
    streams: [],
    isDynamic: true,
  },
  {
    name: "arguments split out of a URL",
    shape: "search: flowplayer.rtmp.swf, urlGroupArr",
    html: `<div id="v"></div><script>flowplayer("v", "/base/lib/flowplayer/flowplayer.swf", { clip: { url: urlGroupArr[2], provider: 'rtmp', live: true }, plugins: { rtmp: { proxyType: 'best', url: '/base/lib/flowplayer/flowplayer.rtmp.swf', netConnectionUrl: "${S}" } }, onError: function (e) { } });</script>`,
    player: "flowplayer3",
    streams: [],
    isDynamic: true,
  },
  {
    name: "conditional plugin from PHP",
    shape: "search: flowplayer.rtmp.swf, USE_STREAMING",
    html: `<div id="v"></div><script>flowplayer("v", "flowplayer.swf", { playlist: [{ url: "splash.png" }, { url: "mp4:trailers/a.mp4", provider: 'hddn' }], plugins: { controls: { all: false, opacity: 0.8 }, <?php if(USE_STREAMING):?>
      // here is our rtmp plugin configuration
      hddn: { url: "http://x/flash/flowplayer.rtmp.swf", netConnectionUrl: '${S}' } <?php endif;?> } });</script>`,
    player: "flowplayer3",
    streams: [`${S} trailers/a.mp4`],
  },
];
