/** What a tunnel request asks for. */
export type TunnelPath =
  | { readonly command: "open" }
  | { readonly command: "ident" }
  | { readonly command: "send" | "idle" | "close"; readonly id: string; readonly sequence: number };

/**
 * Reads `/open/1`, `/send/ID/N`, `/idle/ID/N`, `/close/ID/N` and `/fcs/ident2`; a query is ignored.
 *
 * @returns `undefined` for any other path: it is not for the tunnel.
 */
export function parseTunnelPath(target: string): TunnelPath | undefined {
  const path = target.split("?", 1)[0] ?? "";
  if (/^\/open\/[^/]*\/?$/.test(path)) return { command: "open" };
  if (/^\/fcs\/ident2?\/?$/.test(path)) return { command: "ident" };
  const match = /^\/(send|idle|close)\/([A-Za-z0-9_-]{1,64})\/(\d{1,10})\/?$/.exec(path);
  const [, command, id, sequence] = match ?? [];
  if (id === undefined || sequence === undefined) return undefined;
  if (command !== "send" && command !== "idle" && command !== "close") return undefined;
  return { command, id, sequence: Number(sequence) };
}
