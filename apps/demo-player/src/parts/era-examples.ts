/** A snippet as pages of the era had it, around the stream that is given. */
export interface EraExample {
  readonly title: string;
  readonly write: (streamer: string, file: string) => string;
}

const stem = (file: string): string => file.replace(/\.flv$/, "");

/** A dozen, one of each common kind. */
export const EXAMPLES: readonly EraExample[] = [
  {
    title: "JW Player 5, setup()",
    write: (streamer, file) => `<div id="player">Loading the player...</div>
<script>
jwplayer("player").setup({
  flashplayer: "/jwplayer/player.swf",
  provider: "rtmp",
  streamer: "${streamer}",
  file: "${file}",
  width: "640", height: "360"
});
</script>`,
  },
  {
    title: "JW Player 4, embed with flashvars",
    write: (streamer, file) =>
      `<embed src="player.swf" width="640" height="360" allowfullscreen="true"\n  flashvars="file=${file}&amp;streamer=${streamer}&amp;provider=rtmp">`,
  },
  {
    title: "JW Player 6, one address",
    write: (streamer, file) => `<div id="clip"></div>
<script>jwplayer("clip").setup({ file: "${streamer}/flv:${stem(file)}", primary: "flash", width: 640, height: 360 });</script>`,
  },
  {
    title: "SWFObject 1",
    write: (streamer, file) => `<div id="video"></div>
<script>
var so = new SWFObject("player.swf", "mpl", "640", "360", "9");
so.addVariable("streamer", "${streamer}");
so.addVariable("file", "${file}");
so.write("video");
</script>`,
  },
  {
    title: "SWFObject 2, embedSWF",
    write: (streamer, file) => `<div id="video"></div>
<script>
var flashvars = { streamer: "${streamer}", file: "${file}", provider: "rtmp" };
swfobject.embedSWF("player.swf", "video", "640", "360", "9.0.0", false, flashvars, { allowfullscreen: "true" });
</script>`,
  },
  {
    title: "object and embed",
    write: (
      streamer,
      file,
    ) => `<object classid="clsid:D27CDB6E-AE6D-11cf-96B8-444553540000" width="640" height="360">
  <param name="movie" value="player.swf">
  <param name="flashvars" value="streamer=${streamer}&amp;file=${file}">
  <embed src="player.swf" width="640" height="360" flashvars="streamer=${streamer}&amp;file=${file}">
</object>`,
  },
  {
    title: "Flowplayer 3",
    write: (streamer, file) => `<div id="fp"></div>
<script>
flowplayer("fp", "flowplayer-3.2.swf", {
  clip: { url: "${stem(file)}", provider: "rtmp" },
  plugins: { rtmp: { url: "flowplayer.rtmp-3.2.swf", netConnectionUrl: "${streamer}" } }
});
</script>`,
  },
  {
    title: "Flowplayer 5",
    write: (streamer, file) =>
      `<div class="flowplayer" data-rtmp="${streamer}">\n  <video><source type="video/flash" src="${stem(file)}"></video>\n</div>`,
  },
  {
    title: "Video.js 4",
    write: (streamer, file) =>
      `<video class="video-js" width="640" height="360" data-setup="{}">\n  <source type="rtmp/flv" src="${streamer}/&flv:${stem(file)}">\n</video>`,
  },
  {
    title: "MediaElement",
    write: (streamer, file) =>
      `<video width="640" height="360">\n  <source type="video/rtmp" src="${streamer}/flv:${stem(file)}">\n</video>\n<script>$("video").mediaelementplayer();</script>`,
  },
  {
    title: "Strobe Media Playback",
    write: (streamer, file) =>
      `<embed src="StrobeMediaPlayback.swf" width="640" height="360"\n  flashvars="src=${encodeURIComponent(`${streamer}/${stem(file)}`)}&urlIncludesFMSApplicationInstance=true">`,
  },
  {
    title: "SMIL playlist",
    write: (streamer, file) =>
      `<smil>\n  <head><meta base="${streamer}"/></head>\n  <body><video src="${file}" title="Clip"/></body>\n</smil>`,
  },
];
