import { S, type Snippet } from "./snippet.cases.ts";

/** Playlist documents: SMIL, XSPF, mRSS, ASX. */
export const PLAYLISTS: readonly Snippet[] = [
  {
    name: "SMIL with a switch",
    shape: "OSMF unit tests; JW Player documentation",
    html: `<smil><head><meta base="${S}" /></head><body><switch><video src="mp4:a_408.mp4" system-bitrate="408000"/><video src="mp4:a_608.mp4" system-bitrate="608000"/></switch></body></smil>`,
    player: "playlist",
    streams: [`${S} a_408.mp4`, `${S} a_608.mp4`],
  },
  {
    name: "SMIL of FLVPlayback",
    shape: "Adobe fl.video, NCManager",
    html: `<smil>\n<head>\n<meta base="${S}/" />\n<layout><root-layout width="240" height="180" /></layout>\n</head>\n<body><switch><ref src="myvideo_cable.flv" system-bitrate="128000" dur="3:00.1"/><video src="myvideo_mdm.flv" dur="3:00.1"/></switch></body></smil>`,
    player: "playlist",
    streams: [`${S} myvideo_cable.flv`, `${S} myvideo_mdm.flv`],
  },
  {
    name: "SMIL with a declaration, audio",
    shape: 'search: <meta base="rtmp',
    html: `<?xml version="1.0"?><smil><head><meta base="${S}"/></head><body><audio src="mp3:shows/a"/></body></smil>`,
    player: "playlist",
    streams: [`${S} shows/a.mp3`],
  },
  {
    name: "SMIL with signed names",
    shape: "VbeServers, getSignedURL",
    html: `<smil><head><meta base="${S}" /></head><body><switch><video src="mp4:a.mp4?Expires=1&amp;Signature=x&amp;Key-Pair-Id=K" height="360" system-bitrate="300000"/></switch></body></smil>`,
    player: "playlist",
    streams: [`${S} a.mp4?Expires=1&Signature=x&Key-Pair-Id=K`],
  },
  {
    name: "XSPF with meta",
    shape: "openvideoads, XSPFPlaylistItem",
    html: `<playlist version="1" xmlns="http://xspf.org/ns/0/"><trackList><track><creator>A</creator><title>B</title><meta rel="streamer">${S}</meta><location>ads/butter.mp4</location><meta rel="type">rtmp</meta></track></trackList></playlist>`,
    player: "playlist",
    streams: [`${S} ads/butter.mp4`],
  },
  {
    name: "XSPF, location first, two tracks",
    shape: "tvblob xspfConnector",
    html: `<playlist version="1"><trackList><track><title/><location>ws/a.mov</location><meta rel="streamer">${S}/</meta></track><track><location>ws/b.mov</location><meta rel="streamer">${S}/</meta></track></trackList></playlist>`,
    player: "playlist",
    streams: [`${S} ws/a.mov`, `${S} ws/b.mov`],
  },
  {
    name: "XSPF with jwplayer:streamer",
    shape: "JW Player plugin for WordPress, playlist",
    html: `<playlist version="1" xmlns:jwplayer="http://developer.longtailvideo.com/trac/"><trackList>\n\t\t<track>\n\t\t\t<title>A</title>\n\t\t\t<jwplayer:streamer>${S}</jwplayer:streamer>\n\t\t\t<location>a.flv</location>\n\t\t</track></trackList></playlist>`,
    player: "playlist",
    streams: [`${S} a.flv`],
  },
  {
    name: "mRSS with jwplayer:file",
    shape: "JW Player 5 documentation, playlist extensions",
    html: `<rss version="2.0" xmlns:jwplayer="http://developer.longtailvideo.com/"><channel><title>Feed</title><item><title>Bunny</title><jwplayer:file>videos/nPripu9l.mp4</jwplayer:file><jwplayer:streamer>${S}/</jwplayer:streamer><jwplayer:duration>34</jwplayer:duration></item></channel></rss>`,
    player: "playlist",
    streams: [`${S} videos/nPripu9l.mp4`],
  },
  {
    name: "mRSS with media:content",
    shape: "eitb.eus feed",
    html: `<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><item><media:content url="mp4:a/b.mp4" type="video/x-flv"/><media:thumbnail url="t.jpg"/><jwplayer:provider>rtmp</jwplayer:provider><jwplayer:streamer>${S}</jwplayer:streamer></item></channel></rss>`,
    player: "playlist",
    streams: [`${S} a/b.mp4`],
  },
  {
    name: "mRSS with enclosure and CDATA",
    shape: "JW Player 5 documentation",
    html: `<rss><channel><item><title><![CDATA[A & B]]></title><enclosure url="videos/a.flv" type="video/x-flv"/><jwplayer:streamer><![CDATA[${S}]]></jwplayer:streamer></item></channel></rss>`,
    player: "playlist",
    streams: [`${S} videos/a.flv`],
  },
  {
    name: "mRSS with whole URLs",
    shape: "JW Player 6 documentation, RSS with jwplayer:source",
    html: `<rss version="2.0" xmlns:jwplayer="http://rss.jwpcdn.com/"><channel><item><title>A</title><jwplayer:source file="${S}/mp4:a.mp4" /><jwplayer:source file="http://x/a.mp4" /></item></channel></rss>`,
    player: "playlist",
    streams: [`${S} a.mp4`],
  },
  {
    name: "ASX with a parameter",
    shape: "JW Player 4 documentation, ASX",
    html: `<asx version="3.0"><title>Feed</title><entry><title>A</title><ref href="a.flv" /><param name="streamer" value="${S}" /></entry></asx>`,
    player: "playlist",
    streams: [`${S} a.flv`],
  },
];
