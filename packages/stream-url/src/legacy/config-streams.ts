/**
 * Streams named by a configuration, whatever player it was written for. Every player of the era gives a file the name
 * of `file`, `url`, `src` or the like and its server that of `streamer` or `netConnectionUrl`, a playlist's entries
 * inherit the server, and HTTP fallbacks stand between them.
 */
import { type Config, DYNAMIC } from "./found-embed.ts";
import { property } from "./script-values.ts";

/** One stream of a configuration: both halves, or a URL in `file`. */
export interface StreamHalves {
  readonly streamer: string;
  readonly file: string;
}

/** Settings that name a server, and those that name a stream of it; the first that fits. */
const STREAMERS = "streamer netConnectionUrl flashStreamer serverURL rtmp baseUrl".split(" ");
const FILES = "file url src source location flash href id video stream streamName clip".split(" ");
/** Files of players, not of media. */
const ASSET = /\.(?:swf|js|css|png|jpe?g|gif|xml|zip|html?|php|srt|vtt|m3u8|webm|og[gv])(?:[?#]|$)/i;

/** Lists whose bare strings are files. */
const LISTS = /^(?:playlist|clips?)\[\]$/;

export function streamsOf(config: Config): readonly StreamHalves[] {
  const streams: StreamHalves[] = [];
  collect(config, findStreamer(config), streams);
  return streams;
}

/** The server of a configuration that names it deep inside, as Flowplayer 3 does in a plugin. */
function findStreamer(config: Config): string {
  if (typeof config === "string") return "";
  const own = streamerOf(config);
  if (own) return own;
  for (const [name, value] of Object.entries(config)) {
    // A playlist's servers are its entries' own.
    const found = /^(?:playlist|levels|sources)$/.test(name) ? "" : findStreamer(value);
    if (found) return found;
  }
  return "";
}

/** "" for a server of another kind, `undefined` when none is named. */
function streamerOf(config: Config): string | undefined {
  // Adobe's FLVPlayback names its server in two parts.
  const server = property(config, "serverName");
  if (server) return `rtmp://${server}/${property(config, "appName")}`;
  for (const name of STREAMERS) {
    const value = property(config, name) ?? property(config, name.toLowerCase());
    const url =
      typeof value === "object" ? (property(value, "url") ?? property(value, "netConnectionUrl")) : value;
    if (typeof url === "string" && /^\s*rtmp|cfx\/st|\ufffc/i.test(url)) return url;
  }
  return property(config, "streamer") === undefined ? undefined : "";
}

function collect(config: Config, inherited: string, streams: StreamHalves[], key = ""): void {
  if (typeof config === "string") {
    if (isRtmp(config) || (LISTS.test(key) && isStreamFile(config, inherited, key))) {
      streams.push({ streamer: inherited, file: config });
    }
    return;
  }
  // The other engine's copy of the same film.
  const engine = `${property(config, "provider")} ${property(config, "type")}`;
  if (/^(?:html5|video|http|sound|youtube) | html5$/.test(engine)) return;

  // A script or a template brings the address.
  const known = streamerOf(config) ?? inherited;
  const streamer =
    /^(?:video\/)?rtmp/.test(String(property(config, "type"))) && known === "" ? DYNAMIC : known;
  const name = FILES.find((candidate) => {
    const file = property(config, candidate);
    return typeof file === "string" && isStreamFile(file, streamer, candidate);
  });
  if (name) {
    const file = String(property(config, name));
    const id = property(config, "id");
    // JW Player 4 also takes the server in `file` and the stream in `id`.
    const isServer = name !== "id" && isRtmp(file) && typeof id === "string" && /[.:]/.test(id);
    streams.push(isServer ? { streamer: file, file: id } : { streamer, file });
  }
  for (const [member, value] of Object.entries(config)) {
    const isRead = typeof value === "string" && FILES.includes(member);
    if (!isRead && !STREAMERS.includes(member)) {
      // An element of a list goes by the list's name; extensions of a player have files of their own.
      if (member !== "plugins")
        collect(value, streamer, streams, Array.isArray(config) ? `${key}[]` : member);
    }
  }
}

function isRtmp(text: string): boolean {
  return /^\s*rtmp[a-z]{0,2}(?::|%3a)(?!.*\.m3u8)/is.test(text);
}

function isStreamFile(file: string, streamer: string, name: string): boolean {
  if (isRtmp(file)) return true;
  // `id` names a stream only where it looks like one.
  if (!streamer || !file || (name === "id" && !/[.:]/.test(file))) return false;
  return !/^#|^(?:\w+:)?\/\//.test(file) && !ASSET.test(file);
}
