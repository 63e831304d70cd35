import { H, S, type Snippet } from "./snippet.cases.ts";

/** `<embed>` with FlashVars, and with variables in the movie's address. */
export const EMBED: readonly Snippet[] = [
  {
    name: "provider rtmp, entities",
    shape: "sugarcrm/sugarcrm_dev, tour dialog",
    html: `<embed allowfullscreen="true" class="movieBox" flashvars="file=media.example.com/demos/new.mp4&amp;streamer=${S}&amp;provider=rtmp&amp;image=img/First.png&amp;autostart=false" height="281" src="http://d2owqhhe2x3j50.cloudfront.net/player.swf" width="500" wmode="transparent"></embed>`,
    player: "jwplayer5",
    streams: [`${S} media.example.com/demos/new.mp4`],
  },
  {
    name: "type rtmp, no entities",
    shape: "search: streamer=rtmp",
    html: `<embed src="/player.swf" flashvars="file=videos/a.flv&streamer=${S}&type=rtmp" width="480" height="270" />`,
    player: "jwplayer4",
    streams: [`${S} videos/a.flv`],
  },
  {
    name: "encoded values",
    shape: "developer guide, JW Player embed of 2010",
    html: `<embed src="player.swf" flashvars="file=videos%2Fa%20b.flv&amp;streamer=rtmp%3A%2F%2F${H}%2Fcfx%2Fst&amp;provider=rtmp">`,
    player: "jwplayer5",
    streams: [`${S} videos/a b.flv`],
  },
  {
    name: "single quotes, no extension",
    shape: "search: streamer=rtmp",
    html: `<embed type='application/x-shockwave-flash' src='swf/player.swf' flashvars='streamer=${S}&file=intro' />`,
    player: "jwplayer4",
    streams: [`${S} intro.flv`],
  },
  {
    name: "variables in the movie's address",
    shape: "search: player.swf?file= streamer=rtmp",
    html: `<embed src="http://www.example.com/player.swf?streamer=${S}&amp;file=mp4:clips/a.mp4&amp;provider=rtmp" width="400" height="300">`,
    player: "jwplayer5",
    streams: [`${S} clips/a.mp4`],
  },
  {
    name: "prefix and bufferlength, rtmps with port",
    shape: "lecture2go, generated embed",
    html: `<embed id="ply2" width="640" height="360" flashvars="autostart=false&image=http://example.com/l.jpg&bufferlength=2&streamer=rtmps://${H}:443/cfx/st&file=mp4:lectures/00.mp4&backcolor=FFFFFF&id=id1" src="/jw5.0/player-licensed.swf" type="application/x-shockwave-flash">`,
    player: "jwplayer4",
    streams: [`rtmps://${H}/cfx/st lectures/00.mp4`],
  },
  {
    name: "upper case tag and attributes",
    shape: "search: streamer=rtmp, hand-written page",
    html: `<EMBED SRC="PLAYER.SWF" FLASHVARS="file=A.FLV&amp;streamer=${S}&amp;type=rtmp" WIDTH=320 HEIGHT=240>`,
    player: "jwplayer4",
    streams: [`${S} A.FLV`],
  },
  {
    name: "signed name, separators encoded",
    shape: "developer guide, signed stream names in FlashVars",
    html: `<embed src="player.swf" flashvars="streamer=${S}&amp;provider=rtmp&amp;file=videos/a.mp4%3FExpires%3D1357034400%26Signature%3Dnit~_-%26Key-Pair-Id%3DAPKA">`,
    player: "jwplayer5",
    streams: [`${S} videos/a.mp4?Expires=1357034400&Signature=nit~_-&Key-Pair-Id=APKA`],
  },
  {
    name: "signed name, separators not encoded",
    shape: "flowplayer/flowplayer #817, the mistake",
    html: `<embed src="player.swf" flashvars="streamer=${S}&provider=rtmp&file=a.mp4?Expires=1357034400&Signature=nit~_-&Key-Pair-Id=APKA&autostart=true">`,
    player: "jwplayer5",
    streams: [`${S} a.mp4?Expires=1357034400&Signature=nit~_-&Key-Pair-Id=APKA`],
  },
  {
    name: "whole URL as src, Strobe",
    shape: "search: StrobeMediaPlayback.swf, radio page",
    html: `<embed src='swfs/StrobeMediaPlayback.swf' width='330' height='30' flashvars='&src=${S}/mp3:shows/a&autoHideControlBar=false&streamType=recorded&autoPlay=true'/>`,
    player: "strobe",
    streams: [`${S} shows/a.mp3`],
  },
  {
    name: "FLVPlayback component",
    shape: "Adobe FLVPlayback documentation",
    html: `<embed src="FLVPlayer_Progressive.swf" flashvars="&MM_ComponentVersion=1&skinName=Clear_Skin_1&source=${S}/videos/movie.flv&autoPlay=false" width="480" height="360">`,
    player: "flvplayback",
    streams: [`${S} videos/movie.flv`],
  },
  {
    name: "loose white space in the variables",
    shape: "search: flashvars streamer, CMS output",
    html: `<embed src="player.swf"
      flashvars="
        file=mp4:a/b.mp4&amp;
        streamer=${S}&amp;
        type=rtmp" />`,
    player: "jwplayer4",
    streams: [`${S} a/b.mp4`],
  },
  {
    name: "in a comment: not there",
    shape: "search: streamer=rtmp, commented out code beside the live one",
    html: `<!-- <embed src="player.swf" flashvars="file=old.flv&streamer=${S}"> --><embed src="player.swf" flashvars="file=new.flv&streamer=${S}">`,
    player: "jwplayer4",
    streams: [`${S} new.flv`],
  },
  {
    name: "file from a template",
    shape: "search: streamer=rtmp, PHP page",
    html: `<embed src="player.swf" flashvars="file=<?php echo $file; ?>.flv&amp;streamer=${S}">`,
    player: "jwplayer4",
    streams: [],
    isDynamic: true,
  },
];
