import { join } from "node:path";
import { runOrFail } from "@oxbow/testkit";
import { awsEnvironment, runClient, type Surroundings, s3cmdConfig } from "../foreign-client.ts";

/** A client that can carry a folder to a bucket and back. */
export interface TreeClient {
  readonly name: string;
  readonly upload: (it: Surroundings, folder: string, bucket: string) => Promise<unknown>;
  readonly download: (it: Surroundings, bucket: string, folder: string) => Promise<unknown>;
}

async function awsCli({ cloud, folder }: Surroundings, ...args: string[]): Promise<void> {
  await runOrFail("/usr/bin/aws", ["--endpoint-url", cloud.endpoint, ...args], {
    env: awsEnvironment(folder),
    timeoutMs: 110_000,
  });
}

async function s3cmd(it: Surroundings, ...args: string[]): Promise<void> {
  await runOrFail("s3cmd", ["-c", await s3cmdConfig(it), "--no-progress", ...args], {
    env: awsEnvironment(it.folder),
    timeoutMs: 110_000,
  });
}

/** The remote `oxbow:`, told by environment variables. */
export function rcloneRemote({ cloud, folder }: Surroundings): Readonly<Record<string, string>> {
  return {
    RCLONE_CONFIG_OXBOW_TYPE: "s3",
    RCLONE_CONFIG_OXBOW_PROVIDER: "Other",
    RCLONE_CONFIG_OXBOW_ENDPOINT: cloud.endpoint,
    RCLONE_CONFIG_OXBOW_ACCESS_KEY_ID: "test",
    RCLONE_CONFIG_OXBOW_SECRET_ACCESS_KEY: "test",
    RCLONE_CONFIG: join(folder, "rclone.conf"),
  };
}

async function rclone(it: Surroundings, ...args: string[]): Promise<void> {
  const env = { ...awsEnvironment(it.folder), ...rcloneRemote(it) };
  await runOrFail("rclone", args, { env, timeoutMs: 110_000 });
}

export const TREE_CLIENTS: readonly TreeClient[] = [
  {
    name: "AWS CLI",
    upload: (it, folder, bucket) => awsCli(it, "s3", "sync", folder, `s3://${bucket}`),
    download: (it, bucket, folder) => awsCli(it, "s3", "sync", `s3://${bucket}`, folder),
  },
  {
    name: "boto3",
    upload: (it, folder, bucket) => runClient(it, "s3-tree-boto3.py", "upload", folder, bucket),
    download: (it, bucket, folder) => runClient(it, "s3-tree-boto3.py", "download", folder, bucket),
  },
  {
    name: "boto 2",
    upload: (it, folder, bucket) => runClient(it, "s3-tree-boto2.py", "upload", folder, bucket),
    download: (it, bucket, folder) => runClient(it, "s3-tree-boto2.py", "download", folder, bucket),
  },
  {
    name: "s3cmd",
    upload: (it, folder, bucket) => s3cmd(it, "sync", `${folder}/`, `s3://${bucket}/`),
    download: (it, bucket, folder) => s3cmd(it, "sync", `s3://${bucket}/`, `${folder}/`),
  },
  {
    name: "rclone",
    upload: async (it, folder, bucket) => {
      await rclone(it, "copy", folder, `oxbow:${bucket}`);
      await rclone(it, "check", folder, `oxbow:${bucket}`);
    },
    download: (it, bucket, folder) => rclone(it, "copy", `oxbow:${bucket}`, folder),
  },
  {
    name: "AWS SDK for JavaScript v3 (lib-storage)",
    upload: (it, folder, bucket) => runClient(it, "s3-tree-sdk3.ts", "upload", folder, bucket),
    download: (it, bucket, folder) => runClient(it, "s3-tree-sdk3.ts", "download", folder, bucket),
  },
  {
    name: "AWS SDK for JavaScript v2",
    upload: (it, folder, bucket) => runClient(it, "s3-tree-sdk2.ts", "upload", folder, bucket),
    download: (it, bucket, folder) => runClient(it, "s3-tree-sdk2.ts", "download", folder, bucket),
  },
];
