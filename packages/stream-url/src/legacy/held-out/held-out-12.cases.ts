import { H, S, type Snippet } from "../corpus/snippet.cases.ts";

const M = "media.example.org";

/** A seventh set, as a search of public files for the words of servers and clips gave them, in its order. First half. */
export const HELD_OUT_12: readonly Snippet[] = [
  {
    name: "every setting in quotes, a second copy for browsers that play files",
    shape: "search: 'streamer': 'rtmp, PHP template of a medical site",
    html: `<div id='player'></div><script type='text/javascript'>jwplayer('player').setup({ 'id': 'player', 'width': '480', 'provider': 'rtmp', 'streamer': 'rtmp://${M}/aloha', 'file': 'meddis.sdp', 'src': 'http://${M}/player-viral.swf', 'modes': [ {type: 'flash', src: 'http://${M}/player-viral.swf'}, { type: 'html5', config: { 'file': 'http://${M}/aloha/meddis.sdp/playlist.m3u8', 'provider': 'video' } } ] });</script>`,
    player: "jwplayer5",
    streams: [`rtmp://${M}/aloha meddis.sdp.flv`],
  },
  {
    name: "JSP with its flashplayer in a comment",
    shape: "search: 'streamer': 'rtmp, Red5 demo",
    html: `<b>RTMP</b><div id='mediaspace'>This text will be replaced</div><script type='text/javascript'>
  jwplayer('mediaspace').setup({
//     'flashplayer': 'player.swf',
    'file': "rtmp://localhost/oflaDemo/hobbit_vp6.flv",
    'streamer': 'rtmp://localhost/oflaDemo',
    'controlbar': 'bottom'
  });
</script>`,
    player: "jwplayer5",
    streams: ["rtmp://localhost/oflaDemo hobbit_vp6.flv"],
  },
  {
    name: "Drupal template, the file printed",
    shape: "search: 'streamer': 'rtmp, Drupal theme",
    html: `<div id="mediaplayer">Jw player</div><script type="text/javascript"> <!--// <![CDATA[
    jwplayer('mediaplayer').setup({ 'id': 'playerID', 'provider': 'rtmp', 'streamer': 'rtmp://${M}/foodgroup/_definst_/', 'file': '<?php print($play_mp4)?>', 'image': '<?php print($thumbnail)?>', 'plugins': { 'sharing-2': { 'link': '<?php echo $content_url; ?>', 'code': '<embed src="/jw/player.swf" width="640" flashvars="<?php echo $embedcode?>" />' } }, 'modes': [ {type: 'flash', src: '/jw/player.swf'} ] });
    // ]]> --></script>`,
    player: "jwplayer5",
    streams: [],
    isDynamic: true,
  },
  {
    name: "PHP that puts a script together",
    shape: "search: 'streamer': 'rtmp, Joomla component",
    html: `<?php
	$output .= '<div id="mediaspace"></div>'."\\n";
	$output .= "jwplayer('mediaspace').setup({"."\\n";
	$output .= "'provider': 'rtmp',"."\\n";
	$output .= "'streamer': 'rtmp://".$cfg->vids_url.'/'.$cfg->vids_app.'/'."',"."\\n";
	$output .= "'file':'mp4:".$media->med_file."',"."\\n";
?>`,
    player: "flash",
    streams: [],
    isUnread: true,
  },
  {
    name: "JSP with the file from the model",
    shape: "search: 'streamer': 'rtmp, Spring view",
    html: `<div id='mediaspace'></div><script type='text/javascript'> jwplayer('mediaspace').setup({ 'flashplayer': '../resources/player.swf', 'file': '\${stream.fileName}', 'streamer': 'rtmp://localhost/oflaDemo', 'repeat': 'always', 'image' : '\${streamRoute}', 'stretching' : 'exactfit' });</script>`,
    player: "jwplayer5",
    streams: [],
    isDynamic: true,
  },
  {
    name: "music of a museum",
    shape: "search: 'streamer': 'rtmp, Joomla view with PHP around",
    html: `<h3><?php echo $this->item->title; ?></h3><div id='video'></div><script type='text/javascript'>jwplayer('video').setup({ 'flashplayer': 'components/player.swf', 'file': '400eme.mp3', 'streamer': 'rtmp://${M}/oflaDemo', 'controlbar': 'bottom', 'width': '540' });</script><?php if(count($s) > 0): ?><div></div><?php endif; ?>`,
    player: "jwplayer5",
    streams: [`rtmp://${M}/oflaDemo 400eme.mp3`],
  },
  {
    name: "WordPress footer with Flowplayer 3",
    shape: "search: netConnectionUrl: 'rtmp, student television",
    html: `<div id="player"></div><script>jQuery(function() { $f("player", "<?php bloginfo('stylesheet_directory');?>/js/flowplayer-3.2.16.swf", { clip: { url: 'rov13', live: true,
      // configure clip to use neuf as our provider, it uses our rtmp plugin
      provider: 'neuf' }, plugins: { neuf: { url: "<?php bloginfo('stylesheet_directory');?>/js/flowplayer.rtmp-3.2.12.swf", netConnectionUrl: 'rtmp://${M}/live' } } }); });</script><?php get_footer(); ?>`,
    player: "flowplayer3",
    streams: [`rtmp://${M}/live rov13.flv`],
  },
  {
    name: "clip with a function, plugins with null",
    shape: "search: netConnectionUrl: 'rtmp, set-top page",
    html: `<div id="playerHolder"></div><script>$f("playerHolder", "flowplayer-3.2.16.swf", { clip: { url: 'channel1', live: true, scaling: 'fit', autoPlay: false, onBeforePause : function(){ return false; }, provider: 'influxis' }, plugins: { controls: null, influxis: { url: "flowplayer.rtmp-3.2.12.swf", netConnectionUrl: 'rtmp://192.168.1.50/flvplayback' } } }); var resize = function() { $('#playerHolder').css({ width: $(window).width()- 5 }); };</script>`,
    player: "flowplayer3",
    streams: ["rtmp://192.168.1.50/flvplayback channel1.flv"],
  },
  {
    name: "JSP tag in a string of its own quotes",
    shape: "search: netConnectionUrl: 'rtmp, JSP with c:url",
    html: `<a id="player"></a><script>flowplayer("player", "<c:url value='/scripts/flowplayer-3.1.1.swf' />", { clip: { url: 'meeting7', provider: 'influxis' }, plugins: { controls: { url: '<c:url value='/scripts/flowplayer.controls.swf' />', backgroundColor: '#FFFFFF' }, influxis: { url: '<c:url value='/scripts/flowplayer.rtmp-3.1.0.swf' />', netConnectionUrl: 'rtmp://localhost:1935/oflaDemo' } } });</script>`,
    player: "flowplayer3",
    streams: ["rtmp://localhost/oflaDemo meeting7.flv"],
  },
  {
    name: "trailing comma in the clip, the address in the text below",
    shape: "search: netConnectionUrl: 'rtmp, sample player of a blog",
    html: `<a href="#" style="display:block;width:520px;height:330px" id="player"> </a> <script>
	flowplayer("player", "flowplayer-3.2.8.swf",{ clip: { url: 'hks', provider: 'rtmp', live: true, }, plugins: { rtmp: { url: 'flowplayer.rtmp-3.2.8.swf', netConnectionUrl: 'rtmp://${M}/live' } } });
	</script><p>Sample RTMP URL (Live) is "rtmp://${M}/live/hks"</p>`,
    player: "flowplayer3",
    streams: [`rtmp://${M}/live hks.flv`],
  },
  {
    name: "PHP class with settings in a string",
    shape: "search: netConnectionUrl: 'rtmp, class without a closing tag",
    html: `<?php class Player { function conf() { $this->_conf = "{ key: '\\$e6e', logo: { display: 'none' }, autoPlay:true,"; if($this->_options['viewType']=='ondemand') { $this->_conf .= " plugins: { rtmp: { url: 'flowplayer.rtmp-3.2.3.swf', netConnectionUrl: 'rtmp://".Configuration::getValue('streamingAddress')."' } },"; } } }`,
    player: "flash",
    streams: [],
    isUnread: true,
  },
  {
    name: "clip escaped by the page from PHP",
    shape: "search: netConnectionUrl: 'rtmp, signed names of a CDN",
    html: `<a id="player"></a><script> $f("player", "flowplayer.commercial-3.2.7.swf", { key : "x", clip: { provider: 'netromedia', url: escape('<?php echo $streampath . '?t=' . $timestamp . '&s=' . $signature; ?>'), autoPlay: false }, plugins: { netromedia: { url: 'flowplayer.rtmp-3.2.3.swf', netConnectionUrl: 'rtmp://${M}/channel' } } });</script>`,
    player: "flowplayer3",
    streams: [],
    isDynamic: true,
  },
  {
    name: "old server in a comment above the new one, player played",
    shape: "search: netConnectionUrl: 'rtmp, page of a cloud machine",
    html: `<div id="player" style="width:644px"> </div><script>$f("player", "http://releases.example.org/flowplayer-3.2.16.swf", { clip: { url: 'sample.mp4', scaling: 'fit', live: true, provider: 'hddn' }, plugins: { hddn: { url: "http://192.0.2.1/flowplayer.rtmp-3.2.13.swf",
            //netConnectionUrl: 'rtmp://192.0.2.1:1935/vod2/sample4.mp4'
            netConnectionUrl: 'rtmp://192.0.2.1/live' } }, canvas: { backgroundGradient: 'none' } }); $f("player").play();</script>`,
    player: "flowplayer3",
    streams: ["rtmp://192.0.2.1/live sample.mp4"],
  },
  {
    name: "server and name in attributes of a link for the site's own script",
    shape: "search: data-rtmp=, list of films",
    html: `<ul><li><a href="#brian" data-id="brian" data-poster="images/brian.jpg" data-rtmp="rtmp://${M}/ondemand/flash/contact/" data-flv="brian" data-html5="http://${M}/flash/contact/brian.mp4" data-autoplay="true">Brian</a></li></ul>`,
    player: "flowplayer5",
    streams: [],
    isUnread: true,
  },
  {
    name: "Flowplayer 5 in a JSP, the film from the model",
    shape: "search: data-rtmp=, lecture site",
    html: `<div id="h-div" class="flowplayer play-button" data-engine="flash" data-swf="\${pageContext.request.contextPath}/dist/flowplayer.swf" data-rtmp="${S}" data-ratio=".4167"><video autoplay preload="none"><source type="video/mp4" src="\${pageContext.request.contextPath}/WhyNot/video/\${videoDTO.filename }"></video></div>`,
    player: "flowplayer5",
    streams: [],
    isDynamic: true,
  },
  {
    name: "PHP string with a box of Flowplayer 5",
    shape: "search: data-rtmp=, settings file",
    html: `<?php $headscript .= '<script type="text/javascript"> flowplayer.conf.rtmp = "rtmp://'.$server.'/live"; </script>'; $tag = '<div class="flowplayer" data-rtmp="rtmp://'.$server.'/live" data-engine="flash"><video><source type="'.$type.'" src="'.$short_src.'" /></video></div>'; ?>`,
    player: "flash",
    streams: [],
    isUnread: true,
  },
  {
    name: "live or recorded, by PHP",
    shape: "search: data-rtmp=, streaming service",
    html: `<?php if ($stream->is_live) : ?><div class="player" data-engine="flash" data-rtmp="rtmp://<?=$stream->host?>/live/<?=$stream->streamid?>"><video src="http://example.com/stream"></video></div><?php else : ?><div class="player" data-rtmp="${S}/"><video src="http://${M}/<?=$stream->streamid?>/stream.mp4"></video></div><?php endif; ?>`,
    player: "flowplayer5",
    streams: [],
    isUnread: true,
  },
  {
    name: "three formats of one model field",
    shape: "search: data-rtmp=, Bootstrap page with a template",
    html: `<h4>\${name}</h4><div class="flowplayer is-disabled" data-rtmp="${S}/" data-ratio="0.5625" data-qualities="216p,360p,720p" data-default-quality="360p"><video><source type="video/webm" src="\${video}"><source type="video/mp4" src="\${video}"><source type="video/ogg" src="\${video}"></video></div>`,
    player: "flowplayer5",
    streams: [],
    isDynamic: true,
  },
  {
    name: "PHP that echoes a box of Flowplayer 5",
    shape: "search: data-rtmp=, video on demand",
    html: `<center><?php echo '<div class="flowplayer fixed-controls"'. 'data-rtmp="rtmp://${M}:1935/vod-hls">'; echo '<video autoplay>'; echo '<source type="video/mp4" src="'.$name.'.mp4">'; echo '</video></div>'; ?></center>`,
    player: "flash",
    streams: [],
    isUnread: true,
  },
  {
    name: "modal dialogue with four sources",
    shape: "search: data-rtmp=, first-aid site",
    html: `<div class="modal-body"><br><div class="flowplayer" data-rtmp="${S}/" data-ratio="0.5625" data-qualities="216p,360p,720p"><video><source type="application/x-mpegurl" src="http://${M}/36200-demo.m3u8"><source type="video/webm" src="http://${M}/36200-demo.webm"><source type="video/mp4" src="http://${M}/36200-demo.mp4"><source type="video/flash" src="mp4:196963/36200-demo.mp4"></video></div><button data-dismiss="modal">Close</button></div>`,
    player: "flowplayer5",
    streams: [`${S} 196963/36200-demo.mp4`],
  },
  {
    name: "source bound by Vue",
    shape: 'search: type="rtmp/mp4", Vue component',
    html: `<video id="video1" class="video-js vjs-default-skin" preload="auto" poster data-setup="{}"><source v-bind:src="videoServer" type="rtmp/mp4" /></video>`,
    player: "videojs4",
    streams: [],
    isDynamic: true,
  },
  {
    name: "key of a live stream from PHP",
    shape: 'search: type="rtmp/mp4", PHP page with an HLS branch',
    html: `<?php if ($type === 'rtmp'): ?><video class="video-player" controls autoplay><source src="rtmp://${M}/live/<?= $currentStream['stream_key'] ?>" type="rtmp/mp4">No support.</video><?php else: ?><video><source src="http://${M}/live/<?= $k ?>/index.m3u8" type="application/x-mpegURL"></video><?php endif; ?>`,
    player: "videojs4",
    streams: [],
    isDynamic: true,
  },
  {
    name: "the server's own address from PHP",
    shape: 'search: type="rtmp/mp4", podcast page',
    html: `<video class="video-js vjs-default-skin" controls preload="auto" width="auto" height="auto" data-setup="{}"> <source src="rtmp://<?php echo $_SERVER['SERVER_ADDR']; ?>/autoplay/autoplay" type="rtmp/mp4"> <p class="vjs-no-js">To view this video please enable JavaScript</p></video>`,
    player: "videojs4",
    streams: [],
    isDynamic: true,
  },
  {
    name: "function that returns a video element",
    shape: 'search: type="rtmp/mp4", map with cameras',
    html: `<script>function videoHTML(feedUrl) { return '<video id="video-js" class="video-js vjs-default-skin" ' + 'controls preload="auto" width="420" height="260" >' + '\\t<source src="' + feedUrl + '" type="rtmp/mp4" /> \\n' + '</video>'; } function setupPlayer(feedUrl){ player.dispose(); $('div.video-background').html(videoHTML(videoNumber)); player = videojs('#video-js'); }</script>`,
    player: "videojs4",
    streams: [],
    isDynamic: true,
  },
  {
    name: "README with a fenced page of Video.js",
    shape: 'search: type="rtmp/mp4", notes of a live platform',
    html: `# VideoJs\n\`\`\`\n <script src="__PUBLIC__/video-js/video.js"></script>\n <script> videojs.options.flash.swf = "__PUBLIC__/video-js.swf" </script>\n <video id="livestream" class="video-js vjs-default-skin" controls autoplay width="1280" data-setup='{"example_option":true}'><source src="rtmp://${M}/live/hks" type="rtmp/mp4"></source></video>\n\`\`\`\n`,
    player: "videojs4",
    streams: [`rtmp://${M}/live hks.flv`],
  },
  {
    name: "source printed by PHP beside HLS",
    shape: 'search: type="rtmp/mp4", channel page',
    html: `<video id=example-video class="video-js vjs-fullscreen" preload=none poster="<?php echo $poster;?>" width=auto><source src="<?php echo $m3u8;?>" type="application/x-mpegURL"> <source src="<?php echo $rtmp; ?>" type="rtmp/mp4"></video><script> var player = videojs('example-video');</script>`,
    player: "videojs4",
    streams: [],
    isDynamic: true,
  },
  {
    name: "documentation with two ways to write a source",
    shape: 'search: type="rtmp/mp4", guide of Video.js',
    html: `Valid are \`rtmp/mp4\` and \`rtmp/flv\`.\n\n    <source src="rtmp://${H}/cfx/st/&mp4:path/to/video.mp4" type="rtmp/mp4">\n    <source src="http://${M}/path/to/video.mp4" type="video/mp4">\n\nor:\n\n    <source src="rtmp://${H}/cfx/st/mp4:video.mp4" type="rtmp/mp4">\n`,
    player: "videojs4",
    streams: [`${S} path/to/video.mp4`, `${S} video.mp4`],
  },
];
