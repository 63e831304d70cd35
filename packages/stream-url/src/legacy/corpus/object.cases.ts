import { H, S, type Snippet } from "./snippet.cases.ts";

const FLASH = 'classid="clsid:D27CDB6E-AE6D-11cf-96B8-444553540000"';

/** `<object>` with `<param>`s, with and without an `<embed>` inside. */
export const OBJECT: readonly Snippet[] = [
  {
    name: "object around embed",
    shape: "sugarcrm/sugarcrm_dev, tour dialog",
    html: `<object ${FLASH} width="500" height="281"><param name="movie" value="http://d1.cloudfront.net/player.swf" /><param name="flashvars" value="file=demos/new.mp4&amp;streamer=${S}&amp;provider=rtmp" /><embed flashvars="file=demos/new.mp4&amp;streamer=${S}&amp;provider=rtmp" src="http://d1.cloudfront.net/player.swf"></embed></object>`,
    player: "jwplayer5",
    streams: [`${S} demos/new.mp4`],
  },
  {
    name: "data attribute, no embed",
    shape: "search: streamer=rtmp, React component",
    html: `<object type="application/x-shockwave-flash" data="/dist/player.swf" width="640" height="360"><param name="allowfullscreen" value="true"/><param name="FlashVars" value="streamer=${S}&file=ch1.flv"/></object>`,
    player: "jwplayer4",
    streams: [`${S} ch1.flv`],
  },
  {
    name: "movie parameter with variables",
    shape: "search: player.swf?file=",
    html: `<object ${FLASH}><param name="movie" value="/swf/player.swf?file=a/b&streamer=${S}&type=rtmp"></object>`,
    player: "jwplayer4",
    streams: [`${S} a/b.flv`],
  },
  {
    name: "parameters in upper case, unquoted",
    shape: "hand-written page of 2009",
    html: `<OBJECT ${FLASH}><PARAM NAME=Movie VALUE=player.swf><PARAM NAME=FlashVars VALUE="file=x.mp3&streamer=${S}&type=rtmp"></OBJECT>`,
    player: "jwplayer4",
    streams: [`${S} x.mp3`],
  },
  {
    name: "Flowplayer 3 JSON",
    shape: 'search: netConnectionUrl":"rtmp, testingbot media page',
    html: `<object data="http://x/flowplayer-3.2.14.swf" type="application/x-shockwave-flash"><param name="flashvars" value='config={"clip":{"url":"mp4:s/a","provider":"rtmp"},"plugins":{"controls":{"url":"http://x/flowplayer.controls-3.2.14.swf"},"rtmp":{"url":"http://x/flowplayer.rtmp-3.2.11.swf","netConnectionUrl":"${S}"}},"playlist":[{"url":"mp4:s/a","provider":"rtmp"}]}'></object>`,
    player: "flowplayer3",
    streams: [`${S} s/a.mp4`],
  },
  {
    name: "Flowplayer 3 JSON, entities",
    shape: 'search: netConnectionUrl":"rtmp, netromedia page',
    html: `<object data="flowplayer.commercial-3.2.7.swf"><param name="flashvars" value="config={&quot;clip&quot;:{&quot;url&quot;:&quot;show&quot;,&quot;provider&quot;:&quot;nm&quot;},&quot;plugins&quot;:{&quot;nm&quot;:{&quot;url&quot;:&quot;flowplayer.rtmp-3.2.3.swf&quot;,&quot;netConnectionUrl&quot;:&quot;${S}&quot;}}}" /></object>`,
    player: "flowplayer3",
    streams: [`${S} show.flv`],
  },
  {
    name: "Flowplayer 3 JSON, single quotes inside",
    shape: "city.ac.uk player script",
    html: `<object data="flowplayer.swf"><param name="flashvars" value="config={'clip': {'provider': 'rtmp'}, 'playlist': [{'url': 'v1/Hi_bandwidth', 'autoPlay': false}], 'plugins': {'rtmp': {'url': 'flowplayer.rtmp.swf', 'netConnectionUrl': '${S}'}}}"></object>`,
    player: "flowplayer3",
    streams: [`${S} v1/Hi_bandwidth.flv`],
  },
  {
    name: "escaped slashes in JSON",
    shape: "hitbox.tv player configuration",
    html: `<object data="flowplayer.swf"><param name="flashvars" value='config={"clip":{"url":"mp4:a\\/b"},"plugins":{"rtmp":{"netConnectionUrl":"rtmp:\\/\\/${H}\\/cfx\\/st"}}}'></object>`,
    player: "flowplayer3",
    streams: [`${S} a/b.mp4`],
  },
  {
    name: "Strobe",
    shape: "Strobe Media Playback setup page",
    html: `<object width="640" height="480"><param name="movie" value="http://fpdownload.adobe.com/strobe/FlashMediaPlayback.swf"></param><param name="flashvars" value="src=rtmp%3A%2F%2F${H}%2Fcfx%2Fst%2Fmp4%3Avideos%2Fa.mp4&streamType=recorded&urlIncludesFMSApplicationInstance=true"></param></object>`,
    player: "strobe",
    streams: [`${S} videos/a.mp4`],
  },
  {
    name: "live radio player with _definst_",
    shape: "search: streamer=rtmp, campus radio",
    html: `<object ${FLASH} width="420" height="22"><param name="movie" value="player_ccm.swf"/><param name="flashvars" value="autostart=true&file=vod51/ch04.flv&streamer=${S}/_definst_/&image=/jw/preview.jpg&controlbar=bottom"/></object>`,
    player: "jwplayer4",
    streams: [`${S} vod51/ch04.flv`],
  },
  {
    name: "nested objects for IE and others",
    shape: "SWFObject 2 static publishing",
    html: `<object id="p" ${FLASH}><param name="movie" value="player.swf" /><param name="flashvars" value="file=a.flv&streamer=${S}&type=rtmp" /><!--[if !IE]>--><object type="application/x-shockwave-flash" data="player.swf"><param name="flashvars" value="file=a.flv&streamer=${S}&type=rtmp" /><p>No Flash</p></object><!--<![endif]--></object>`,
    player: "jwplayer4",
    streams: [`${S} a.flv`],
  },
  {
    name: "never closed",
    shape: "hand-written page of 2009",
    html: `<object data="player.swf"><param name="flashvars" value="file=a.flv&amp;streamer=${S}&amp;type=rtmp"><p>Text`,
    player: "jwplayer4",
    streams: [`${S} a.flv`],
  },
  {
    name: "two movies",
    shape: "search: streamer=rtmp, gallery",
    html: `<object data="player.swf"><param name="flashvars" value="file=a.flv&streamer=${S}"></object> and <object data="player.swf"><param name="flashvars" value="file=a.flv&streamer=${S}"></object>`,
    player: "jwplayer4",
    streams: [`${S} a.flv`],
  },
];
