import { createSiteClients, type SiteClients } from "@oxbow/provisioning";

/**
 * Clients for `--endpoint`, or for whatever the environment says. A local endpoint takes any credentials, so
 * somebody who has none configured gets `test` / `test` there.
 */
export function siteClients(endpoint: string | undefined): SiteClients {
  if (endpoint === undefined) return createSiteClients();
  return createSiteClients({
    endpoint,
    region: process.env.AWS_REGION ?? "us-east-1",
    ...(hasCredentials() ? {} : { credentials: { accessKeyId: "test", secretAccessKey: "test" } }),
  });
}

/** Whether there is an account to ask: an endpoint is given, or the environment has credentials. */
export function hasAccount(endpoint: string | undefined): boolean {
  return endpoint !== undefined || hasCredentials();
}

const hasCredentials = (): boolean =>
  process.env.AWS_ACCESS_KEY_ID !== undefined || process.env.AWS_PROFILE !== undefined;
