import { confirm, isCancel } from "@clack/prompts";
import { applyPlan, loadSite, planStreamingSite } from "@oxbow/provisioning";
import { printEvent } from "../terminal/print-event.ts";
import { printPlan } from "../terminal/print-plan.ts";
import { UploadProgress } from "../terminal/upload-progress.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { siteClients } from "./site-clients.ts";

interface ApplyCommandOptions {
  readonly endpoint?: string;
  readonly json?: true;
  readonly yes?: true;
}

/** `oxbow apply FILE`: plans, asks, applies. With `--json` every event is a line. */
export async function apply(file: string, { endpoint, json, yes }: ApplyCommandOptions): Promise<void> {
  const clients = siteClients(endpoint);
  const plan = await planStreamingSite(await loadSite(file), clients);
  if (!json) printPlan(plan);
  if (!plan.hasChanges && !json) return;
  if (!yes && plan.hasChanges) {
    if (json || !process.stdin.isTTY)
      throw new UsageError("nobody can be asked here: write --yes to apply without asking");
    const answer = await confirm({ message: "Apply these changes?" });
    if (isCancel(answer) || !answer) return;
  }
  const progress = new UploadProgress(plan);
  for await (const event of applyPlan(plan, clients)) {
    if (json) process.stdout.write(`${JSON.stringify(event)}\n`);
    else printEvent(event, process.stdout, progress.observe(event));
  }
}
