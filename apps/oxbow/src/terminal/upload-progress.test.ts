import type { ApplyEvent, PlanStep, SitePlan } from "@oxbow/provisioning";
import { expect, test } from "vitest";
import { UploadProgress } from "./upload-progress.ts";

const MEGABYTE = 1024 * 1024;

function object(name: string, megabytes: number, changed?: string): PlanStep {
  return {
    id: name,
    task: 5,
    action: changed === undefined ? "create" : "change",
    kind: "object",
    name,
    changes: changed === undefined ? [] : [{ member: changed, from: "", to: "" }],
    byteLength: megabytes * MEGABYTE,
  };
}

const A = object("a", 60);
const B = object("b", 30, "content");
const PLAN = { steps: [A, B, object("c", 1000, "acl")] } as unknown as SitePlan;
const loaded = (step: PlanStep, megabytes: number): ApplyEvent => ({
  type: "progress",
  step,
  loadedBytes: megabytes * MEGABYTE,
  totalBytes: step.byteLength ?? 0,
});

test("tells share, rate and remaining time of what is uploaded", () => {
  let nowMs = 0;
  const progress = new UploadProgress(PLAN, () => nowMs);
  expect(progress.observe({ type: "started", step: A })).toBeUndefined();
  expect(progress.observe(loaded(A, 0))).toBe("0% of 90.0 MB");
  nowMs = 1000;
  expect(progress.observe(loaded(A, 1))).toBe("1% of 90.0 MB, 1.0 MB/s, 1 min 29 s left");
  nowMs = 10_000;
  expect(progress.observe(loaded(A, 60))).toBe("66% of 90.0 MB, 6.0 MB/s, 5 s left");
  nowMs = 20_000;
  expect(progress.observe(loaded(B, 30))).toBe("100% of 90.0 MB, 4.5 MB/s, 0 s left");
});

test("nothing loaded for a while is no division by zero", () => {
  let nowMs = 0;
  const progress = new UploadProgress(PLAN, () => nowMs);
  progress.observe(loaded(A, 0));
  nowMs = 5000;
  expect(progress.observe(loaded(A, 0))).toBe("0% of 90.0 MB, 0.0 MB/s, unknown time left");
});
