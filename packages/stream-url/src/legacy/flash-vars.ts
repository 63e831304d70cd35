import { type Config, DYNAMIC } from "./found-embed.ts";
import { readScript } from "./script-tokens.ts";
import { readValue } from "./script-values.ts";

/** Puts the variables of Flash movies, given as a string or behind a movie's address, in the place of that string. */
export function expandVariables(config: Config, key = "", depth = 0): Config {
  if (typeof config === "string") {
    const query = /^flashvars$/i.test(key) ? config : /\.swf\?([\s\S]*)$/i.exec(config)?.[1];
    return query === undefined ? config : { movie: config, ...readFlashVars(query) };
  }
  if (depth > 8) return "";
  if (Array.isArray(config)) return config.map((part) => expandVariables(part, "", depth + 1));
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => [name, expandVariables(value, name, depth + 1)]),
  );
}

/**
 * Variables from `a=1&b=2`, each decoded once as the Flash Player does. An unencoded name swallows the parameters of its
 * signature again. `config={…}` is Flowplayer 3's JSON.
 */
function readFlashVars(text: string): Record<string, Config> {
  const json = /(?:^|&)config=((?:\{|%7b)[\s\S]*)$/i.exec(text)?.[1];
  if (json !== undefined)
    return { config: readValue(readScript(decodeVariable(json), 0), 0, new Map()).value };

  const variables = new Map<string, string>();
  let last = "";
  for (const pair of text.split("&")) {
    const [, name = "", value = ""] = /^\s*([^=]*)=?([\s\S]*)$/.exec(pair) ?? [];
    const named = variables.get(last);
    if (/^(?:Expires|Policy|Signature|Key-Pair-Id)$/.test(name) && named !== undefined) {
      variables.set(last, `${named}${named.includes("?") ? "&" : "?"}${pair}`);
    } else {
      last = name;
      variables.set(name, decodeVariable(value));
    }
  }
  return Object.fromEntries(variables);
}

/** Decodes one variable; what is not decodable stays as it stands. */
export function decodeVariable(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll("+", "%20"));
  } catch {
    return value;
  }
}

/** True when a value was computed, in part at least, by the page. */
export function isDynamic(value: Config): boolean {
  return typeof value === "string" && value.includes(DYNAMIC);
}
