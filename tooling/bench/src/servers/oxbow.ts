/** The mock cloud, signatures verified; in memory, or in the folder that is named. */
import { startMockCloud } from "@oxbow/mock-cloud/server";

const cloud = await startMockCloud({
  port: 0,
  rtmpPorts: [0],
  edgePort: 0,
  auth: "strict",
  deploy: "next-read",
  logLevel: "silent",
  ...(process.argv[2] === undefined ? {} : { dataDirectory: process.argv[2] }),
  limits: { streamingDistributions: 1_000_000, webDistributions: 1_000_000 },
});
process.stdout.write(`${JSON.stringify({ endpoint: cloud.endpoint, rtmp: cloud.rtmp, edge: cloud.edge })}\n`);
process.on("SIGTERM", () => void cloud.close().then(() => process.exit(0)));
