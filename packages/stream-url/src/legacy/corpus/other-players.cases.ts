import { H, S, type Snippet } from "./snippet.cases.ts";

/** The rest: jPlayer, SoundManager 2, Clappr, HDW, AC_FL_RunContent, UFO, frames, and pages with several things. */
export const OTHERS: readonly Snippet[] = [
  {
    name: "jPlayer, rtmpv",
    shape: "jPlayer demo, spacealone",
    html: `<div id="jp"></div><script>$("#jp").jPlayer({ ready: function () { $(this).jPlayer("setMedia", { title: "A", rtmpv: "${S}/mp4:uploads/2015/07/a.mp4", poster: "p.jpg" }).jPlayer("play"); }, swfPath: "js", supplied: "rtmpv", size: { width: "640px" } });</script>`,
    player: "jplayer",
    streams: [`${S} uploads/2015/07/a.mp4`],
  },
  {
    name: "jPlayer, rtmpa",
    shape: "jPlayer documentation, RTMP",
    html: `<div id="jp"></div><script>$("#jp").jPlayer("setMedia", { rtmpa: "${S}/mp3:a" });</script>`,
    player: "jplayer",
    streams: [`${S} a.mp3`],
  },
  {
    name: "SoundManager 2",
    shape: "SoundManager 2 documentation, serverURL",
    html: `<script>soundManager.setup({ url: '/swf/', flashVersion: 9, onready: function() { soundManager.createSound({ id: 's', serverURL: '${S}', url: 'mp3:song' }).play(); } });</script>`,
    player: "soundmanager2",
    streams: [`${S} song.mp3`],
  },
  {
    name: "Clappr",
    shape: "video-dev/clappr-rtmp-plugin #57",
    html: `<div id="p"></div><script>var player = new Clappr.Player({ source: "rtmp://media.example.com:1935/cfx/st/entrada", poster: "poster.jpg", parentId: "#p", plugins: { container: [TextOverlay], playback: [RTMP] }, rtmpConfig: { swfPath: 'RTMP.swf', playbackType: 'vod' } });</script>`,
    player: "clappr",
    streams: [`rtmp://media.example.com/cfx/st entrada.flv`],
  },
  {
    name: "HDW Player",
    shape: "search: hdwplayer({",
    html: `<div id='v'></div><script type='text/javascript'>hdwplayer({ id : 'v', swf : 'hdwplayer.swf', width : '630', type : 'rtmp', streamer: '${S}', video : 'a.flv', autoStart : 'false' });</script>`,
    player: "jwplayer4",
    streams: [`${S} a.flv`],
  },
  {
    name: "AC_FL_RunContent",
    shape: "Adobe AC_RunActiveContent.js",
    html: `<script>AC_FL_RunContent('codebase','http://x/swflash.cab','width','480','height','360','src','FLVPlayer_Streaming','flashvars','&streamName=x&source=${S}/videos/movie.flv','movie','FLVPlayer_Streaming');</script>`,
    player: "flvplayback",
    streams: [`${S} videos/movie.flv`],
  },
  {
    name: "AC_FL_RunContent with JW variables",
    shape: "search: AC_FL_RunContent streamer",
    html: `<script>AC_FL_RunContent("src", "player", "width", "320", "height", "240", "FlashVars", "file=a.flv&streamer=${S}&type=rtmp", "movie", "player");</script>`,
    player: "jwplayer4",
    streams: [`${S} a.flv`],
  },
  {
    name: "UFO",
    shape: "JW Player 3 documentation, ufo.js",
    html: `<p id="p"></p><script>var FO = { movie:"mediaplayer.swf", width:"320", height:"240", majorversion:"8", flashvars:"file=a.flv&streamer=${S}&type=rtmp" }; UFO.create(FO, "p");</script>`,
    player: "jwplayer4",
    streams: [`${S} a.flv`],
  },
  {
    name: "frame with a player",
    shape: "search: iframe player.html?streamer=",
    html: `<iframe src="/embed/player.html?streamer=rtmp%3A%2F%2F${H}%2Fcfx%2Fst&amp;file=mp4%3Aa.mp4" width="640" height="360"></iframe>`,
    player: "jwplayer4",
    streams: [`${S} a.mp4`],
  },
  {
    name: "noscript fallback beside the script",
    shape: "JW Player setup wizard, 2010",
    html: `<div id="c"></div><script>jwplayer("c").setup({flashplayer:"player.swf",file:"a.flv",streamer:"${S}",provider:"rtmp"});</script><noscript><embed src="player.swf" flashvars="file=a.flv&streamer=${S}&provider=rtmp"></noscript>`,
    player: "jwplayer5",
    streams: [`${S} a.flv`],
  },
  {
    name: "fallback inside the container",
    shape: "SWFObject 2 dynamic publishing with alternative content",
    html: `<div id="c"><embed src="player.swf" flashvars="file=a.flv&streamer=${S}&type=rtmp"></div><script>swfobject.embedSWF("player.swf","c","1","1","9",false,{file:"a.flv",streamer:"${S}",type:"rtmp"});</script>`,
    player: "jwplayer4",
    streams: [`${S} a.flv`],
  },
  {
    name: "cs50 player, with Video.js-like object",
    shape: "cs50/video README: playerOptions",
    html: `<div id="video"></div><script>var player = new CS50.Video({ playerContainer: '#video', playerOptions: { provider: "rtmp", streamer: "${S}/", file: "2011/fall/lectures/0/week0w.mp4" }, title: 'Lecture 0', video: 'http://cdn.example.com/2011/week0w.mp4' });</script>`,
    player: "jwplayer5",
    streams: [`${S} 2011/fall/lectures/0/week0w.mp4`],
  },
  {
    name: "Popcorn with jwplayer type",
    shape: "IRI MetadataPlayer tests",
    html: `<div id="c"></div><script>var options = { container: "#c", type: "jwplayer", file: "video/a.flv", streamer: "${S}/", flashplayer: '../libs/player.swf', live: true, "controlbar.position": "none", provider: "rtmp" };</script>`,
    player: "jwplayer5",
    streams: [`${S} video/a.flv`],
  },
  {
    name: "one script file, no markup",
    shape: "search: cfx/st in a .js file",
    html: `jwplayer("c").setup({ file: "${S}/mp4:a.mp4", primary: "flash" });`,
    player: "jwplayer6",
    streams: [`${S} a.mp4`],
  },
];

/** Pages in which there is nothing to find. */
export const NOTHING: readonly {
  readonly name: string;
  readonly html: string;
  /** An address stands there all the same, which has to be said. */
  readonly hasAddress?: true;
}[] = [
  {
    name: "no players",
    html: "<p>rtmp://s5c39gqb8ow64r.cloudfront.net/cfx/st/a.flv is how it was.</p>",
    hasAddress: true,
  },
  {
    name: "progressive JW Player",
    html: `<script>jwplayer("c").setup({ flashplayer: "player.swf", file: "/a.mp4" });</script>`,
  },
  {
    name: "progressive embed",
    html: `<embed src="player.swf" flashvars="file=/videos/a.flv&autostart=true">`,
  },
  { name: "YouTube", html: `<iframe src="https://www.youtube.com/embed/x"></iframe>` },
  {
    name: "HTML5 video",
    html: `<video class="video-js" data-setup="{}"><source src="a.mp4" type="video/mp4"></video>`,
  },
  {
    name: "only a comment",
    html: `<!-- <div class="flowplayer" data-rtmp="${S}"><video><source type="video/flash" src="mp4:a"></video></div> -->`,
  },
  {
    name: "only a commented script",
    html: `<script>/* jwplayer("c").setup({ file: "${S}/a.flv" }); */ // videojs("v").src("${S}/b.flv")\n</script>`,
  },
  {
    name: "variables in a comment of PHP's",
    html: `<?php $tv=array(\n//id=mediaplayer&provider=rtmp&streamer=rtmp%3A%2F%2Fmedia.example.org%2Flive&file=live72&mediaid=49\n); ?>`,
  },
  {
    name: "an object that was commented out by its ends",
    html: `<!--object><param name="flashvars" value="id=player&amp;streamer=rtmp%3A%2F%2Fmedia.example.org%2Flive%2F&amp;file=a"></object-->`,
  },
  {
    name: "HLS",
    html: `<script>jwplayer("c").setup({ file: "https://x/a.m3u8" }); flowplayer("#p", { clip: { sources: [{ type: "application/x-mpegurl", src: "a.m3u8" }] } });</script>`,
  },
  {
    name: "a signer that is no player",
    html: `<script>var url = "${S}/a.flv"; alert(url);</script>`,
    hasAddress: true,
  },
];
