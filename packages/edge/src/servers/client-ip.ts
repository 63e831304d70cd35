import type { Socket } from "node:net";

/** The other end's address, IPv4 in its own form. */
export function clientIpOf(socket: Socket): string {
  return (socket.remoteAddress ?? "").replace(/^::ffff:/i, "");
}
