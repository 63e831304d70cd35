import { expect, test } from "vitest";
import { byteFaultOf, delayOf, type EdgeFault, type EdgeOperation, Faults } from "./faults.ts";

const OPERATIONS: readonly EdgeOperation[] = ["port", "connect", "play", "get", "origin"];

const CASES: readonly { name: string; fault: Omit<EdgeFault, "id">; strikes: readonly EdgeOperation[] }[] = [
  {
    name: "refuse strikes what viewers ask",
    fault: { match: { service: "edge" }, effect: { kind: "refuse" } },
    strikes: ["connect", "play", "get"],
  },
  {
    name: "delay strikes the origin",
    fault: { match: { service: "edge" }, effect: { kind: "delay", ms: 5 } },
    strikes: ["origin"],
  },
  {
    name: "a named operation only",
    fault: { match: { service: "edge", operation: "play" }, effect: { kind: "delay", ms: 5 } },
    strikes: ["play"],
  },
  {
    name: "the port, when it is named",
    fault: { match: { service: "edge", operation: "port" }, effect: { kind: "refuse" } },
    strikes: ["port"],
  },
  {
    name: "another distribution never",
    fault: { match: { service: "edge", distribution: "E2" }, effect: { kind: "refuse" } },
    strikes: [],
  },
  {
    name: "this distribution",
    fault: { match: { service: "edge", distribution: "E1", operation: "get" }, effect: { kind: "refuse" } },
    strikes: ["get"],
  },
  {
    name: "another service never",
    fault: { match: { service: "s3" }, effect: { kind: "refuse" } },
    strikes: [],
  },
  {
    name: "a rate of 0 never",
    fault: { match: { service: "edge" }, effect: { kind: "refuse" }, rate: 0 },
    strikes: [],
  },
];

test.for(CASES)("$name", ({ fault, strikes }) => {
  const faults = new Faults(() => 0.5);
  faults.set([{ id: "f", ...fault }]);
  expect(OPERATIONS.filter((operation) => faults.strike(operation, "E1").length > 0)).toEqual(strikes);
});

test("a rate strikes its share", () => {
  let roll = 0;
  const faults = new Faults(() => (roll++ % 10) / 10);
  faults.set([{ id: "f", match: { service: "edge" }, effect: { kind: "refuse" }, rate: 0.3 }]);
  const struck = Array.from({ length: 100 }, () => faults.strike("play", "E1").length);
  expect(struck.filter((count) => count === 1)).toHaveLength(30);
});

test("delays add up, the first byte fault counts", () => {
  const effects = [
    { kind: "delay", ms: 5 },
    { kind: "stall", atByte: 9 },
    { kind: "delay", ms: 6 },
    { kind: "truncate", atByte: 1 },
  ] as const;
  expect(delayOf(effects)).toBe(11);
  expect(byteFaultOf(effects)).toEqual({ kind: "stall", atByte: 9 });
});
