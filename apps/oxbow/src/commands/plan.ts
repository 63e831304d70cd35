import { loadSite, planStreamingSite, SiteError } from "@oxbow/provisioning";
import { printPlan } from "../terminal/print-plan.ts";
import { siteClients } from "./site-clients.ts";

const EXIT_CHANGES = 3;

/** `oxbow plan FILE`: exit code 0 without changes, 3 with some, 1 on findings that stop it. */
export async function plan(
  file: string,
  options: { readonly endpoint?: string; readonly json?: true },
): Promise<void> {
  const site = await loadSite(file);
  const it = await planStreamingSite(site, siteClients(options.endpoint)).catch((error: unknown) => {
    if (options.json && error instanceof SiteError) {
      process.stdout.write(`${JSON.stringify({ error: { code: error.code, message: error.message } })}\n`);
    }
    throw error;
  });
  if (options.json) process.stdout.write(`${JSON.stringify(it)}\n`);
  else printPlan(it);
  if (it.hasChanges) process.exitCode = EXIT_CHANGES;
}
