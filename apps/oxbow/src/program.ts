/**
 * The command line. This file only names commands and options; what a command needs is imported when it runs, so
 * that `--help` is quick and `start` loads nothing it does not use.
 */
import { Command, CommanderError, Option } from "commander";
import { addStreamCommands } from "./stream-commands.ts";
import { UsageError } from "./terminal/usage-error.ts";

const EXIT_FAILURE = 1;
const EXIT_USAGE = 2;

const EXIT_CODES = `
Exit codes:
  0  done, nothing found
  1  it failed, the site has errors, or doctor found a fault
  2  what was written cannot be done as written
  3  plan has changes`;

/** Parses and runs; sets the exit code. Never throws for what a user wrote. */
export async function runProgram(argv: readonly string[]): Promise<void> {
  const program = createProgram();
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    if (error instanceof CommanderError) {
      // Help and version end here too, with code 0; everything else is a usage error.
      process.exitCode = error.exitCode === 0 ? 0 : EXIT_USAGE;
      return;
    }
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`oxbow: ${message}\n`);
    process.exitCode = error instanceof UsageError || isOptionError(error) ? EXIT_USAGE : EXIT_FAILURE;
  }
}

const isOptionError = (error: unknown): boolean => error instanceof Error && error.name === "OptionError";

function createProgram(): Command {
  const program = new Command("oxbow")
    .description("The CloudFront and S3 of RTMP streaming, offline.")
    .exitOverride()
    .showHelpAfterError("(oxbow --help shows what can be written)")
    .configureHelp({ showGlobalOptions: true })
    .addHelpText("after", EXIT_CODES);
  addStart(program);
  addEdge(program);
  addSiteCommands(program);
  addStreamCommands(program);
  return program;
}

/** An option that its environment variable sets as well: `--edge-port` and `OXBOW_EDGE_PORT`. */
function option(flags: string, description: string): Option {
  const it = new Option(flags, description);
  return it.env(`OXBOW_${it.name().replaceAll("-", "_").toUpperCase()}`);
}

/** Options of every command with an edge. */
function addEdgeOptions(command: Command): Command {
  return command
    .addOption(option("--host <address>", "address to listen on").default("127.0.0.1"))
    .addOption(
      option("--rtmp-port <number...>", "ports of RTMP; may be given more than once").argParser(collectPorts),
    )
    .addOption(option("--edge-port <number>", "HTTP port of the edge").argParser(toPort).default(8080))
    .addOption(
      option("--stream-names <mode>", "how play names are resolved")
        .choices(["lenient", "cloudfront"])
        .default("lenient"),
    )
    .addOption(
      option("--missing <mode>", "report a missing stream, or wait for it")
        .choices(["report", "wait"])
        .default("report"),
    )
    .addOption(option("--tls-port <number>", "port of RTMPS and HTTPS").argParser(toPort))
    .addOption(option("--tls-cert <file>", "certificate chain, PEM"))
    .addOption(option("--tls-key <file>", "private key, PEM"))
    .addOption(option("--log-interval <seconds>", "how often access logs are delivered").argParser(toCount))
    .addOption(option("--max-viewers <number>", "viewers served at once").argParser(toCount))
    .addOption(option("--limits <file>", "JSON file of the edge's limits"))
    .addOption(
      option("--log-level <level>", "least severe log line")
        .choices(["debug", "info", "warn", "error", "silent"])
        .default("info"),
    )
    .addOption(option("--json", "one JSON line when everything listens, nothing else, on standard output"));
}

function addStart(program: Command): void {
  addEdgeOptions(program.command("start"))
    .description("start the mock cloud and the edge behind it")
    .addOption(
      option("--port <number>", "port of the APIs; 0 picks a free one").argParser(toPort).default(4566),
    )
    .addOption(
      option("--data-dir <directory>", "keep the state here; without it, it is gone with the process"),
    )
    .addOption(
      option("--auth <mode>", "believe signatures or verify them")
        .choices(["relaxed", "strict"])
        .default("relaxed"),
    )
    .addOption(option("--credentials <file>", "JSON file of credential sets"))
    .addOption(
      option("--deploy <mode>", "when changes are deployed")
        .choices(["timed", "next-read", "manual"])
        .default("timed"),
    )
    .addOption(
      option("--deploy-delay-ms <number>", "from InProgress to Deployed, for timed")
        .argParser(toCount)
        .default(1000),
    )
    .addOption(
      option("--s3-defaults <profile>", "what new buckets allow")
        .choices(["legacy", "modern"])
        .default("legacy"),
    )
    .addOption(option("--demo", "provision the sample site and serve the demo page"))
    .addHelpText(
      "after",
      "\nExamples:\n  oxbow start --demo\n  oxbow start --port 0 --rtmp-port 0 --edge-port 0 --json\n  oxbow start --data-dir ./state --auth strict --credentials keys.json",
    )
    .action(async (options) => {
      const { start } = await import("./commands/start.ts");
      await start(options);
    });
}

function addEdge(program: Command): void {
  addEdgeOptions(program.command("edge"))
    .description("run the edge alone, in front of any S3")
    .addOption(
      option(
        "--distributions <file>",
        "what aws cloudfront get-streaming-distribution prints, or a JSON list",
      ).makeOptionMandatory(),
    )
    .addOption(option("--origin <url>", "endpoint of the S3 that has the buckets").makeOptionMandatory())
    .addOption(
      option(
        "--key-pair <id=file>",
        "PEM public key of a trusted signer; may be given more than once",
      ).argParser((text, before: readonly string[] = []) => [...before, text]),
    )
    .addOption(
      option("--admin-port <number>", "port of /_oxbow/sessions and /_oxbow/metrics, for this machine only")
        .argParser(toPort)
        .default(4566),
    )
    .addHelpText(
      "after",
      "\nExamples:\n  aws cloudfront get-streaming-distribution --id EGTXBD79H29TRA8 > films.json\n  oxbow edge --distributions films.json --origin https://s3.eu-west-1.amazonaws.com --host 0.0.0.0",
    )
    .action(async (options) => {
      const { edge } = await import("./commands/edge.ts");
      await edge(options);
    });
}

function addSiteCommands(program: Command): void {
  const site = (name: string, description: string): Command =>
    program
      .command(name)
      .description(description)
      .argument("<file>", "site file: oxbow.config.ts or JSON")
      .addOption(new Option("--endpoint <url>", "endpoint of the APIs").env("AWS_ENDPOINT_URL"))
      .option("--json", "JSON on standard output");
  site("plan", "show what apply would do; exit 3 when there are changes")
    .addHelpText("after", "\nExample:\n  oxbow plan oxbow.config.ts --endpoint http://127.0.0.1:4566")
    .action(async (file, options) => {
      const { plan } = await import("./commands/plan.ts");
      await plan(file, options);
    });
  site("apply", "create and change what the site file says")
    .option("--yes", "do not ask")
    .addHelpText("after", "\nExample:\n  oxbow apply oxbow.config.ts --endpoint http://127.0.0.1:4566 --yes")
    .action(async (file, options) => {
      const { apply } = await import("./commands/apply.ts");
      await apply(file, options);
    });
  site("status", "show how the site stands")
    .addHelpText(
      "after",
      "\nExample:\n  oxbow status oxbow.config.ts --endpoint http://127.0.0.1:4566 --json",
    )
    .action(async (file, options) => {
      const { status } = await import("./commands/status.ts");
      await status(file, options);
    });
  site("destroy", "take away what apply made, and nothing else")
    .option("--dry-run", "only say what would go and what would stay")
    .option("--yes", "do not ask")
    .addHelpText(
      "after",
      "\nExample:\n  oxbow destroy oxbow.config.ts --endpoint http://127.0.0.1:4566 --dry-run",
    )
    .action(async (file, options) => {
      const { destroy } = await import("./commands/destroy.ts");
      await destroy(file, options);
    });
}

function toCount(text: string): number {
  if (!/^\d+$/.test(text)) throw new UsageError(`"${text}" is not a whole number: write one, 0 or more`);
  return Number(text);
}

function toPort(text: string): number {
  const port = toCount(text);
  if (port > 65_535) throw new UsageError(`there is no port ${text}: write 0 to 65535 (0 picks a free one)`);
  return port;
}

function collectPorts(text: string, ports: readonly number[] = []): readonly number[] {
  return [...ports, ...text.split(",").map(toPort)];
}
