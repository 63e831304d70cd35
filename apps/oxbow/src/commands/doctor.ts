import { type CheckResult, type DoctorTarget, diagnoseStreamingSite, loadSite } from "@oxbow/provisioning";
import { paint } from "../terminal/style.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { type LocalEdge, localEdge, readLocalDistributions } from "./local-cloud.ts";
import { hasAccount, siteClients } from "./site-clients.ts";

interface DoctorCommandOptions {
  readonly streamer?: string;
  readonly file?: string;
  readonly endpoint?: string;
  readonly via?: string;
  readonly tunnelVia?: string;
  readonly timeoutMs?: number;
  readonly json?: true;
}

const EXIT_FAULTS = 1;
const MARKS = { ok: ["green", "✓"], fault: ["red", "✗"], "cannot-tell": ["gray", "?"] } as const;

/** `oxbow doctor`: exit code 0 when nothing is at fault, 1 otherwise. */
export async function doctor(target: string | undefined, options: DoctorCommandOptions): Promise<void> {
  const { endpoint, timeoutMs, json } = options;
  const patient = await toTarget(target, options);
  const isSite = typeof patient === "object" && "media" in patient;
  const edge = await findEdge(endpoint);
  const via = options.via ?? edge.rtmp;
  const tunnelVia = options.tunnelVia ?? edge.http;
  const results = await diagnoseStreamingSite(patient, {
    ...(isSite || hasAccount(endpoint) ? { clients: siteClients(endpoint) } : {}),
    ...(via === undefined ? {} : { via }),
    ...(tunnelVia === undefined ? {} : { tunnelVia }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  if (json) process.stdout.write(`${JSON.stringify(results)}\n`);
  else for (const result of results) process.stdout.write(describe(result));
  if (results.some(({ verdict }) => verdict === "fault")) process.exitCode = EXIT_FAULTS;
}

async function toTarget(
  target: string | undefined,
  { streamer, file }: DoctorCommandOptions,
): Promise<DoctorTarget> {
  if (target === undefined) {
    if (streamer !== undefined && file !== undefined) return { streamer, file };
    throw new UsageError(
      "nothing to look at: write a site file, an rtmp:// URL, or --streamer rtmp://HOST/cfx/st --file NAME",
    );
  }
  if (streamer !== undefined || file !== undefined)
    throw new UsageError("write either a site file or URL, or --streamer and --file");
  return /^rtmp[a-z]*:\/\//i.test(target) ? target : await loadSite(target);
}

/** Where a local cloud's edge listens; nothing for the real service. */
async function findEdge(endpoint: string | undefined): Promise<LocalEdge> {
  if (endpoint === undefined) return { rtmp: undefined, http: undefined };
  return localEdge(await readLocalDistributions(endpoint).catch(() => []));
}

function describe({ code, verdict, evidence, fix }: CheckResult): string {
  const [color, mark] = MARKS[verdict];
  const advice = fix === "" ? "" : `    ${paint("bold", fix)}\n`;
  return `${paint(color, mark)} ${code}: ${evidence}\n${advice}`;
}
