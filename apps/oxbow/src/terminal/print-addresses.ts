import type { RunningMockCloud } from "@oxbow/mock-cloud/server";
import type { Demo } from "../demo/provision-demo.ts";
import { paint } from "./style.ts";

/** Says where to look: what to open, what to run, what to export. */
export function printAddresses({ endpoint, rtmp, edge }: RunningMockCloud, demo: Demo | undefined): void {
  const lines = [
    ["APIs", endpoint],
    [
      "",
      `export AWS_ENDPOINT_URL=${endpoint} AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=us-east-1`,
    ],
  ];
  lines.push(["RTMP", `${rtmp}/cfx/st`], ["edge", edge]);
  if (demo !== undefined) {
    const stream = demo.files.find((file) => file.endsWith(".flv")) ?? demo.files[0] ?? "";
    lines.push(
      ["page", demo.page],
      ["play", `ffplay ${rtmp}/cfx/st/${stream}`],
      ["streamer", demo.streamer],
      ["file", stream],
    );
  }
  const width = Math.max(...lines.map(([label = ""]) => label.length));
  const text = lines
    .map(([label = "", value = ""]) => `  ${paint("cyan", label.padEnd(width))}  ${value}\n`)
    .join("");
  process.stdout.write(`\n${paint("bold", "Oxbow is up")} (Ctrl-C stops it)\n${text}`);
}
