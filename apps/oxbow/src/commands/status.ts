import { type DistributionStatus, loadSite, readStatus } from "@oxbow/provisioning";
import { siteClients } from "./site-clients.ts";

/** `oxbow status FILE`: how the site stands. */
export async function status(
  file: string,
  { endpoint, json }: { readonly endpoint?: string; readonly json?: true },
): Promise<void> {
  const it = await readStatus(await loadSite(file), siteClients(endpoint));
  if (json) {
    process.stdout.write(`${JSON.stringify(it)}\n`);
    return;
  }
  for (const { name, exists, objectCount } of it.buckets) {
    process.stdout.write(`bucket ${name}: ${exists ? `${objectCount} objects` : "does not exist"}\n`);
  }
  process.stdout.write(
    `web distribution: ${describe(it.webDistribution)}\nRTMP distribution: ${describe(it.streamingDistribution)}\n`,
  );
  if (it.streamer !== undefined) process.stdout.write(`streamer: ${it.streamer}\n`);
}

function describe(distribution: DistributionStatus | undefined): string {
  if (distribution === undefined) return "does not exist";
  const { id, domainName, isEnabled } = distribution;
  return `${id} ${domainName}, ${distribution.status}, ${isEnabled ? "enabled" : "disabled"}`;
}
