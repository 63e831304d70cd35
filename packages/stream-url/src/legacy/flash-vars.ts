import { type Config, DYNAMIC } from "./found-embed.ts";
import { readScript } from "./script-tokens.ts";
import { readValue } from "./script-values.ts";

/**
 * Variables of a Flash movie from `a=1&b=2`, each decoded once as the Flash Player does. A value that is an unencoded
 * name with a query swallows the parameters of its signature again. `config={…}` is Flowplayer 3's JSON.
 */
export function readFlashVars(text: string): Record<string, Config> {
  const json = /(?:^|&)config=(\{[\s\S]*)$/.exec(text)?.[1];
  if (json !== undefined) {
    const { value } = readValue(
      readScript(
        json.replace(/%(22|26|3[df])/gi, (code) => decodeURIComponent(code)),
        0,
      ),
      0,
      new Map(),
    );
    return { config: value };
  }
  const variables: Record<string, Config> = {};
  let last = "";
  for (const pair of text.split("&")) {
    const [, name = "", value = ""] = /^\s*([^=]*)=?([\s\S]*)$/.exec(pair) ?? [];
    const signed = variables[last];
    if (/^(?:Expires|Policy|Signature|Key-Pair-Id)$/.test(name) && typeof signed === "string") {
      variables[last] = `${signed}${signed.includes("?") ? "&" : "?"}${pair}`;
      continue;
    }
    if (name === "__proto__") continue;
    last = name;
    variables[name] = decodeVariable(value);
  }
  return variables;
}

/** Decodes one variable; what is not decodable stays as it stands. */
export function decodeVariable(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll("+", "%20"));
  } catch {
    return value;
  }
}

/** True when a value, or what is in it, was computed by the page. */
export function isDynamic(value: Config): boolean {
  return typeof value === "string" && value.includes(DYNAMIC);
}
