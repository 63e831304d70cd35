import { type Command, Option } from "commander";
import { UsageError } from "./terminal/usage-error.ts";

const JSON_OPTION = ["--json", "JSON on standard output"] as const;
/** Where `oxbow start` listens unless it is told otherwise. */
const LOCAL_ENDPOINT = "http://127.0.0.1:4566";

const endpointOption = (): Option =>
  new Option("--endpoint <url>", "endpoint of the APIs").env("AWS_ENDPOINT_URL");

/** The commands about streams and distributions that are there already. */
export function addStreamCommands(program: Command): void {
  addDoctor(program);
  addMigrate(program);
  addUrl(program);
  program
    .command("hosts")
    .description("print lines for /etc/hosts: the distributions of a running cloud")
    .addOption(endpointOption().default(LOCAL_ENDPOINT))
    .option(...JSON_OPTION)
    .addHelpText("after", "\nExample:\n  oxbow hosts | sudo tee -a /etc/hosts")
    .action(async (options) => {
      const { hosts } = await import("./commands/hosts.ts");
      await hosts(options);
    });
  program
    .command("export")
    .description("write the whole state of a running cloud into a folder, for fixtures")
    .argument("<directory>", "empty, missing, or exported to before")
    .addOption(endpointOption().default(LOCAL_ENDPOINT))
    .option(...JSON_OPTION)
    .addHelpText("after", "\nExample:\n  oxbow export fixtures/holiday")
    .action(async (directory, options) => {
      const { exportState } = await import("./commands/export.ts");
      await exportState(directory, options);
    });
  program
    .command("import")
    .description("put an exported state in the place of everything a running cloud holds")
    .argument("<directory>", "what oxbow export wrote")
    .addOption(endpointOption().default(LOCAL_ENDPOINT))
    .option(...JSON_OPTION)
    .addHelpText("after", "\nExample:\n  oxbow import fixtures/holiday")
    .action(async (directory, options) => {
      const { importState } = await import("./commands/import.ts");
      await importState(directory, options);
    });
  program
    .command("completion")
    .description("print a completion script for the shell")
    .addHelpText("after", '\nExample:\n  eval "$(oxbow completion)"')
    .action(async () => {
      const { completion } = await import("./commands/completion.ts");
      completion(program);
    });
}

function addDoctor(program: Command): void {
  program
    .command("doctor")
    .description("go through the troubleshooting list; exit 1 when something is at fault")
    .argument("[target]", "site file or rtmp:// URL")
    .option("--streamer <url>", "instead of a target: what the player has as its streamer")
    .option("--file <name>", "and as its file")
    .addOption(endpointOption())
    .option("--via <host:port>", "speak RTMP with this address instead of the streamer's host")
    .option("--tunnel-via <host:port>", "the same for RTMPT")
    .option("--timeout-ms <number>", "how long each probe may take", toMilliseconds)
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      "\nExamples:\n  oxbow doctor oxbow.config.ts --endpoint http://127.0.0.1:4566\n  oxbow doctor rtmp://s5c39gqb8ow64r.cloudfront.net/cfx/st/videos/clip.flv\n  oxbow doctor --streamer rtmp://s5c39gqb8ow64r.cloudfront.net/cfx/st --file mp4:videos/clip.mp4 --via 127.0.0.1:1935",
    )
    .action(async (target, options) => {
      const { doctor } = await import("./commands/doctor.ts");
      await doctor(target, options);
    });
}

function addMigrate(program: Command): void {
  program
    .command("migrate")
    .description("plan the web distribution that takes an RTMP distribution's place")
    .argument(
      "<source>",
      "distribution id, saved get-streaming-distribution JSON, or CloudFormation JSON with one",
    )
    .addOption(
      new Option("--format <format>", "print the distribution as this").choices([
        "api",
        "cloudformation",
        "terraform",
        "cdk",
      ]),
    )
    .option("--certificate-arn <arn>", "certificate for the aliases")
    .option("--new-host <host>", "host of the new URLs")
    .addOption(endpointOption())
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      "\nExamples:\n  oxbow migrate EGTXBD79H29TRA8\n  oxbow migrate saved.json --format terraform > media.tf\n  oxbow migrate template.json --format cdk --certificate-arn arn:aws:acm:us-east-1:111122223333:certificate/ID",
    )
    .action(async (source, options) => {
      const { migrate } = await import("./commands/migrate.ts");
      await migrate(source, options);
    });
}

function addUrl(program: Command): void {
  program
    .command("url")
    .description("print what to tell a player")
    .requiredOption("--streamer <url>", "rtmp://HOST/cfx/st")
    .requiredOption("--file <name>", "videos/clip.flv, mp4:videos/clip.mp4")
    .option("--player <name>", "which player; without it the names are listed")
    .option("--edge <template>", "where the edge answers HTTP, for players of today")
    .option("--web <url>", "web distribution in front of the same bucket")
    .option("--via <host:port>", "address to connect to, for command-line clients")
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      "\nExamples:\n  oxbow url --streamer rtmp://s5c39gqb8ow64r.cloudfront.net/cfx/st --file videos/clip.flv --player jwplayer5\n  oxbow url --streamer rtmp://s5c39gqb8ow64r.cloudfront.net/cfx/st --file videos/clip.flv --player ffplay --via 127.0.0.1:1935",
    )
    .action(async (options) => {
      const { url } = await import("./commands/url.ts");
      url(options);
    });
}

function toMilliseconds(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new UsageError(`"${text}" is no time: write milliseconds, 1 or more`);
  return Number(text);
}
