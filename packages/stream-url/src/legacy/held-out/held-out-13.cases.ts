import { H, S, type Snippet } from "../corpus/snippet.cases.ts";

const M = "media.example.org";

/** Second half of the seventh set. */
export const HELD_OUT_13: readonly Snippet[] = [
  {
    name: "embed written by a script",
    shape: "search: streamer=rtmp://, page of television channels",
    html: `<body><script language="javascript">\ndocument.write('<embed src="http://${M}/player/player.swf"   allowScriptAccess="never" FlashVars="streamer=rtmp://${M}:1935/livetv&file=hunanhd.flv&provider=rtmp&bufferlength=1&autostart=true" width="100%" height="100%" allowfullscreen="true"></embed>')\n\n</script></body>`,
    player: "jwplayer5",
    streams: [`rtmp://${M}/livetv hunanhd.flv`],
  },
  {
    name: "server among the parameters of an audio address",
    shape: "search: streamer=rtmp://, class of a radio page",
    html: `class Player { constructor(){ this.play=document.getElementById("play"); this.radio=[]; this.radio[0]="http://${M}:3065/;audio.mp3&bufferlength=2&volume=100&streamer=rtmp://${M}:3270/shoutcast/fm&autostart=true"; this.radio[1]="./audio.mp3"; } }`,
    player: "flash",
    streams: [],
    isUnread: true,
  },
  {
    name: "server with a user's number from PHP",
    shape: "search: streamer=rtmp://, plug-in of a CMS",
    html: `<div id="jw_wrap_1"><object width="400" height="319" id="jw_player_1"><param name="movie" value="non-commercial.swf" /><param name="flashvars" value="file=<?php echo $_GET['entryId']; ?>_1@<?php echo $_GET['remoteId']; ?>&subscribe=true&streamer=rtmp://cp<?php echo $_GET['user']; ?>.${M}/live/&type=fcsubscribe" /><embed src="non-commercial.swf" width="400" flashvars="file=<?php echo $_GET['entryId']; ?>_1@<?php echo $_GET['remoteId']; ?>&streamer=rtmp://cp<?php echo $_GET['user']; ?>.${M}/live/&type=fcsubscribe" /></object></div>`,
    player: "jwplayer4",
    streams: [],
    isDynamic: true,
  },
  {
    name: "React component with flashvars in a template literal",
    shape: "search: streamer=rtmp://, webcast component",
    html: `import React from 'react'\nconst EmbedRtmp = (props) => { const channel = props.webcast.channel; const flashVars = \`file=\${props.file}&streamer=rtmp://\${channel}&autostart=true&provider=rtmp\`\n return ( <object width="100%" data="/jwplayer/player.swf" type="application/x-shockwave-flash"> <param name="flashvars" value={flashVars} /> <param name="wmode" value="transparent" /> </object> ) }`,
    player: "flash",
    streams: [],
    isUnread: true,
  },
  {
    name: "flashvars by addParam, the file from PHP",
    shape: "search: streamer=rtmp://, university lectures",
    html: `<div id="main_player"></div><script>function embed() { var s1 = new SWFObject('includes/player.swf', 'player', '640', '480' , '9.0.0', '#FFFFFF'); s1.addParam('allowfullscreen', 'true'); s1.addParam('flashvars', 'playerready=playerReadyCallback&fullscreen=true&file=<?php echo($sFile); ?>&wmode=transparent&streamer=rtmp://${M}/vod'); s1.write('main_player'); };</script>`,
    player: "jwplayer4",
    streams: [],
    isDynamic: true,
  },
  {
    name: "function that returns a movie, extension added",
    shape: "search: addVariable('streamer', audio guide",
    html: `function getStreamer(filename) { var so = new SWFObject('http://${M}/player.swf', 'mpl', '300', '24', '9'); so.addParam('allowfullscreen', 'false'); so.addVariable('file', filename + '.mp3'); so.addVariable('streamer', '${S}/'); return so; }`,
    player: "jwplayer4",
    streams: [],
    isUnread: true,
  },
  {
    name: "one function for each channel of a broadcaster",
    shape: "search: addVariable('streamer', PHP page",
    html: `<div id="live"></div><script>function stream1() { var so = new SWFObject('/js/player.swf','mpl','640','364','9'); so.addVariable('controlbar', 'bottom'); so.addVariable('streamer', 'rtmp://192.0.2.12/live'); so.addVariable('file', 'tv'); so.addVariable('type', 'video'); so.addParam('wmode','transparent'); so.write('live'); }
function stream2() { var so = new SWFObject('/js/player.swf','mpl','640','364','9'); so.addVariable('streamer', 'rtmp://192.0.2.12/live'); so.addVariable('file', 'tv2'); so.addVariable('type', 'video'); so.write('live'); }</script>`,
    player: "jwplayer4",
    streams: ["rtmp://192.0.2.12/live tv.flv", "rtmp://192.0.2.12/live tv2.flv"],
  },
  {
    name: "behind the scenes, on air",
    shape: "search: addVariable('streamer', front page of a programme",
    html: `<div class="aoVivo"><h2><span>Ao Vivo</span></h2><div id="aovivo"></div><script> var so = new SWFObject('/js/player.swf','mpl','310','238','9'); so.addVariable('autostart', 'true'); so.addVariable('streamer', 'rtmp://192.0.2.12/live'); so.addVariable('file', 'bastidores'); so.addVariable('type', 'video'); so.addParam('allowscriptaccess','always'); so.write('aovivo'); timer1();</script></div>`,
    player: "jwplayer4",
    streams: ["rtmp://192.0.2.12/live bastidores.flv"],
  },
  {
    name: "streaming service of an archive's console",
    shape: "search: addVariable('streamer', DuraCloud's administration",
    html: `$.get(url, { success: function(result) { setTimeout(function(){ var so = new SWFObject('/jwplayer/player.swf','ply','350','216','9','#ffffff'); so.addParam('wmode','opaque'); so.addVariable('skin','/jwplayer/stylish.swf'); so.addVariable('file', contentItem.contentId); so.addVariable('streamer', 'rtmp://' +streamingHost+ '/cfx/st'); so.write('mediaspace'); },1000); }, failure: function(text){ alert("failed: " + text); } });`,
    player: "jwplayer4",
    streams: [],
    isDynamic: true,
  },
  {
    name: "server and file printed by PHP",
    shape: "search: addVariable('streamer', video portal",
    html: `<div id="ply"></div><script> var s2 = new SWFObject('/js/player.swf','ply','640','450','9','#ffffff'); s2.addParam("allowfullscreen","true"); s2.addVariable('streamer','<?php echo @$video['rtmp_url'][0];    ?>'); s2.addVariable('file','<?php echo @$video['video_url'][0];    ?>'); s2.addVariable('logo','<?php //echo "/".@$v;  ?>'); s2.write('ply');</script>`,
    player: "jwplayer4",
    streams: [],
    isDynamic: true,
  },
  {
    name: "script in a string of PHP's",
    shape: "search: addVariable('streamer', actions of a broadcaster's site",
    html: `<?php class Actions { function live() { if(!$mobile){ $return .= "
            var so = new SWFObject('/js/player.swf','mpl','640','364','9');
            so.addVariable('streamer', 'rtmp://192.0.2.12/livepkgr');
            //so.addVariable('file', '".$streaming."');
            so.addVariable('file', 'tv2?adbe-live-event=liveevent');
            so.write('livestream2');"; } } }`,
    player: "jwplayer4",
    streams: ["rtmp://192.0.2.12/livepkgr tv2.flv?adbe-live-event=liveevent"],
  },
  {
    name: "parts of an address given to a movie",
    shape: "search: addVariable('streamer', feed reader with a player",
    html: `var s1 = new SWFObject('/static/player.swf', 'player-' + id, width, height, '9'); s1.addParam('allowfullscreen','true'); if (url.match(/^rtmp[ts]?:/)) { var urls = url.split('/'); file = urls.pop(); s1.addVariable('file', encodeURIComponent(file)); s1.addVariable('streamer', encodeURIComponent(urls.join('/'))); s1.addVariable('type', 'video'); } else { s1.addVariable('file', encodeURIComponent(url)); } s1.write('embed-player');`,
    player: "jwplayer4",
    streams: [],
    isDynamic: true,
  },
  {
    name: "flashvars set by jQuery",
    shape: "search: src=rtmp://, GrindPlayer's demo",
    html: `var host = window.location.hostname; if (key != false) { setInterval(function(){ getViewerCount(app,key); }, 10000); $("#GrindPlayerVars").attr("value","autoPlay=true&streamType=live&bufferTime=0&src=rtmp://"+host+"/"+app+"/"+key); } else { $("#GrindPlayer").html("") }`,
    player: "flash",
    streams: [],
    isUnread: true,
  },
  {
    name: "sample player of OSMF in a JSP",
    shape: "search: src=rtmp://, camera page",
    html: `<% if(session.getAttribute("i")!=null) { %><object width='500' height='375' id='SampleMediaPlayback' type='application/x-shockwave-flash'><param name='movie' value='<%=webroot%>/swfs/SampleMediaPlayback.swf' /><param name='flashvars' value='&src=rtmp://192.168.1.132/live/test&autoHideControlBar=true&streamType=vod&autoPlay=true&verbose=true' /><embed src='<%=webroot%>/swfs/SampleMediaPlayback.swf' width='500' flashvars='&src=rtmp://192.168.1.132/live/test&autoHideControlBar=true&streamType=vod&autoPlay=true&verbose=true' type='application/x-shockwave-flash' /></object><% } %>`,
    player: "strobe",
    streams: ["rtmp://192.168.1.132/live test.flv"],
  },
  {
    name: "param made by the DOM",
    shape: "search: src=rtmp://, live list",
    html: `var object = document.createElement("object"); var param = document.createElement("param"); param.name = "flashvars"; if( EndTime == "" ) { param.value = "src=rtmp://${M}:1935/livestream/" + channelNum + "_" + programNum + "&autoPlay=true&streamType=live"; } object.appendChild(param);`,
    player: "flash",
    streams: [],
    isUnread: true,
  },
  {
    name: "embed appended by jQuery, the host chosen",
    shape: "search: src=rtmp://, camera console",
    html: `<div id="videoShow"></div><script>function changeVideo(){ var value = $("#videoSelect").val(); if(value != "0"){ $("#videoShow").empty(); $("#videoShow").append('<embed src="http://'+value+'/web/swfs/StrobeMediaPlayback.swf" width="640" height="352" name="StrobeMediaPlayback" flashvars="&amp;src=rtmp://'+value+'/flash/12:admin:admin&amp;autoHideControlBar=true&amp;streamType=live" type="application/x-shockwave-flash">'); } }</script>`,
    player: "strobe",
    streams: [],
    isDynamic: true,
  },
  {
    name: "list of trailers as JSON",
    shape: "search: cloudfront.net/cfx/st, data of a shop",
    html: `{ "movies": [ { "cdin": "fe93", "title": "17", "httpTrailerUrl": "http://${M}/s/v/a.mp4", "rtmpTrailerUrl": "${S}/s/v/a.mp4", "noSchemeHttpTrailerUrl": "//${M}/s/v/a.mp4", "smallImageUrl": "http://${M}/i/a.jpg" } ] }`,
    player: "flash",
    streams: [`${S} s/v/a.mp4`],
  },
  {
    name: "file from the link that was clicked",
    shape: "search: cloudfront.net/cfx/st, CodeIgniter view",
    html: `<script> \n$(document).ready(function() { $(".video").live('click', function(event) { event.preventDefault(); var videoFile = $(this).attr('href'); jwplayer('cboxLoadedContent').setup({ flashplayer: "<?php echo base_url(); ?>js/jwplayer.flash.swf", file:videoFile, streamer: "${S}", width: 640, autostart: false }); }); });</script>`,
    player: "jwplayer5",
    streams: [],
    isDynamic: true,
  },
  {
    name: "server in a variable of the site's own player",
    shape: "search: cloudfront.net/cfx/st, editor of clips",
    html: `var curvid = 0; var clipdata = new Array(); var connsloaded = false; var _rtmpserver = '${S}'; var _increment = 5; $(window).resize(function () { scrubresize(); });`,
    player: "flash",
    streams: [],
    isUnread: true,
  },
  {
    name: "Flowplayer 5, the server beside sources of HLS",
    shape: "search: cloudfront.net/cfx/st, player with a watermark",
    html: `var optionss = { ratio: 9/16, clip: { sources: [
            // { type: 'video/mp4', src:  sources_mp4 },
            { type: 'application/x-mpegURL', src:  sources_m3u8 } ], scaling: 'fit', provider: 'hddn' }, thumbnails: { width: 120, template: '$ruta_img/img{time}.jpg' }, rtmp: '${S}', loop: false }; flowplayer(container, optionss).on('fullscreen fullscreen-exit', function (e, api) { if (/exit/.test(e.type)) { } });`,
    player: "flowplayer5",
    streams: [],
    isDynamic: true,
  },
  {
    name: "JW Player 6 in a JSP, the name from the query",
    shape: "shwsac/CloudBasedVideoSharing WebContent/videoplayer.jsp",
    html: `<%@ page language="java" %><HTML><BODY><H1><%=name %></H1><div id='mediaplayer'><a href="list.jsp">Return</a></div><script type="text/javascript"> \n   jwplayer('mediaplayer').setup({ file: "rtmp://${H}/cfx/st/<%=name%>", width: "720", height: "480" });\n</script></BODY></HTML>`,
    player: "jwplayer6",
    streams: [],
    isDynamic: true,
  },
  {
    name: "leading commas, one function for each server",
    shape: "search: jwplayer setup streamer, Flowplayer 3 test page",
    html: `function setup_flv_playback() { $f("playback_container", "swf/flowplayer-3.2.16.swf", { clip: { url: "raw.flv" ,live: false ,provider:"rtmpd" } ,plugins: { rtmpd: { url: "swf/flowplayer.rtmp-3.2.12.swf" ,netConnectionUrl: "rtmp://localhost/flvplayback/" } } }); }
function setup_live_playback() { $f("live_container", "swf/flowplayer-3.2.16.swf", { clip: { url: "livestream" ,live: true ,provider:"rtmpd" } ,plugins: { rtmpd: { url: "swf/flowplayer.rtmp-3.2.12.swf" ,netConnectionUrl: "rtmp://${M}/flvplayback/" } } }); }`,
    player: "flowplayer3",
    streams: ["rtmp://localhost/flvplayback raw.flv", `rtmp://${M}/flvplayback livestream.flv`],
  },
  {
    name: "news page of a CloudFront and Flowplayer 3 recipe",
    shape: "page: flowplayer.org, RTMP plug-in",
    html: `<div id="wowza" style="width:644px"><img src="/splash.jpg" /></div><script>$f("wowza", "http://releases.example.org/flowplayer-3.2.18.swf", { clip: { url: 'mp4:vod/demo/buffalo.mp4', scaling: 'fit', provider: 'hddn' }, plugins: { hddn: { url: "flowplayer.rtmp-3.2.13.swf", netConnectionUrl: 'rtmp://${M}/play' } }, canvas: { backgroundGradient: 'none' } });</script>`,
    player: "flowplayer3",
    streams: [`rtmp://${M}/play vod/demo/buffalo.mp4`],
  },
  {
    name: "fenced script in Markdown, bit rates among modes",
    shape:
      'search: streamer: "rtmp://, notes of a streaming server (not of the set: it was seen when this was mended)',
    html: `\`\`\`javascript\nLoading the player ...\n\njwplayer("container").setup({ height: 360, modes: [ { type: "flash", src: "player.swf", config: { levels: [ { bitrate: 250, file: "low", width: 320 }, { bitrate: 500, file: "high", width: 480 } ], streamer: "rtmp://${M}:1935/live", provider: "rtmp" } }, { type: "html5", config: { file: "http://${M}/ipad.smil/playlist.m3u8" } } ] } );\n\`\`\``,
    player: "jwplayer5",
    streams: [`rtmp://${M}/live low.flv`, `rtmp://${M}/live high.flv`],
  },
];
