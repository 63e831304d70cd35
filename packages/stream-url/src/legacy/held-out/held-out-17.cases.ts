import { H, S, type Snippet } from "../corpus/snippet.cases.ts";

const M = "media.example.org";

/** An eleventh set, as a search of public files gave them, in its order: encoded variables, providers, Strobe. */
export const HELD_OUT_17: readonly Snippet[] = [
  {
    name: "embed that jQuery makes of attributes",
    shape: "search: streamer=rtmp%3A, course page",
    html: `function show() { if (flash) { var emb = $('<embed/>', { type: 'application/x-shockwave-flash', src: 'http://x/player.swf', width: 490, allowfullscreen: 'true', flashvars: 'backcolor=000000&file=%2Feng%2Fshows%2Fpaths%2F2010-04-22_tweb-360.mp4&frontcolor=FFFFFF&gapro.accountid=UA-1-2&hd.file=%2Feng%2Fshows%2Fpaths%2F2010-04-22_tweb-720.mp4&hd.state=false&level=0&plugins=gapro-1%2Chd-1&skin=http%3A%2F%2Fx%2Fmodieus.swf&streamer=rtmp%3A%2F%2F${M}%2Ffastplay&title=What%3F&autostart=true', id : 'interview-video' }); $('#player').append(emb); } }`,
    player: "jwplayer4",
    streams: [`rtmp://${M}/fastplay eng/shows/paths/2010-04-22_tweb-360.mp4`],
  },
  {
    name: "object in a template of Underscore",
    shape: "search: streamer=rtmp%3A, conference page",
    html: `$(function() { var video_systems = { cds: _.template('<object type="application/x-shockwave-flash" data="http://x/mediaplayer.swf" width="100%" height="360"><param name="allowfullscreen" value="true"><param name="flashvars" value="netstreambasepath=http%3A%2F%2Fx%2Frecord%3Fln%3Den&amp;id=mediaplayer1&amp;file=Video%2FPublic%2F<%= video_id %>%2F<%= video_id %>-0600-kbps.mp4&amp;image=https%3A%2F%2Fx%2F<%= video_id %>.jpg&amp;streamer=rtmp%3A%2F%2F${M}%3A1935%2Fvod&amp;provider=rtmp&amp;controlbar.position=over"></object>') }; $('.video').click(function() { var video_id = $(this).data('code'); $('.modal-body').html(video_systems[$(this).data('system')]({ video_id: video_id })); return false; }); });`,
    player: "jwplayer5",
    streams: [],
    isDynamic: true,
  },
  {
    name: "object as JW Player 5 leaves it in a saved page",
    shape: "search: streamer=rtmp%3A, chapters page",
    html: `<div class="video"><object type="application/x-shockwave-flash" data="<?=Url::template("assets/player.swf");?>" width="100%" height="100%" bgcolor="#333" id="player" name="player" tabindex="0">\n<param name="allowfullscreen" value="true">\n<param name="flashvars" value="netstreambasepath=http%3A%2F%2Fx%2Fkala2.html&amp;id=player&amp;streamer=rtmp%3A%2F%2F192.0.2.60%2Flive&amp;file=kala2&amp;autostart=true&amp;stretch=uniform&amp;rtmp.tunneling=false&amp;controlbar.position=over">\n</object></div><a href="<?=Url::site('ver/'.$p->slug);?>"><?=Helper::sanitize($p->titulo);?></a>`,
    player: "jwplayer4",
    streams: ["rtmp://192.0.2.60/live kala2.flv"],
  },
  {
    name: "saved object, and the script that made it below",
    shape: "search: streamer=rtmp%3A, webcast",
    html: `<div id="w"><object type="application/x-shockwave-flash" data="http://x/player.swf" width="100%" id="ecg_video" name="ecg_video" tabindex="0"><param name="wmode" value="opaque"><param name="flashvars" value="netstreambasepath=http%3A%2F%2Fx%2Fplayer.htm&amp;id=ecg_video&amp;flashplayer=http%3A%2F%2Fx%2Fplayer.swf&amp;image=slate.png&amp;autostart=true&amp;provider=rtmp&amp;rtmp.subscribe=true&amp;streamer=rtmp%3A%2F%2F${M}%2F20BB&amp;file=event-live&amp;bufferlength=3"></object></div>\n<script type="text/javascript">\n jwplayer('ecg_video').setup({\n 'flashplayer': 'http://x/player.swf',\n 'image': 'slate.png',\n 'controlbar': 'over',\n 'provider': 'rtmp',\n 'rtmp.subscribe': 'true',\n 'streamer': 'rtmp://${M}/20BB',\n 'file': 'event-live',\n 'bufferlength': '3'\n });\n</script>`,
    player: "jwplayer5",
    streams: [`rtmp://${M}/20BB event-live.flv`],
  },
  {
    name: "object appended line by line in C#",
    shape: "search: streamer=rtmp%3A, page behind",
    html: `StringBuilder Video = new StringBuilder();\nif (ProgS.LIVE) {\n Video.Append("<div id=\\"player\\">");\n Video.Append(" <object type=\\"application/x-shockwave-flash\\" data=\\"/player.swf\\" width=\\"600\\">");\n Video.Append(" <param name=\\"allowfullscreen\\" value=\\"true\\">");\n Video.Append(" <param name=\\"flashvars\\" value=\\"netstreambasepath=http%3A%2F%2Fx%2Flive&amp;id=player&amp;file=pooya_500&amp;provider=rtmp&amp;streamer=rtmp%3A%2F%2F${M}%2Flive&amp;bufferlength=5&amp;backcolor=%23efefef\\">");\n Video.Append(" </object>");\n Video.Append(" </div>");\n Video.Append("<a href=\\"/files/" + ProgS.VIDEO + "\\" target=\\"_blank\\">download</a>");\n}`,
    player: "jwplayer5",
    streams: [`rtmp://${M}/live pooya_500.flv`],
  },
  {
    name: "variables in PHP, the same server in the script",
    shape: "search: streamer=rtmp%3A, theme of Drupal",
    html: `<?php\n$flv_file_path = $entity->field_streamingvid['und'][0]['value'];\n$embedcode = '&autostart=true&file='.$flv_file_path.'&image='.$thumbnail_path.'&skin=http%3A%2F%2Fx%2Fglow.zip&streamer=rtmp%3A%2F%2F${M}%2Ffood_com%2F_definst_%2F';\n\n/*more*/\n$play_mp4 = 'http://x/mp4/'.$mp4_file_path;\n?>\n<!-- JW Media Player -->\n<div id="tv"><div id="mediaplayer">Jw player</div></div>\n<script type="text/javascript">\n <!--// <![CDATA[\n jwplayer('mediaplayer').setup({\n 'id': 'playerID',\n 'provider': 'rtmp',\n 'streamer': 'rtmp://${M}/food_com/_definst_/',\n 'file': '<?php print($flv_file_path)?>',\n 'modes': [ {type: 'flash', src: '/player.swf'} ]\n });\n // ]]> -->\n</script>`,
    player: "jwplayer5",
    streams: [],
    isDynamic: true,
  },
  {
    name: "saved object among tabs and frames",
    shape: "search: streamer=rtmp%3A, television page",
    html: `<div id="tv" class="tabcontent"><object type="application/x-shockwave-flash" data="https://x/player.swf" width="560" height="315" bgcolor="#000000" id="mediaspace" name="mediaspace" tabindex="0"><param name="wmode" value="opaque"><param name="flashvars" value="netstreambasepath=https%3A%2F%2Fx%2Frec%2Ftv%2F&amp;id=mediaspace&amp;name=mediaspace&amp;file=tv&amp;bufferlength=3&amp;streamer=rtmp%3A%2F%2F${M}%2Fevangelizar&amp;autostart=true&amp;abouttext=x&amp;logo.hide=false"></object></div><div id="g" class="tabcontent"><iframe src="https://x/accounts/1/player" width="560"></iframe></div>`,
    player: "jwplayer4",
    streams: [`rtmp://${M}/evangelizar tv.flv`],
  },
  {
    name: "script that PHP echoes, the server's own name",
    shape: 'search: provider: "rtmp", collection page',
    html: `<div><div id="player"></div></div>\n<script type="text/javascript" src="./js/jwplayer.js"></script>\n<?php\necho '<script type="text/javascript">\njwplayer("player").setup({\nheight: 360,\nwidth: 590,\nplugins: {\nsharing: { }\n},\nmodes: [\n{ type: "flash",\n src: "./swf/player.swf",\nconfig: {\nfile: "vidcol.mp4",\nstreamer: "rtmp://'.$_SERVER['SERVER_NAME'].'/oflaDemo/vS",\nprovider: "rtmp"\n}\n}\n ]\n });\n</script>\n';\n?>\n`,
    player: "jwplayer5",
    streams: [],
    isDynamic: true,
  },
  {
    name: "playlist beside modes in a JSP",
    shape: 'search: provider: "rtmp", upload page',
    html: `<div id="container">Loading</div><script type="text/javascript">\njwplayer("container").setup({\nplaylist: [ { file: "mp4:HowToUseRDS.mp4", title: "RDS", image: "LOGO.png" } ],\nheight:300,\nwidth:450,\nallowfullscreen: true,\ntitle: "Video!!!",\nmodes: [{type: "flash", src:"https://x/jwplayer.swf"},\n{type: "html5", config:{file:"http://d1.example.org/HowToUseRDS.mp4",title: "Welcome",provider:"video"}} ],\nprovider: "rtmp",\nstreamer: "${S}",\nlistbar : {\nposition: 'bottom',\nsize:85\n},\nautostart: true\n});\n</script>\n<h3><span style="color:#EE0000">\${requestScope.message}</span></h3>`,
    player: "jwplayer5",
    streams: [`${S} HowToUseRDS.mp4`],
  },
  {
    name: "variables that the server's expressions fill",
    shape: 'search: provider: "rtmp", sermons',
    html: `<div id="player"></div><script type="text/javascript" src="<c:url value="/resources/jwplayer.js" />"></script>\n<script type="text/javascript">\nvar file = '\${flv.realFileName}';\nvar streamer = '\${streamer}';\nif(file != '') {\njwplayer("player").setup({\nwidth: 570,\nflashplayer: "<c:url value='/resources/player.swf' />",\n streamer: streamer,/*"rtmp://${M}/td15/_definst_/",*/\n provider: "rtmp",\n file: file\n});\n} else {\n$('#player').append('<h3>none</h3>');\n}\n</script>\n<script type="text/javascript">\n<sec:authorize ifAnyGranted="ROLE_ADMIN, ROLE_\${ourChurch.path}">\n$(".icons-del").click(function() { $('#f').submit(); });\n</sec:authorize>\n</script>`,
    player: "jwplayer5",
    streams: [],
    isDynamic: true,
  },
  {
    name: "modes twice, first from elsewhere",
    shape: 'search: provider: "rtmp", front page of a service',
    html: `<div id="container"></div><script type='text/javascript'>\njwplayer("container").setup({\n file: "mp4:getting-started",\nheight: 480, width: 720,\nmodes: video_modes,\n modes: [\n { type: "flash", src: "/jwplayer/jwplayer.flash.swf" },\n { type: "html5", config: { file: "http://d1.example.org/getting-started.mp4", provider: "video" }}\n ],\n provider: "rtmp",\n streamer: "${S}"\n });\n</script>`,
    player: "jwplayer5",
    streams: [`${S} getting-started.mp4`],
  },
  {
    name: "documentation in reStructuredText, two servers' ways",
    shape: 'search: provider: "rtmp", guide of JW Player',
    html: `Here is an example setup, using RTMP bitrate switching:\n\n.. code-block:: html\n\n <div id="container">Loading the player...</div>\n\n <script type="text/javascript">\n jwplayer("container").setup({\n flashplayer: "/jwplayer/jwplayer.swf",\n height: 270,\n width: 480,\n image: "/uploads/video.jpg",\n levels: [\n { bitrate: 300, file: "assets/bbb_300k.mp4", width: 320 },\n { bitrate: 600, file: "assets/bbb_600k.mp4", width: 480 },\n { bitrate: 900, file: "assets/bbb_900k.mp4", width: 720 }\n ],\n provider: "rtmp",\n streamer: "rtmp://${M}/application/"\n });\n </script>\n\nHere is another example setup, this time using HTTP bitrate switching. The HTTP switching is enabled by setting the *provider* option to *http*:\n\n.. code-block:: html\n\n <div id="container">Loading the player...</div>\n\n <script type="text/javascript">\n jwplayer("container").setup({\n flashplayer: "/jwplayer/jwplayer.swf",\n height: 270,\n levels: [\n { bitrate: 300, file: "assets/bbb_300k.mp4", width: 320 }\n ],\n provider: "http",\n "http.startparam":"starttime"\n });\n </script>\n`,
    player: "jwplayer5",
    streams: [
      `rtmp://${M}/application assets/bbb_300k.mp4`,
      `rtmp://${M}/application assets/bbb_600k.mp4`,
      `rtmp://${M}/application assets/bbb_900k.mp4`,
    ],
  },
  {
    name: "address of a movie put together in Perl",
    shape: "search: src=rtmp://, camera module",
    html: `my $json = eval { JSON->new->utf8(0)->decode($data) };\nif($@)\n{\n Log3 $name, 2, "$name: json error ".$@;\n return undef;\n}\nif(defined($json->{body}{device}))\n{\n $hash->{videolink_ext} = "http://x/FlashMediaPlayback_101.swf?streamType=live&autoPlay=true&src=rtmp://".$json->{body}{device}{proxy_ip}.":".$json->{body}{device}{proxy_port}."/".$json->{body}{device}{hash}."/";\n}\nreturn $json;`,
    player: "strobe",
    streams: [],
    isUnread: true,
  },
  {
    name: "Strobe with a param that has another name, cfx/st forgotten",
    shape: "search: src=rtmp://, sample page",
    html: `<object width="500" height="300"> \n<param name="moviename" value="http://x/FlashMediaPlayback_101.swf"> </param> \n<param name="flashvars" value="src=http://d1.example.org/videos/sample_mpeg4.mp4"></param> \n<embed src="http://x/FlashMediaPlayback_101.swf" type="application/x-shockwave-flash" allowfullscreen="true" width="500" flashvars="src=http://d1.example.org/videos/sample_mpeg4.mp4"></embed> </object>\n\n<object width="500" height="300"> \n<param name="moviename" value="http://x/FlashMediaPlayback_101.swf"> </param> \n<param name="flashvars" value="src=rtmp://${H}/videos/sample_mpeg4.mp4"></param> \n<param name="allowFullScreen" value="true"></param>\n<embed src="http://x/FlashMediaPlayback_101.swf" type="application/x-shockwave-flash" allowfullscreen="true" width="500" flashvars="src=rtmp://${H}/videos/sample_mpeg4.mp4"></embed> </object>`,
    player: "strobe",
    streams: [`${S} videos/sample_mpeg4.mp4`],
  },
];
