import type { Snippet } from "../corpus/snippet.cases.ts";

const M = "media.example.org";

/** A twelfth set, as a search of public files gave them, in its order: variables with a whole address, ActionScript. */
export const HELD_OUT_18: readonly Snippet[] = [
  {
    name: "page in a string of C++",
    shape: "search: file=rtmp://, window of Qt",
    html: `void MainWindow::show()\n{\n tab->setHtml(QString("<html><body><object width=\\"737\\" height=\\"414\\" type=\\"application/x-shockwave-flash\\" data=\\"http://x/player.swf\\"><param value=\\"true\\" name=\\"allowFullScreen\\"><param value=\\"http://x/player.swf\\" name=\\"movie\\"><param value=\\"comment=online&amp;st=http://x/video28.txt&amp;file=rtmp://${M}/live/alex007&amp;vnAd=1\\" name=\\"flashvars\\"></object></body></html>").toLatin1());\n}\n\nvoid MainWindow::other()\n{\n qDebug("a!");\n}`,
    player: "jwplayer4",
    streams: [`rtmp://${M}/live alex007.flv`],
  },
  {
    name: "address of a script with a parameter of the route",
    shape: "search: file=rtmp://, React live page",
    html: `componentDidMount() {\n const script = document.createElement('script');\n // RTMP\n script.src = '/cyberplayer.js?file=rtmp://${M}/live'\n + \`/\${this.props.params.liveId}&width=680&autostart=true\`\n + '&ak=db1c&stretching=uniform&controls=true';\n script.async = true;\n document.getElementById('live-player').appendChild(script);\n}`,
    player: "flash",
    streams: [],
    isUnread: true,
  },
  {
    name: "embed with its server from PHP, and once more as text to copy",
    shape: "search: file=rtmp://, panel of a streaming service",
    html: `<td><?php if($d["aacplus"] == 'sim') { ?>\n<embed src="http://<?php echo $url_player; ?>/player-aacplus.swf" width="280" height="20" allowscriptaccess="always" flashvars="file=rtmp://<?php echo dominio($s["nome"]); ?>/<?php echo $d["porta"]; ?>&id=<?php echo $d["porta"]; ?>.stream&autostart=false" type="application/x-shockwave-flash" /></embed>\n<br />\n<textarea name="textarea" readonly="readonly" onmouseover="this.select()"><embed src="http://<?php echo $url_player; ?>/player-aacplus.swf" flashvars="file=rtmp://<?php echo dominio($s["nome"]); ?>/<?php echo $d["porta"]; ?>&id=<?php echo $d["porta"]; ?>.stream"></embed></textarea>\n<?php } ?></td>`,
    player: "jwplayer4",
    streams: [],
    isDynamic: true,
  },
  {
    name: "older embed in line comments above a new one in PHP",
    shape: "search: file=rtmp://, repository block of Moodle",
    html: `<?php\nfunction embed($episode) {\n $filename = $episode->get('name');\n// $result = "<embed src='http://x/mediaplayer.swf' width='$width' ".\n// "flashvars='".\n// "autostart=false&".\n// "file=rtmp://${M}/vod/&amp;id=x/$account/$filename".\n// "' />";\n\n // note\n $result = '<object id="null" width="'.$width.'" height="'.$height.'" classid="clsid:D27CDB6E">\n <param name="movie" value="http://x/player.swf" />\n <param name="flashvars" value="file='.$owner.'/'.$filename.'&streamer=rtmp://${M}/vod" />\n </object>';\n return $result;\n}`,
    player: "jwplayer4",
    streams: [],
    isUnread: true,
  },
  {
    name: "variables with markup among them",
    shape: "search: file=rtmp://, page of a saved player",
    html: `<object type="application/x-shockwave-flash" data="http://x/uppod/uppod.swf" width="100%" id="llbvideoplayer" style="visibility: visible;"><param name="allowFullScreen" value="true"><param name="id" value="llbvideoplayer"><param name="flashvars" value="st=http://x/style.txt?v=010415&amp;file=rtmp://${M}/live/Room&amp;embedcode=<iframe width=&quot;720&quot; src=&quot;//x/player.php?uid=Room&quot; frameborder=&quot;0&quot;></iframe>&amp;comment=<a target=&quot;_new&quot; href=&quot;http://x/&quot;>x</a>&amp;infoloader=1"></object>`,
    player: "jwplayer4",
    streams: [`rtmp://${M}/live Room.flv`],
  },
  {
    name: "address wherever an address may stand",
    shape: "search: file=rtmp://, test page",
    html: `<div class="video-js-box">\n<video width="640" height="360" controls autoplay>\n<source src="rtmp://${M}/live/test" type="video/mp4" />\n<object width="640" height="360" type="application/x-shockwave-flash" data="rtmp://${M}/live/test">\n<param name="movie" value="rtmp://${M}/live/test" />\n<param name="flashvars" value="autostart=true&amp;controlbar=over&amp;image=__POSTER__.JPG&amp;file=rtmp://${M}/live/test" />\n<img src="https://x/a.jpg" alt="TEST" />\n</object>\n</video>\n</div>\n\n<!--<iframe src="http://x/u-player.html?prot=rtmp&netConnectionUrl=rtmp://x/live"></iframe>-->`,
    player: "flash",
    streams: [`rtmp://${M}/live test.flv`],
    isUnread: true,
  },
  {
    name: "player in ActionScript, the stream in a handler",
    shape: 'search: .connect("rtmp://, simplest player',
    html: `package\n{\n import flash.net.NetStream;\n import flash.media.Video;\n\n public class simplest_player extends Sprite\n {\n var nc:NetConnection;\n var ns:NetStream;\n var video:Video;\n\n public function simplest_player()\n {\n nc = new NetConnection();\n nc.addEventListener(NetStatusEvent.NET_STATUS, netStatusHandler);\n nc.connect("rtmp://localhost/live");\n }\n\n private function netStatusHandler(event:NetStatusEvent):void\n {\n trace("level: " + event.info.level + "\\n", "code: " + event.info.code);\n switch (event.info.code)\n {\n case "NetConnection.Connect.Success":\n doVideo(nc);\n break;\n }\n }\n private function doVideo(nc:NetConnection):void {\n ns = new NetStream(nc);\n ns.addEventListener(NetStatusEvent.NET_STATUS, netStatusHandler);\n video = new Video(640,480);\n video.attachNetStream(ns);\n ns.play("myStream");\n addChild(video);\n }\n }\n}`,
    player: "flash",
    streams: [],
    isUnread: true,
  },
  {
    name: "ActionScript with a host and a name of its own",
    shape: 'search: .connect("rtmp://, meeting',
    html: `public function watchVideo():void\n{\nnetCon.connect("rtmp://"+host+"/ccsrc");\nonConnect = watch;\n}\n\nprivate function watch():void\n{\nnetStream = new NetStream(netCon);\nnetStream.addEventListener(NetStatusEvent.NET_STATUS,statusHandler);\nvideo.attachNetStream(netStream);\nnetStream.play(streamName);\n}`,
    player: "flash",
    streams: [],
    isUnread: true,
  },
];
