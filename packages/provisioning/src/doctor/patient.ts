import { GetObjectCommand } from "@aws-sdk/client-s3";
import { connectUrl, DEFAULT_PORTS, type ParsedStream, parseStream, playName } from "@oxbow/stream-url";
import type { SiteClients } from "../clients.ts";
import { readStreamingDistribution } from "../resources/streaming-distribution.ts";
import { playerFolder, type StreamingSite } from "../site/streaming-site.ts";
import type { DoctorSettings } from "./doctor-options.ts";
import { type ProbeOptions, type ProbeResult, probeStream, probeTunnel } from "./probe-stream.ts";
import { type CloudFacts, readCloudFacts } from "./read-cloud-facts.ts";

/** What is to be looked at: a site, an `rtmp://` URL, or the two halves a player is configured with. */
export type DoctorTarget = StreamingSite | string | { readonly streamer: string; readonly file: string };

/** Everything the checks look at, read once. */
export interface Patient {
  readonly site: StreamingSite | undefined;
  readonly input: string | { readonly streamer: string; readonly file: string };
  readonly parsed: ParsedStream;
  readonly settings: DoctorSettings;
  /** `undefined` without the APIs. */
  readonly cloud: CloudFacts | undefined;
  /** What `play(name, 0, -1)` over a socket came to; `undefined` when the address cannot be read. */
  readonly probe: ProbeResult | undefined;
  /** The same through HTTP, tried only when the socket could not be opened. */
  readonly tunnel: ProbeResult | undefined;
  /** The same as {@link probe} as a player does it that gives `play` the name alone; tried when the name was refused. */
  readonly silentProbe: ProbeResult | undefined;
}

/** Port of RTMPT, as the service had it. */
const TUNNEL_PORT = 80;
/** Key of what a site streams when nothing else says so. */
const STREAMS = /\.(flv|mp4|f4v|mov|m4v|m4a|3gp|mp3)$/i;

export async function readPatient(target: DoctorTarget, settings: DoctorSettings): Promise<Patient> {
  const site = typeof target === "object" && "media" in target ? target : undefined;
  const { clients } = settings;
  const own =
    site === undefined || clients === undefined ? undefined : await readStreamingDistribution(clients, site);
  const input =
    typeof target === "object" && "media" in target
      ? await inputOfSite(target, clients, own?.domainName)
      : target;
  const parsed = parseStream(input);
  const host = parsed.ok ? parsed.reference.host : hostOf(input);
  const cloud = clients === undefined ? undefined : await readCloudFacts(clients, host, own?.id);
  const first = site === undefined ? undefined : [...(cloud?.keys ?? [])].find((key) => STREAMS.test(key));
  // A site without a player configuration plays the first of what it streams.
  const named =
    typeof input === "object" && input.file === "" && first !== undefined ? { ...input, file: first } : input;
  const patient = { site, input: named, parsed: parseStream(named), settings, cloud };
  return { ...patient, ...(await probe(patient)) };
}

async function probe({
  parsed,
  settings,
}: Pick<Patient, "parsed" | "settings">): Promise<Pick<Patient, "probe" | "tunnel" | "silentProbe">> {
  if (!parsed.ok) return { probe: undefined, tunnel: undefined, silentProbe: undefined };
  const { reference } = parsed;
  const host = reference.host.replace(/\.cloudfront\.localhost$/, ".cloudfront.net");
  const options: ProbeOptions = {
    ...addressOf(settings.via, host, reference.port ?? DEFAULT_PORTS.rtmp),
    app: reference.app,
    tcUrl: connectUrl({ ...reference, host, protocol: "rtmp" }),
    playName: playName(reference),
    startMs: 0,
    timeoutMs: settings.timeoutMs,
  };
  const result = await probeStream(options);
  const tunnel =
    result.stage === "unreachable"
      ? await probeTunnel({ ...options, ...addressOf(settings.tunnelVia, host, TUNNEL_PORT) })
      : undefined;
  const silentProbe =
    result.stage === "refused" ? await probeStream({ ...options, startMs: -2000 }) : undefined;
  return { probe: result, tunnel, silentProbe };
}

function addressOf(
  via: string | undefined,
  host: string,
  port: number,
): { readonly host: string; readonly port: number } {
  const [, viaHost = host, viaPort] = /^\[?([^\]]+?)\]?(?::(\d+))?$/.exec(via ?? "") ?? [];
  return { host: viaHost, port: viaPort === undefined ? port : Number(viaPort) };
}

/** What the site's player is told: its configuration in the bucket, else the site's own streamer. */
async function inputOfSite(
  site: StreamingSite,
  clients: SiteClients | undefined,
  domainName: string | undefined,
): Promise<{ readonly streamer: string; readonly file: string }> {
  const streamer = domainName === undefined ? "" : `rtmp://${domainName}/cfx/st`;
  const folder = playerFolder(site);
  if (folder?.configuration === undefined || clients === undefined) return { streamer, file: "" };
  try {
    const { Body } = await clients.s3.send(
      new GetObjectCommand({ Bucket: folder.bucket, Key: folder.configuration }),
    );
    const told = JSON.parse((await Body?.transformToString()) ?? "{}") as Readonly<Record<string, unknown>>;
    return {
      streamer: typeof told.streamer === "string" ? told.streamer : streamer,
      file: typeof told.file === "string" ? told.file : "",
    };
  } catch {
    return { streamer, file: "" };
  }
}

function hostOf(input: Patient["input"]): string {
  const streamer = typeof input === "string" ? input : input.streamer;
  return /^[a-z]+:\/\/([^/:]+)/i.exec(streamer)?.[1] ?? "";
}
