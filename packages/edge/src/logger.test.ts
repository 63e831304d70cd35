import { expect, test } from "vitest";
import { discreetLogger, type EdgeLogger, SILENT_LOGGER } from "./logger.ts";

const SECRET = "clip?Signature=s3cret";
const CLEAN = "clip?Signature=-";

/** What a logger behind the discreet one is given. */
function logged(details: Parameters<EdgeLogger["info"]>[0]): Readonly<Record<string, unknown>> {
  let seen: Readonly<Record<string, unknown>> = {};
  discreetLogger({ ...SILENT_LOGGER, info: (given) => (seen = given) }).info(details, "said");
  return seen;
}

test("no detail carries a signature, however deep it lies", () => {
  expect(logged({ name: SECRET, list: [SECRET, { of: SECRET }], count: 3, none: null })).toEqual({
    name: CLEAN,
    list: [CLEAN, { of: CLEAN }],
    count: 3,
    none: null,
  });
  const loop: Record<string, unknown> = { name: SECRET };
  loop.self = loop;
  expect(JSON.stringify(logged({ loop }))).not.toContain("s3cret");
});

test("an error keeps its name, code and cause, and loses the signature in them", () => {
  const cause = Object.assign(new RangeError(`no ${SECRET}`), { code: "ERR_INNER" });
  const error = Object.assign(new TypeError(`no ${SECRET}`, { cause }), { code: "ERR_OUTER" });
  const { err } = logged({ err: error });
  expect(err).toBeInstanceOf(Error);
  expect(err).toMatchObject({
    name: "TypeError",
    code: "ERR_OUTER",
    message: `no ${CLEAN}`,
    cause: { name: "RangeError", code: "ERR_INNER", message: `no ${CLEAN}` },
  });
  expect(err instanceof Error && err.stack).not.toContain("s3cret");
  expect(error.message).toContain("s3cret");
});
