import type { Change } from "../plan/plan.ts";

/**
 * Where `actual` differs from `desired`, member by member. Only what `desired` names is compared: what the service
 * fills in by itself is no difference. Lists compare without order; an absent member equals an empty one.
 */
export function compareMembers(actual: object, desired: object, path = ""): readonly Change[] {
  return Object.entries(desired).flatMap(([name, wanted]) => {
    const found: unknown = (actual as Record<string, unknown>)[name];
    const member = path === "" ? name : `${path}.${name}`;
    if (typeof wanted === "object" && wanted !== null && !Array.isArray(wanted)) {
      return compareMembers(typeof found === "object" && found !== null ? found : {}, wanted, member);
    }
    const [from, to] = [show(found), show(wanted)];
    return from === to ? [] : [{ member, from, to }];
  });
}

function show(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).sort().join(", ");
  return value === undefined || value === null ? "" : String(value);
}
