import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { TalliedCounter } from "./tallied-counter.ts";

test("counts what tallies hold, by labels, and nothing twice", async () => {
  const registry = new Registry();
  const bytes = new TalliedCounter({
    name: "bytes_total",
    help: "Bytes.",
    labelNames: ["distribution", "protocol"] as const,
    registers: [registry],
  });
  bytes.of({ distribution: "E1", protocol: "rtmp" }).add(5);
  bytes.of({ distribution: "E1", protocol: "rtmp" }).add(2);
  bytes.of({ distribution: "E2", protocol: "rtmp" }).add(1);
  expect(await registry.metrics()).toContain('bytes_total{distribution="E1",protocol="rtmp"} 7\n');

  bytes.of({ distribution: "E1", protocol: "rtmp" }).add(10);
  const text = await registry.metrics();
  expect(text).toContain('bytes_total{distribution="E1",protocol="rtmp"} 17\n');
  expect(text).toContain('bytes_total{distribution="E2",protocol="rtmp"} 1\n');
});
