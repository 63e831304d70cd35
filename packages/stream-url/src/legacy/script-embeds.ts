import { streamsOf } from "./config-streams.ts";
import { expandVariables } from "./flash-vars.ts";
import { type Config, DYNAMIC, type LegacyPlayer, type RawEmbed } from "./found-embed.ts";
import { readTags } from "./html-tokens.ts";
import { readMarkupEmbeds } from "./markup-embeds.ts";
import { isMark, readScript, type ScriptToken } from "./script-tokens.ts";
import { property, readList, readValue, type Scope } from "./script-values.ts";

/** One part of `a.b(c).d(e)`. */
interface Link {
  readonly name: string;
  readonly args: readonly Config[];
}

interface Chain {
  readonly links: readonly Link[];
  readonly start: number;
  readonly end: number;
}

/** The variables of a movie of SWFObject 1, between `new` and `write`. */
type Movie = Record<string, Config>;

/** Players by the function that starts them. */
const STARTERS: Readonly<Record<string, LegacyPlayer>> = {
  setup: "jwplayer6",
  load: "jwplayer6",
  flowplayer: "flowplayer5",
  $f: "flowplayer3",
  videojs: "videojs4",
  _V_: "videojs4",
  mediaelementplayer: "mediaelement",
  MediaElementPlayer: "mediaelement",
  MediaElement: "mediaelement",
  setSrc: "mediaelement",
  jPlayer: "jplayer",
  jPlayerPlaylist: "jplayer",
  createSound: "soundmanager2",
  Clappr: "clappr",
  hdwplayer: "flash",
  flashembed: "flash",
  flash: "flash",
  embedSWF: "flash",
  createSWF: "flash",
  AC_FL_RunContent: "flash",
  UFO: "flash",
};

/** The embeds that a script makes; `scope` is what the scripts before it left behind. */
export function readScriptEmbeds(script: string, offset: number, scope: Scope): readonly RawEmbed[] {
  const tokens = readScript(script, offset);
  const movies = new Map<string, Movie>();
  const embeds: RawEmbed[] = [];
  tokens.forEach((token, at) => {
    if (token.kind === "string" && !isMark(tokens[at - 1], "+")) readWritten(tokens, at, scope, embeds);
    if (token.kind !== "name" || isMark(tokens[at - 1], ".")) return;
    const assigned = readAssignment(tokens, at, scope, movies);
    const chain = readChain(tokens, at, scope);
    const [root, call] = chain.links;
    const movie = movies.get(root?.name ?? "");
    const embed =
      movie === undefined || call === undefined ? startedBy(chain, scope) : movieCall(movie, call, chain);
    if (embed !== undefined) embeds.push(embed);
    if (embed !== undefined || movie !== undefined) return;
    const config = assigned ?? chain.links.flatMap(({ args }) => args);
    embeds.push(...inferred(config, chain));
  });
  if (isMark(tokens[0], "{")) {
    // An island of JSON.
    const { value } = readValue(tokens, 0, scope);
    embeds.push(...inferred(value, { start: offset, end: offset }));
  }
  return embeds;
}

/** Of a call or an object that is not known, only what names a stream beyond doubt. */
function inferred(
  config: Config,
  { end, start }: { readonly start: number; readonly end: number },
): readonly RawEmbed[] {
  const objects = Array.isArray(config) ? config.filter((part) => typeof part === "object") : [config];
  if (streamsOf(expandVariables(objects)).length === 0) return [];
  return [{ player: "flash", config: objects, containerId: "", isInferred: true, start, end }];
}

/** Markup that a script writes, in one string or a sum of them. */
function readWritten(tokens: readonly ScriptToken[], at: number, scope: Scope, embeds: RawEmbed[]): void {
  const { value, next } = readValue(tokens, at, scope);
  if (typeof value !== "string" || !/<(?:embed|object|video|audio|div)\s/i.test(value)) return;
  const start = tokens[at]?.start ?? 0;
  const end = tokens[next - 1]?.end ?? start;
  const written = readMarkupEmbeds(readTags(value));
  embeds.push(...written.map((embed) => ({ ...embed, start, end, isInferred: true })));
}

/** `a = …`, `a.b = …`, `a["b"] = …`. */
function readAssignment(
  tokens: readonly ScriptToken[],
  at: number,
  scope: Scope,
  movies: Map<string, Movie>,
): Config | undefined {
  const path = [tokens[at]?.text ?? ""];
  let next = at + 1;
  while (path.length < 4 && isMark(tokens[next], ".[") && tokens[next + 1]?.kind !== "mark") {
    path.push(tokens[next + 1]?.text ?? "");
    next += isMark(tokens[next], ".") ? 2 : 3;
  }
  if (!isMark(tokens[next], "=") || isMark(tokens[next + 1], "=>")) return undefined;
  if (tokens[next + 1]?.text === "new" && /^(?:SWFObject|FlashObject)$/.test(tokens[next + 2]?.text ?? "")) {
    const [movie = "", , width = "", height = ""] = readList(tokens, next + 3, scope).value;
    movies.set(path.join("."), { movie, width, height });
    return undefined;
  }
  const { value } = readValue(tokens, next + 1, scope);
  const name = path.pop() ?? "";
  let target: Config | undefined;
  for (const part of path) {
    const inner: Config | undefined = target === undefined ? scope.get(part) : property(target, part);
    const known: Config = typeof inner === "object" ? inner : {};
    if (target === undefined) scope.set(part, known);
    else if (known !== inner) (target as Record<string, Config>)[part] = known;
    target = known;
  }
  if (target === undefined) scope.set(name, value);
  // A copy, so that nothing can come to hold itself.
  else if (name !== "__proto__") (target as Record<string, Config>)[name] = JSON.parse(JSON.stringify(value));
  return typeof value === "object" ? value : undefined;
}

function readChain(tokens: readonly ScriptToken[], at: number, scope: Scope): Chain {
  const links: { name: string; args: readonly Config[] }[] = [{ name: tokens[at]?.text ?? "", args: [] }];
  let next = at + 1;
  while (isMark(tokens[next], ".(")) {
    if (isMark(tokens[next], "(")) {
      const { value, next: behind } = readList(tokens, next, scope);
      const last = links.at(-1);
      if (last !== undefined) last.args = value;
      next = behind;
    } else {
      links.push({ name: tokens[next + 1]?.text ?? "", args: [] });
      next += 2;
    }
  }
  const isNew = tokens[at - 1]?.text === "new";
  const start = tokens[isNew ? at - 1 : at]?.start ?? 0;
  return { links, start, end: tokens[next - 1]?.end ?? start };
}

/** SWFObject 1: `addVariable`, `addParam("flashvars", …)`, `write`. */
function movieCall(movie: Movie, { args, name }: Link, { start, end }: Chain): RawEmbed | undefined {
  const [key = "", value = ""] = args;
  if (/^add(?:Variable|Param)$/.test(name) && typeof key === "string" && key !== "__proto__")
    movie[key] = value;
  if (name !== "write") return undefined;
  return { player: "flash", config: movie, containerId: idOf(key), start, end };
}

function startedBy({ links, start, end }: Chain, scope: Scope): RawEmbed | undefined {
  const at = links.findIndex(({ name }) => Object.hasOwn(STARTERS, name));
  const link = links[at];
  if (link === undefined || links.every(({ args }) => args.length === 0)) return undefined;
  const args = links.flatMap((each) => each.args);
  const pairs = args.map((name, index) => [String(name), index % 2 === 0 ? (args[index + 1] ?? "") : ""]);
  const config: Config =
    link.name === "AC_FL_RunContent"
      ? Object.fromEntries(pairs.filter(([name]) => /^(?:flashvars|movie)$/i.test(String(name))))
      : [...args, property(scope.get("flowplayer"), "conf") ?? ""];
  const ids = args.filter((arg) => typeof arg === "string" && !/\.swf|[/:]/i.test(arg));
  const containerId = idOf(property(args[0], "parentId") ?? ids[0] ?? "");
  return { player: playerStarted(link.name, JSON.stringify(args)), config, containerId, start, end };
}

function playerStarted(name: string, json: string): LegacyPlayer {
  if (/^(?:setup|load)$/.test(name) && !/"primary"/.test(json)) {
    return /"(?:flashplayer|players|modes|provider|levels|streamer)"/.test(json) ? "jwplayer5" : "jwplayer6";
  }
  return name === "flowplayer" && /\.swf"|netConnectionUrl/.test(json)
    ? "flowplayer3"
    : (STARTERS[name] ?? "flash");
}

/** The id in `x`, `#x` or `#x video`; "" for anything that is no id. */
function idOf(value: Config): string {
  return typeof value === "string" && !value.includes(DYNAMIC) ? (/^#?([\w:-]+)/.exec(value)?.[1] ?? "") : "";
}
