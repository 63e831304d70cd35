/** s3rver, the S3 mock of the npm registry, with its own defaults and a folder of its own. */
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

interface S3rver {
  readonly run: () => Promise<{ readonly port: number }>;
  readonly close: () => Promise<void>;
}

const Constructor = createRequire(import.meta.url)("s3rver") as new (options: object) => S3rver;
const directory = mkdtempSync(join(tmpdir(), "s3rver-"));
const server = new Constructor({
  port: 0,
  address: "127.0.0.1",
  silent: true,
  directory,
  configureBuckets: [{ name: "bench" }],
});
const { port } = await server.run();
process.stdout.write(`${JSON.stringify({ endpoint: `http://127.0.0.1:${port}`, directory })}\n`);
process.on("SIGTERM", () => {
  rmSync(directory, { recursive: true, force: true });
  process.exit(0);
});
