import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type RunningMockCloud, type ServerOptions, startMockCloud } from "@oxbow/mock-cloud/server";
import { type CommandResult, runOrFail } from "@oxbow/testkit";

/** A cloud of the test file's own, and a folder for the clients' files. */
export interface Surroundings {
  readonly cloud: RunningMockCloud;
  readonly folder: string;
  readonly close: () => Promise<void>;
}

export async function openSurroundings(options: ServerOptions = {}): Promise<Surroundings> {
  const folder = await mkdtemp(join(tmpdir(), "oxbow-conformance-"));
  const cloud = await startMockCloud({
    port: 0,
    rtmpPorts: [0],
    edgePort: 0,
    deployDelayMs: 100,
    logLevel: "silent",
    ...options,
  });
  return {
    cloud,
    folder,
    close: async () => {
      await cloud.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What AWS tools read from the environment, and nothing of the machine's own configuration. */
export function awsEnvironment(folder: string): Readonly<Record<string, string | undefined>> {
  return {
    HOME: folder,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_CONFIG_FILE: join(folder, "no-config"),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, "no-credentials"),
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_PAGER: "",
    NO_PROXY: "127.0.0.1,localhost",
    // A bundle that the machine sets for the Internet is nothing for a cloud without TLS; rclone refuses to start with one.
    AWS_CA_BUNDLE: undefined,
  };
}

/** Runs Debian's AWS CLI against the cloud; answers its JSON. */
export async function aws<Answer = unknown>(
  { cloud, folder }: Surroundings,
  ...args: string[]
): Promise<Answer> {
  const { stdout } = await runOrFail(
    "/usr/bin/aws",
    ["--endpoint-url", cloud.endpoint, "--output", "json", ...args],
    {
      env: awsEnvironment(folder),
      timeoutMs: 110_000,
    },
  );
  return (stdout.trim() === "" ? undefined : JSON.parse(stdout)) as Answer;
}

/** Runs one of the scripts in `clients/` with Debian's interpreter; the cloud's endpoint is its first argument. */
export async function runClient(
  { cloud, folder }: Surroundings,
  script: string,
  ...args: string[]
): Promise<CommandResult> {
  const path = fileURLToPath(new URL(`./clients/${script}`, import.meta.url));
  const interpreter = script.endsWith(".py")
    ? "/usr/bin/python3"
    : script.endsWith(".rb")
      ? "/usr/bin/ruby"
      : process.execPath;
  return await runOrFail(interpreter, [path, cloud.endpoint, ...args], {
    env: awsEnvironment(folder),
    timeoutMs: 110_000,
  });
}

/** Writes a configuration file of s3cmd for this cloud, with further settings or others; answers its path. */
export async function s3cmdConfig(
  { cloud, folder }: Surroundings,
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { host } = new URL(cloud.endpoint);
  const path = join(folder, "s3cfg");
  const settings = {
    access_key: "test",
    secret_key: "test",
    host_base: host,
    host_bucket: host,
    use_https: "False",
    ...more,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  await writeFile(path, ["[default]", ...lines, ""].join("\n"));
  return path;
}
