import { expect, test } from "vitest";
import { type AnsweredRequest, RequestLog } from "./request-log.ts";

const record = (target: string): AnsweredRequest => ({
  at: new Date("2020-12-31T00:00:00.000Z"),
  service: "s3",
  operation: "GetObject",
  status: 200,
  code: undefined,
  accountId: "000000000000",
  target,
});

test("keeps the last ones", () => {
  const log = new RequestLog(3);
  for (let index = 0; index < 20; index++) log.add(record(`GET /${index}`));
  expect(log.list().map(({ target }) => target)).toEqual(["GET /17", "GET /18", "GET /19"]);
});

test("leaves out what a console has read, not what it has written", () => {
  const log = new RequestLog(9);
  for (const target of ["GET /1", "PUT /2", "HEAD /3"]) log.add({ ...record(target), client: "console" });
  log.add(record("GET /4"));
  const targets = (last: number): readonly string[] =>
    log.list({ last, exceptReadsOf: "console" }).map(({ target }) => target);
  expect(targets(9)).toEqual(["PUT /2", "GET /4"]);
  expect(targets(1)).toEqual(["GET /4"]);
});

test("blots out what must not be seen", () => {
  const log = new RequestLog(3);
  log.add(record("GET /b/k?X-Amz-Credential=AKIA&X-Amz-Signature=abc&versionId=1&Signature=def&Policy=ghi"));
  expect(log.list()[0]?.target).toBe(
    "GET /b/k?X-Amz-Credential=-&X-Amz-Signature=-&versionId=1&Signature=-&Policy=-",
  );
});

test("tells listeners until they leave", () => {
  const log = new RequestLog(3);
  const seen: string[] = [];
  const leave = log.subscribe(({ target }) => seen.push(target));
  log.add(record("GET /1"));
  leave();
  log.add(record("GET /2"));
  expect(seen).toEqual(["GET /1"]);
});
