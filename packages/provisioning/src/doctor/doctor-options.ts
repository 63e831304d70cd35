import { lookup, resolveCname } from "node:dns/promises";
import type { SiteClients } from "../clients.ts";

export interface DoctorOptions {
  /** The APIs of the account that the distribution is in. Without them many items cannot be told. */
  readonly clients?: SiteClients;
  /** `127.0.0.1:1935`: speak RTMP with this address instead of the streamer's own host and port. */
  readonly via?: string;
  /** `127.0.0.1:80`: the same for RTMPT. */
  readonly tunnelVia?: string;
  /** How long each probe of the edge may take, in milliseconds. */
  readonly timeoutMs?: number;
  readonly now?: () => Date;
  /** How names are looked up. */
  readonly dns?: DoctorDns;
}

export interface DoctorDns {
  /** CNAME records of a name; rejects with Node's own codes (`ENOTFOUND`, `ENODATA`). */
  readonly resolveCname: (name: string) => Promise<readonly string[]>;
  /** An address of a name, whatever record or file it is from. */
  readonly lookup: (name: string) => Promise<string>;
}

export type DoctorSettings = Required<Omit<DoctorOptions, "clients" | "via" | "tunnelVia">> &
  Pick<DoctorOptions, "clients" | "via" | "tunnelVia">;

export const DOCTOR_DEFAULTS: DoctorSettings = Object.freeze({
  timeoutMs: 5000,
  now: () => new Date(),
  dns: { resolveCname, lookup: async (name: string) => (await lookup(name)).address },
});
