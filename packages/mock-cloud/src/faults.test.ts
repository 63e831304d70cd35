import { expect, test, vi } from "vitest";
import { type Fault, Faults } from "./faults.ts";

function setUp(random = 0): {
  faults: Faults;
  advance: (ms: number) => void;
  edge: (faults: readonly Fault[]) => void;
} {
  let nowMs = 0;
  const edge = vi.fn<(faults: readonly Fault[]) => void>();
  return {
    faults: new Faults({ now: () => new Date(nowMs), random: () => random, onEdgeFaults: edge }),
    advance: (ms) => {
      nowMs += ms;
    },
    edge,
  };
}

test("an operation's fault hits that operation alone", () => {
  const { faults } = setUp();
  faults.set({
    id: "a",
    match: { service: "s3", operation: "PutObject" },
    effect: { kind: "error", code: "InternalError" },
  });
  expect(faults.decide("s3", "PutObject")).toEqual({ kind: "error", code: "InternalError" });
  expect(faults.decide("s3", "GetObject")).toBeUndefined();
  expect(faults.decide("cloudfront", "PutObject")).toBeUndefined();
});

test("a rate spares the others", () => {
  const { faults } = setUp(0.5);
  faults.set({ id: "a", match: { service: "s3" }, effect: { kind: "delay", ms: 5 }, rate: 0.5 });
  expect(faults.decide("s3", "PutObject")).toBeUndefined();
  faults.set({ id: "a", match: { service: "s3" }, effect: { kind: "delay", ms: 5 }, rate: 0.51 });
  expect(faults.decide("s3", "PutObject")).toEqual({ kind: "delay", ms: 5 });
});

test("throttling lets so many through each second", () => {
  const { faults, advance } = setUp();
  faults.set({ id: "a", match: { service: "cloudfront" }, effect: { kind: "throttle", perSecond: 2 } });
  const decide = () => faults.decide("cloudfront", "ListDistributions")?.kind;
  expect([decide(), decide(), decide()]).toEqual([undefined, undefined, "throttle"]);
  advance(1000);
  expect(decide()).toBeUndefined();
});

test("the edge is told of its own", () => {
  const { faults, edge } = setUp();
  const stall: Fault = { id: "stall", match: { service: "edge" }, effect: { kind: "stall", atByte: 1 } };
  faults.set(stall);
  faults.set({ id: "other", match: { service: "s3" }, effect: { kind: "delay", ms: 5 } });
  expect(edge).toHaveBeenLastCalledWith([stall]);
  expect(faults.delete("stall")).toBe(true);
  expect(faults.delete("stall")).toBe(false);
  expect(edge).toHaveBeenLastCalledWith([]);
});
