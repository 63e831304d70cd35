import { streamsOf } from "./config-streams.ts";
import { decodeVariable, readFlashVars } from "./flash-vars.ts";
import { type Config, DYNAMIC, type LegacyPlayer, type RawEmbed } from "./found-embed.ts";
import { readTags } from "./html-tokens.ts";
import { readMarkupEmbeds } from "./markup-embeds.ts";
import { moviePlayer, movieVariables } from "./movie.ts";
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

/** A movie of SWFObject 1, between `new` and `write`. */
interface Movie {
  readonly swf: Config;
  readonly variables: Record<string, Config>;
}

/** Players by the function that starts them. */
const STARTERS: Readonly<Record<string, LegacyPlayer>> = {
  setup: "jwplayer6",
  flowplayer: "flowplayer5",
  $f: "flowplayer3",
  videojs: "videojs4",
  _V_: "videojs4",
  mediaelementplayer: "mediaelement",
  MediaElementPlayer: "mediaelement",
  MediaElement: "mediaelement",
  jPlayer: "jplayer",
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
  if (streamsOf(objects).length === 0) return [];
  return [
    { player: moviePlayer("", objects), config: objects, containerId: "", isInferred: true, start, end },
  ];
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
    const [swf = "", , width = "", height = ""] = readList(tokens, next + 3, scope).value;
    movies.set(path.join("."), { swf, variables: { width, height } });
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
  else if (name !== "__proto__") (target as Record<string, Config>)[name] = value;
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
function movieCall(
  { swf, variables }: Movie,
  { args, name }: Link,
  { start, end }: Chain,
): RawEmbed | undefined {
  const [key = "", value = ""] = args;
  if (name === "addVariable" && typeof key === "string") {
    variables[key] = typeof value === "string" ? decodeVariable(value) : value;
  } else if (name === "addParam" && /^flashvars$/i.test(String(key)) && typeof value === "string") {
    Object.assign(variables, readFlashVars(value));
  } else if (name === "write") {
    const config = [variables, movieVariables(swf)];
    return { player: moviePlayer(String(swf), config), config, containerId: idOf(key), start, end };
  }
  return undefined;
}

function startedBy({ links, start, end }: Chain, scope: Scope): RawEmbed | undefined {
  const link = links.find(
    ({ args, name }) => Object.hasOwn(STARTERS, name) && (args.length > 0 || links.length > 1),
  );
  const [root] = links;
  if (link === undefined || root === undefined) return undefined;
  const later = links.slice(links.indexOf(link) + 1).flatMap(({ args }) => args);
  const args =
    link.name === "UFO" || link.name === "Clappr" || link.args.length === 0
      ? later
      : [...link.args, ...later];
  const isSwf = /^(?:embedSWF|createSWF|AC_FL_RunContent|UFO|flashembed|flash)$/.test(link.name);
  const config = isSwf
    ? swfConfig(link.name, args)
    : [...args, property(scope.get("flowplayer"), "conf") ?? ""];
  const ids = [...(root === link ? [] : root.args), ...args].filter((arg) => typeof arg === "string");
  const containerId = idOf(ids.find((id) => !/\.swf|[/:]/i.test(id)) ?? property(args[0], "parentId") ?? "");
  return { player: playerOf(link.name, args, config), config, containerId, start, end };
}

/** Movies started by a function: everything that holds variables, decoded once. */
function swfConfig(name: string, args: readonly Config[]): readonly Config[] {
  if (name === "AC_FL_RunContent") {
    const pairs: Record<string, Config> = {};
    for (let at = 0; at + 1 < args.length; at += 2)
      pairs[String(args[at]).toLowerCase()] = args[at + 1] ?? "";
    return [movieVariables(pairs.movie ?? pairs.src ?? ""), readFlashVars(String(pairs.flashvars ?? ""))];
  }
  return args.flatMap((arg): readonly Config[] => {
    if (typeof arg === "string") return [movieVariables(arg)];
    if (Array.isArray(arg)) return [arg];
    const flashvars = Object.entries(arg).find(([key]) => /^flashvars$/i.test(key))?.[1] ?? "";
    const movie = property(arg, "data") ?? property(arg, "movie") ?? property(arg, "src") ?? "";
    const decoded = Object.entries(arg).map(([key, value]) => [
      key,
      typeof value === "string"
        ? key === "config"
          ? readFlashVars(`config=${value}`)
          : decodeVariable(value)
        : value,
    ]);
    return [
      Object.fromEntries(decoded),
      typeof flashvars === "string" ? readFlashVars(flashvars) : flashvars,
      movieVariables(movie),
    ];
  });
}

function playerOf(name: string, args: readonly Config[], config: Config): LegacyPlayer {
  const player = STARTERS[name] ?? "flash";
  const movie = args
    .map((arg) => String(property(arg, "src") ?? property(arg, "movie") ?? arg))
    .find((arg) => /\.swf|flvplayer/i.test(arg));
  if (name === "setup") {
    const is5 =
      /"(?:flashplayer|players|modes|provider|levels|streamer)":/.test(JSON.stringify(args)) &&
      !/"primary":/.test(JSON.stringify(args));
    return is5 ? "jwplayer5" : "jwplayer6";
  }
  if (name === "flowplayer")
    return movie !== undefined || /netConnectionUrl/.test(JSON.stringify(args)) ? "flowplayer3" : player;
  return player === "flash" ? moviePlayer(movie ?? "", config) : player;
}

/** The id in `x`, `#x` or `#x video`; "" for anything that is no id. */
function idOf(value: Config): string {
  return typeof value === "string" && !value.includes(DYNAMIC) ? (/^#?([\w:-]+)/.exec(value)?.[1] ?? "") : "";
}
