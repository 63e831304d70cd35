import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import {
  formatMigration,
  type MigrationFormat,
  type MigrationPlan,
  planMigration,
} from "@oxbow/provisioning";
import { paint } from "../terminal/style.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { hasAccount, siteClients } from "./site-clients.ts";

interface MigrateCommandOptions {
  readonly format?: MigrationFormat;
  readonly certificateArn?: string;
  readonly newHost?: string;
  readonly endpoint?: string;
  readonly json?: true;
}

/** `oxbow migrate ID|FILE`: the table of streams; with `--format` the web distribution as text, the rest on standard error. */
export async function migrate(source: string, options: MigrateCommandOptions): Promise<void> {
  const { format, certificateArn, newHost, endpoint, json } = options;
  const isFile = existsSync(source);
  if (!isFile && !/^[A-Z0-9]+$/.test(source))
    throw new UsageError(
      `there is no file ${source}: write one, or a distribution's id such as EGTXBD79H29TRA8`,
    );
  const plan = await planMigration(isFile ? await readJson(source) : source, {
    ...(!isFile || hasAccount(endpoint) ? { clients: siteClients(endpoint) } : {}),
    ...(certificateArn === undefined ? {} : { certificateArn }),
    ...(newHost === undefined ? {} : { newHost }),
  });
  if (json) {
    const text = format === undefined ? {} : { text: formatMigration(plan, format) };
    process.stdout.write(`${JSON.stringify({ ...plan, ...text })}\n`);
  } else if (format === undefined) {
    printTable(plan, process.stdout);
    process.stdout.write(
      "Write --format api, cloudformation, terraform or cdk for the distribution itself.\n",
    );
  } else {
    printTable(plan, process.stderr);
    process.stdout.write(formatMigration(plan, format));
  }
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${path} is no JSON (${reason}): convert a YAML template first`);
  }
}

function printTable({ streams, notes }: MigrationPlan, out: NodeJS.WriteStream): void {
  for (const { oldName, newUrl, playback, command } of streams) {
    const color = playback === "convert" ? "yellow" : "gray";
    out.write(`${oldName} -> ${newUrl} ${paint(color, playback, out)}\n`);
    if (playback === "convert") out.write(`    ${command}\n`);
  }
  for (const note of notes) out.write(`${paint("yellow", "note", out)} ${note}\n`);
}
