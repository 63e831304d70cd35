import { streamsOf } from "./config-streams.ts";
import { expandVariables } from "./flash-vars.ts";
import { type Config, DYNAMIC, type LegacyPlayer, type RawEmbed } from "./found-embed.ts";
import { readTags } from "./html-tokens.ts";
import { readMarkupEmbeds } from "./markup-embeds.ts";
import { closeOf, isMark, readScript, type ScriptToken, textAt } from "./script-tokens.ts";
import {
  property,
  readMembers,
  readValue,
  type Scope,
  type Source,
  setProperty,
  sum,
} from "./script-values.ts";

/** One part of `a.b(c).d(e)`. */
interface Link {
  readonly name: string;
  readonly args: readonly Config[];
}

/** Half-open range of the page. */
interface Place {
  readonly start: number;
  readonly end: number;
}

interface Chain extends Place {
  readonly links: readonly Link[];
}

/** An object of the script's, as it grows: the variables of a movie of SWFObject 1, say. */
type Movie = Record<string, Config>;

/** Markup that is written piece by piece. */
interface Written extends Place {
  readonly text: Config;
}

/** Players by the function that starts them, in lower case. */
const STARTERS: Readonly<Record<string, LegacyPlayer>> = {
  setup: "jwplayer6",
  load: "jwplayer6",
  flowplayer: "flowplayer5",
  $f: "flowplayer3",
  videojs: "videojs4",
  _v_: "videojs4",
  mediaelement: "mediaelement",
  mediaelementplayer: "mediaelement",
  setsrc: "mediaelement",
  jplayer: "jplayer",
  jplayerplaylist: "jplayer",
  createsound: "soundmanager2",
  clappr: "clappr",
  hdwplayer: "flash",
  flash: "flash",
  flashembed: "flash",
  embedswf: "flash",
  createswf: "flash",
  ac_fl_runcontent: "flash",
  ufo: "flash",
};

/** What the scripts of a page make, in their order; each knows what those before it left behind. */
export function readScripts(
  page: string,
  scripts: readonly { readonly end: number; readonly textEnd: number }[],
): readonly RawEmbed[] {
  const scope: Scope = {};
  const written = new Map<string, Written>();
  const embeds: RawEmbed[] = [];

  function readToken(source: Source, token: ScriptToken, at: number): void {
    const { tokens } = source;
    const { end, kind, start, text } = token;
    if (text === "function") {
      // What a function is given is unknown, whatever bears the same name outside.
      const open = isMark(tokens, at + 1, "(") ? at + 1 : at + 2;
      for (const parameter of tokens.slice(open, closeOf(tokens, open)))
        setProperty(scope, parameter.text, DYNAMIC);
    }
    // What a function gives, or an island of JSON.
    if (text === "return" || (text === "{" && at === 0))
      embeds.push(...inferred(readValue(source, text === "{" ? 0 : at + 1).value, token));
    if (kind === "string" && !isMark(tokens, at - 1, "+")) {
      const { next, value } = readValue(source, at);
      embeds.push(...embedsIn({ text: value, start, end: tokens[next - 1]?.end ?? end }));
    }
    if (kind !== "name" || isMark(tokens, at - 1, ".")) return;
    const assigned = readAssignment(source, at, token, written);
    const chain = readChain(source, at);
    const [, call] = chain.links;
    if (/^(?:write|append)/i.test(call?.name ?? ""))
      written.set(text, { ...chain, text: sum(written.get(text)?.text ?? "", call?.args[0] ?? "") });
    const movie = property(scope, text);
    const isMovie = property(movie, "movie") !== undefined && call !== undefined;
    const embed = isMovie ? movieCall(movie as Movie, call, chain) : startedBy(chain, scope);
    if (embed) embeds.push(embed);
    else if (!isMovie) embeds.push(...inferred(assigned ?? chain.links.flatMap(({ args }) => args), chain));
  }

  for (const { end: start, textEnd: end } of scripts) {
    const source = { tokens: readScript(page.slice(start, end), start), scope };
    source.tokens.forEach((token, at) => {
      readToken(source, token, at);
    });
  }
  return [...embeds, ...[...written.values()].flatMap(embedsIn)];
}

/** Of a call or an object that is not known, only what names a stream beyond doubt. */
function inferred(config: Config, { end, start }: Place): readonly RawEmbed[] {
  const objects = Array.isArray(config) ? config.filter((part) => typeof part === "object") : [config];
  if (!streamsOf(expandVariables(objects)).length) return [];
  return [{ player: "flash", config: objects, isInferred: true, start, end }];
}

/** The embeds of a page that a script writes, or of a script. */
function embedsIn({ end, start, text }: Written): readonly RawEmbed[] {
  const page = String(text);
  const tags = /rtmp/.test(page) ? readTags(page) : [];
  const scripts = tags.filter(({ name }) => name === "script");
  return [...readMarkupEmbeds(tags), ...readScripts(page, scripts)].map((embed) => ({
    ...embed,
    start,
    end,
    isInferred: true,
  }));
}

/** `a = …`, `a += …`, `a.b = …`, `a["b"] = …`. */
function readAssignment(
  source: Source,
  at: number,
  place: Place,
  written: Map<string, Written>,
): Config | undefined {
  const { scope, tokens } = source;
  const path = [textAt(tokens, at)];
  let next = at + 1;
  while (isMark(tokens, next, ".[") && tokens[next + 1]?.kind !== "mark") {
    path.push(textAt(tokens, next + 1));
    next += isMark(tokens, next, ".") ? 2 : 3;
  }
  const isAppended = isMark(tokens, next, "+");
  if (isAppended) next++;
  if (!isMark(tokens, next, "=") || isMark(tokens, next + 1, "=>")) return undefined;
  const read = readValue(source, next + 1);
  const whole = path.join(".");
  const name = path.pop() ?? "";
  let target: Movie = scope;
  for (const part of path) {
    if (typeof property(target, part) !== "object") setProperty(target, part, {});
    target = (property(target, part) ?? {}) as Movie;
  }
  let { value } = read;
  if (isAppended) {
    value = sum(property(target, name) ?? DYNAMIC, value);
    written.set(whole, { ...place, text: value });
  }
  setProperty(target, name, value);
  return typeof value === "object" ? value : undefined;
}

function readChain(source: Source, at: number): Chain {
  const { tokens } = source;
  const links: { name: string; args: readonly Config[] }[] = [];
  let next = at;
  do {
    if (isMark(tokens, next, ".")) next++;
    const isCall = isMark(tokens, next + 1, "(");
    links.push({ name: textAt(tokens, next), args: isCall ? readMembers(source, next + 1).list : [] });
    next = isCall ? closeOf(tokens, next + 1) + 1 : next + 1;
  } while (isMark(tokens, next, "."));
  const start = tokens[textAt(tokens, at - 1) === "new" ? at - 1 : at]?.start ?? 0;
  return { links, start, end: tokens[next - 1]?.end ?? start };
}

/** SWFObject 1: `addVariable`, `addParam("flashvars", …)`, `write`. */
function movieCall(movie: Movie, { args, name }: Link, { start, end }: Place): RawEmbed | undefined {
  const [key = "", value = ""] = args;
  if (/^add(?:Variable|Param)$/.test(name)) setProperty(movie, String(key), value);
  return name === "write" ? { player: "flash", config: movie, place: idOf(key), start, end } : undefined;
}

function startedBy({ links, start, end }: Chain, scope: Scope): RawEmbed | undefined {
  const [player] = links.flatMap(
    ({ name }) => (property(STARTERS, name.toLowerCase()) as LegacyPlayer) ?? [],
  );
  const args = links.flatMap((link) => link.args);
  if (!player || !args.length) return undefined;
  const config = [...args, property(property(scope, "flowplayer"), "conf") ?? ""];
  const ids = args.filter((arg) => typeof arg === "string" && !/\.swf|[/:]/i.test(arg));
  const place = idOf(property(args[0], "parentId") ?? ids[0] ?? "");
  return { player: playerStarted(player, JSON.stringify(args)), config, place, start, end };
}

function playerStarted(player: LegacyPlayer, json: string): LegacyPlayer {
  if (player === "jwplayer6" && /"(?:flashplayer|players|modes|provider|levels|streamer)"/.test(json))
    return /"primary"|"sources"(?!.*"streamer")/.test(json) ? player : "jwplayer5";
  return player === "flowplayer5" && /(?:[[,]|"src":)"[^"]*\.swf"|netConnectionUrl/.test(json)
    ? "flowplayer3"
    : player;
}

/** The id in `x` or `#x`, or `.x`, of a selector that begins or ends its first part so; "" for anything else. */
function idOf(value: Config): string {
  return (typeof value === "string" && /^#?(?:\w+(?=\.))?(\.?[\w:-]+)/.exec(value)?.[1]) || "";
}
