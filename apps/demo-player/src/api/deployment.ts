import type { AdminApi } from "./admin-api.ts";

/** Pause between two looks, in milliseconds. */
const PAUSE_MS = 250;

/** Resolves once a distribution's last change is deployed, or the visitor has gone. */
export async function untilDeployed(api: AdminApi, id: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const found = (await api.distributions()).find((each) => each.id === id);
    if (found === undefined || found.status === "Deployed") return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
