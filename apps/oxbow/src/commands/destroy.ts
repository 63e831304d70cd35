import { confirm, isCancel } from "@clack/prompts";
import { type DestroyEvent, destroyStreamingSite, loadSite } from "@oxbow/provisioning";
import { paint } from "../terminal/style.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { siteClients } from "./site-clients.ts";

interface DestroyCommandOptions {
  readonly endpoint?: string;
  readonly json?: true;
  readonly yes?: true;
  readonly dryRun?: true;
}

/** `oxbow destroy FILE`: says what would go, asks, and takes it away. With `--json` every event is a line. */
export async function destroy(
  file: string,
  { endpoint, json, yes, dryRun }: DestroyCommandOptions,
): Promise<void> {
  const site = await loadSite(file);
  const clients = siteClients(endpoint);
  const print = (event: DestroyEvent): void =>
    json ? void process.stdout.write(`${JSON.stringify(event)}\n`) : printDestroyEvent(event);
  if (dryRun) {
    for await (const event of destroyStreamingSite(site, clients, { isDryRun: true })) print(event);
    return;
  }
  if (!yes) {
    if (json || !process.stdin.isTTY)
      throw new UsageError("nobody can be asked here: write --yes to destroy without asking, or --dry-run");
    for await (const event of destroyStreamingSite(site, clients, { isDryRun: true }))
      printDestroyEvent(event);
    const answer = await confirm({ message: "Take all of this away?", initialValue: false });
    if (isCancel(answer) || !answer) return;
  }
  for await (const event of destroyStreamingSite(site, clients)) print(event);
}

function printDestroyEvent(event: DestroyEvent): void {
  const out = process.stdout;
  switch (event.type) {
    case "planned":
      for (const { kind, name } of event.removals) out.write(`${paint("red", "-")} ${kind} ${name}\n`);
      for (const { kind, name, reason } of event.kept) out.write(`  ${kind} ${name} stays: ${reason}\n`);
      return;
    case "disabled":
    case "deleted":
      out.write(`${paint("green", "✓")} ${event.type} ${event.removal.kind} ${event.removal.name}\n`);
      return;
    case "done":
      out.write(`${event.removedCount} removed\n`);
      return;
    default:
      return;
  }
}
