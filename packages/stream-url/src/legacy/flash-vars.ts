import { decodePercent } from "../reference/percent.ts";
import type { Config } from "./found-embed.ts";
import { property, readText, setProperty } from "./script-values.ts";

/** Puts the variables of Flash movies, by themselves or behind a movie's address, in the place of their text. */
export function expandVariables(config: Config, key = ""): Config {
  if (typeof config === "string") {
    const query = /^flashvars$/i.test(key) ? config : /(?:^|\.swf\?)(&?[\w.]+=[^<]*)/i.exec(config)?.[1];
    return query === undefined ? config : { movie: config, ...readFlashVars(query) };
  }
  return Array.isArray(config)
    ? config.map((part) => expandVariables(part))
    : Object.fromEntries(Object.entries(config).map(([name, value]) => [name, expandVariables(value, name)]));
}

/**
 * Variables from `a=1&b=2`, each decoded once as the Flash Player does. An unencoded name swallows the parameters of its
 * signature again. `config={…}` is Flowplayer 3's JSON.
 */
function readFlashVars(text: string): Record<string, Config> {
  const json = /(?:^|&)config=((?:\{|%7b).*)/is.exec(text)?.[1];
  if (json !== undefined) return { config: readText(decodeVariable(json)) };

  const variables: Record<string, string> = {};
  let last = "";
  for (const pair of text.split("&")) {
    const [, name = "", value = ""] = /^\W*([^=]*)=?(.*)/s.exec(pair) ?? [];
    const named = String(property(variables, last) ?? "");
    if (/^(?:Expires|Policy|Signature|Key-Pair-Id)$/.test(name) && named) {
      variables[last] = `${named}${named.includes("?") ? "&" : "?"}${pair}`;
    } else {
      last = name;
      setProperty(variables, name, decodeVariable(value));
    }
  }
  return variables;
}

/** Decodes one variable, in which `+` is a space; what is not decodable stays as it stands. */
function decodeVariable(value: string): string {
  return decodePercent(value.replaceAll("+", " "));
}
