import type { ResourceKind } from "./resource-kind.ts";

/** Under which keys a configuration's names and caller references are reserved. */
export function reservationKeys<Config>(
  accountId: string,
  kind: Pick<ResourceKind<Config>, "name" | "uniqueNames">,
  config: Config,
): readonly string[] {
  return kind.uniqueNames(config).map((name) => `${accountId}/${kind.name}/${name}`);
}
