import { H, S, type Snippet } from "./snippet.cases.ts";

const script = (text: string): string =>
  `<div id="mediaspace">Flash needed</div>\n<script type="text/javascript">\n${text}\n</script>`;

/** SWFObject 1: `new SWFObject`, `addVariable`, `write`. */
export const SWFOBJECT_1: readonly Snippet[] = [
  {
    name: "addVariable",
    shape: "search: addVariable('streamer'",
    html: script(`var so = new SWFObject('/js/player.swf','mpl','640','364','9');
      so.addParam('allowfullscreen','true');
      so.addVariable('streamer','${S}');
      so.addVariable('file','videos/a.flv');
      so.addVariable('type','rtmp');
      so.write('mediaspace');`),
    player: "jwplayer4",
    streams: [`${S} videos/a.flv`],
  },
  {
    name: "provider, double quotes, other variable name",
    shape: 'search: addVariable("streamer"',
    html: script(`var s2 = new SWFObject("player.swf","ply","640","450","9","#ffffff");
      s2.addVariable("provider","rtmp"); s2.addVariable("file","mp4:a.mp4"); s2.addVariable("streamer","${S}/");
      s2.write("mediaspace");`),
    player: "jwplayer5",
    streams: [`${S} a.mp4`],
  },
  {
    name: "encodeURIComponent",
    shape: "miyagawa/remedie, media player",
    html: script(`var s1 = new SWFObject('/static/player.swf','p',480,270,'9');
      s1.addVariable('file', encodeURIComponent('videos/a b.flv'));
      s1.addVariable('streamer', encodeURIComponent('${S}'));
      s1.write('mediaspace');`),
    player: "jwplayer4",
    streams: [`${S} videos/a b.flv`],
  },
  {
    name: "flashvars parameter",
    shape: "search: streamer=rtmp, trailer page",
    html: script(`var so = new SWFObject('http://player.example.com/player.swf','mpl','90%','300','9','000000');
      so.addParam('flashvars','streamer=${S}&file=trailer.flv&type=rtmp&autostart=true&image=x.jpg&controlbar=over');
      so.write('mediaspace');`),
    player: "jwplayer4",
    streams: [`${S} trailer.flv`],
  },
  {
    name: "constants before",
    shape: "search: var _rtmpserver = 'rtmp://…/cfx/st'",
    html: script(`var _rtmpserver = '${S}';
      var name = "clips/" + "a" + ".mp4";
      var so = new SWFObject("player.swf","p","1","1","9");
      so.addVariable("streamer", _rtmpserver);
      so.addVariable("file", name);
      so.write("mediaspace");`),
    player: "jwplayer4",
    streams: [`${S} clips/a.mp4`],
  },
  {
    name: "commented lines",
    shape: "tvcultura page",
    html: script(`var so = new SWFObject('player.swf','mpl','640','364','9');
      //so.addVariable('file', 'old.flv');
      /* so.addVariable('streamer', 'rtmp://old.example.com/live'); */
      so.addVariable('streamer', '${S}');
      so.addVariable('file', 'tv2');
      so.write('mediaspace');`),
    player: "jwplayer4",
    streams: [`${S} tv2.flv`],
  },
  {
    name: "query in the file",
    shape: "tvcultura page",
    html: script(`var so = new SWFObject('player.swf','mpl','640','364','9');
      so.addVariable('streamer', '${S}');
      so.addVariable('file', 'tv2?event=live');
      so.write('mediaspace');`),
    player: "jwplayer4",
    streams: [`${S} tv2.flv?event=live`],
  },
  {
    name: "file from a variable of the page",
    shape: "aw-audio player helper",
    html: script(`var so = new SWFObject('player.swf','mpl','300','24','9');
      so.addVariable('file', filename + '.mp3');
      so.addVariable('streamer', '${S}/');
      so.write('mediaspace');`),
    player: "jwplayer4",
    streams: [],
    isDynamic: true,
  },
  {
    name: "streamer host from a variable",
    shape: "duracloud/duracloud, viewer",
    html: script(`var so = new SWFObject('/duradmin/jwplayer/player.swf','ply','350','216','9','#ffffff');
      so.addVariable('skin','/duradmin/jwplayer/stylish.swf');
      so.addVariable('file', 'a.mp4');
      so.addVariable('streamer', 'rtmp://' +streamingHost+ '/cfx/st');
      so.write('mediaspace');`),
    player: "jwplayer4",
    streams: [],
    isDynamic: true,
  },
  {
    name: "two movies, one after the other",
    shape: "tvcultura page, stream1 and stream2",
    html: script(`function stream1() { var so = new SWFObject('player.swf','mpl','1','1','9'); so.addVariable('streamer','${S}'); so.addVariable('file','a.flv'); so.write('mediaspace'); }
      function stream2() { var so = new SWFObject('player.swf','mpl','1','1','9'); so.addVariable('streamer','${S}'); so.addVariable('file','b.flv'); so.write('mediaspace'); }`),
    player: "jwplayer4",
    streams: [`${S} a.flv`, `${S} b.flv`],
  },
  {
    name: "rtmpt over port 80",
    shape: "Yammer help page",
    html: script(`var so = new SWFObject('mediaplayer.swf','mpl','640','360','8');
      so.addVariable('file','tour.flv'); so.addVariable('streamer','rtmpt://${H}:80/cfx/st'); so.write('mediaspace');`),
    player: "jwplayer4",
    streams: [`rtmpt://${H}/cfx/st tour.flv`],
  },
];

/** SWFObject 2: `embedSWF` and `createSWF`. */
export const SWFOBJECT_2: readonly Snippet[] = [
  {
    name: "flashvars object",
    shape: "SWFObject 2 documentation",
    html: script(`var flashvars = { file: "videos/a.flv", streamer: "${S}", type: "rtmp" };
      var params = { allowfullscreen: "true" };
      swfobject.embedSWF("player.swf", "mediaspace", "640", "360", "9.0.0", false, flashvars, params);`),
    player: "jwplayer4",
    streams: [`${S} videos/a.flv`],
  },
  {
    name: "properties set one by one",
    shape: "search: flashvars.streamer",
    html: script(`var flashvars = {};
      flashvars.file = "mp4:a.mp4";
      flashvars.streamer = "${S}";
      flashvars.provider = "rtmp";
      flashvars.autoPlay = 'true';
      var params = {}; var attributes = {};
      swfobject.embedSWF("player.swf", "mediaspace", "640", "360", "9.0.124", "expressInstall.swf", flashvars, params, attributes);`),
    player: "jwplayer5",
    streams: [`${S} a.mp4`],
  },
  {
    name: "properties in brackets",
    shape: "search: flashvars['streamer']",
    html: script(`var fv = new Object(); fv['streamer'] = '${S}'; fv['file'] = 'a.flv'; fv['type'] = 'rtmp';
      swfobject.embedSWF('player.swf','mediaspace','1','1','9',null,fv);`),
    player: "jwplayer4",
    streams: [`${S} a.flv`],
  },
  {
    name: "inline object",
    shape: "WordPress plugin, $rtmp_server",
    html: script(
      `swfobject.embedSWF('/wp-content/player.swf','mediaspace','480px','270px','9','false', { file: 'show', streamer: '${S}', autostart: 'false', type: 'rtmp', image: 'i.png' }, {allowfullscreen:'true'}, {id:'jwplayer',name:'jwplayer'});`,
    ),
    player: "jwplayer4",
    streams: [`${S} show.flv`],
  },
  {
    name: "flashvars string in params",
    shape: "hdwmusic component",
    html: script(`var params = { allowScriptAccess: "always", flashvars: "file=a.mp4&streamer=${S}&provider=rtmp" };
      swfobject.embedSWF('player.swf','mediaspace','100%','26',"9",null,null,params,{id:'player'});`),
    player: "jwplayer5",
    streams: [`${S} a.mp4`],
  },
  {
    name: "createSWF",
    shape: "SWFObject 2 documentation",
    html: script(`var att = { data:"player.swf", width:"780", height:"400" };
      var par = { flashvars:"file=a.flv&streamer=${S}&type=rtmp" };
      var myObject = swfobject.createSWF(att, par, "mediaspace");`),
    player: "jwplayer4",
    streams: [`${S} a.flv`],
  },
  {
    name: "Strobe parameters",
    shape: "Allwinner board manual, Strobe page",
    html: script(`var parameters = { src: "${S}/mp4:test.mp4", autoPlay: true, controlBarAutoHide: false, poster: "strobe/images/poster.png" };
      swfobject.embedSWF( "strobe/StrobeMediaPlayback.swf", "mediaspace", 640, 480, "10.1.0", {}, parameters, { allowFullScreen: "true"}, { name: "strobeMediaPlayback" });`),
    player: "strobe",
    streams: [`${S} test.mp4`],
  },
  {
    name: "Strobe with encoded source",
    shape: "Strobe Media Playback documentation",
    html: script(
      `swfobject.embedSWF("StrobeMediaPlayback.swf","mediaspace",640,360,"10.1.0","expressInstall.swf",{ src: encodeURIComponent("${S}/mp4:a/b.mp4"), streamType: "recorded", urlIncludesFMSApplicationInstance: true },{ allowFullScreen: "true" });`,
    ),
    player: "strobe",
    streams: [`${S} a/b.mp4`],
  },
  {
    name: "double-encoded name with a signature",
    shape: "aws forum, signed names in FlashVars",
    html: script(`var flashvars = { streamer: "${S}", provider: "rtmp", file: "a.mp4%3FExpires%3D1%26Signature%3Dx~%26Key-Pair-Id%3DK" };
      swfobject.embedSWF("player.swf","mediaspace","1","1","9",false,flashvars);`),
    player: "jwplayer5",
    streams: [`${S} a.mp4?Expires=1&Signature=x~&Key-Pair-Id=K`],
  },
  {
    name: "file from the location",
    shape: "search: embedSWF, query of the page",
    html: script(`var flashvars = { streamer: "${S}", file: swfobject.getQueryParamValue("file") };
      swfobject.embedSWF("player.swf","mediaspace","1","1","9",false,flashvars);`),
    player: "jwplayer4",
    streams: [],
    isDynamic: true,
  },
];
