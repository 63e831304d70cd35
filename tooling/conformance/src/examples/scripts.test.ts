/** The scripts of `apps/examples` in the languages that provisioning was written in: run as they stand, the result watched. */
import { fileURLToPath } from "node:url";
import { runOrFail, sampleFile } from "@oxbow/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { awsEnvironment, openSurroundings, type Surroundings } from "../foreign-client.ts";

const SCRIPTS = fileURLToPath(new URL("../../../../apps/examples/scripts/", import.meta.url));

let surroundings: Surroundings;

beforeAll(async () => {
  surroundings = await openSurroundings();
});
afterAll(() => surroundings?.close());

test.for([
  ["/bin/sh", "provision.sh"],
  ["/usr/bin/python3", "provision.py"],
] as const)("%s %s", async ([interpreter, script]) => {
  const { cloud, folder } = surroundings;
  const bucket = `films-${script.replace(".", "-")}`;
  const { stdout } = await runOrFail(
    interpreter,
    [`${SCRIPTS}${script}`, bucket, sampleFile("videos/clock.flv")],
    {
      env: {
        ...awsEnvironment(folder),
        AWS_ENDPOINT_URL: cloud.endpoint,
        PATH: `/usr/bin:${process.env.PATH}`,
      },
      timeoutMs: 110_000,
    },
  );
  const streamer = /^streamer=(\S+) file=videos\/clock\.flv\n$/.exec(stdout)?.[1] ?? `none in ${stdout}`;
  const { stdout: codecs } = await runOrFail("ffprobe", [
    ...["-v", "error", "-rtmp_tcurl", streamer, "-rtmp_app", "cfx/st"],
    ...["-show_entries", "stream=codec_name", "-of", "csv=p=0", `${cloud.rtmp}/cfx/st/videos/clock.flv`],
  ]);
  expect(codecs.trim().split("\n")).toEqual(expect.arrayContaining(["h264", "aac"]));
});
