import type { WebEdgeBehavior, WebEdgeDistribution, WebEdgeOrigin } from "../../ports.ts";

/** Where a request goes: the first behaviour whose pattern matches, and its origin. */
export interface Route {
  readonly behavior: WebEdgeBehavior;
  readonly origin: WebEdgeOrigin;
  readonly key: string;
}

/**
 * Finds the route of a path (still percent-encoded, without query).
 *
 * @returns `undefined` when the path can't be decoded or the distribution has no such origin.
 */
export function routeOf(distribution: WebEdgeDistribution, path: string): Route | undefined {
  const behavior = distribution.behaviors.find(({ pathPattern }) => matchesPath(pathPattern, path));
  const origin = distribution.origins.find(({ id }) => id === behavior?.originId);
  // The default root object stands for the root only, never for a folder.
  const name = path === "/" ? distribution.defaultRootObject.replace(/^\//, "") : decodePath(path.slice(1));
  if (behavior === undefined || origin === undefined || name === undefined) return undefined;
  const folder = origin.path.replace(/^\/|\/$/g, "");
  return { behavior, origin, key: folder === "" ? name : `${folder}/${name}` };
}

/** `*` is any text, `?` any one character, both across slashes; a leading slash is optional; case counts. */
export function matchesPath(pattern: string, path: string): boolean {
  if (pattern === "*") return true;
  return matchesWildcards(pattern.startsWith("/") ? pattern : `/${pattern}`, path);
}

/** Greedy matching with one point to go back to: linear in practice, quadratic at worst, never exponential. */
function matchesWildcards(pattern: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let starAt = 0;
  let index = 0;
  while (index < text.length) {
    if (pattern[at] === "*") {
      star = at;
      starAt = index;
      at += 1;
    } else if (at < pattern.length && (pattern[at] === "?" || pattern[at] === text[index])) {
      at += 1;
      index += 1;
    } else if (star !== -1) {
      at = star + 1;
      starAt += 1;
      index = starAt;
    } else {
      return false;
    }
  }
  while (pattern[at] === "*") at += 1;
  return at === pattern.length;
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
