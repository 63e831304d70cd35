import { expect, test } from "vitest";
import { evaluateConditions, isRangeCurrent } from "./conditional.ts";

const INFO = {
  byteLength: 1,
  etag: '"abc"',
  lastModified: new Date("2020-05-31T12:00:00.700Z"),
  contentType: "text/plain",
  headers: {},
};
const SAME = "Sun, 31 May 2020 12:00:00 GMT";
const EARLIER = "Sun, 31 May 2020 11:00:00 GMT";
const LATER = "Sun, 31 May 2020 13:00:00 GMT";

const CASES = [
  { headers: {}, status: 200 },
  { headers: { "if-none-match": '"abc"' }, status: 304 },
  { headers: { "if-none-match": 'W/"abc", "x"' }, status: 304 },
  { headers: { "if-none-match": "*" }, status: 304 },
  { headers: { "if-none-match": '"x"' }, status: 200 },
  { headers: { "if-none-match": '"x"', "if-modified-since": LATER }, status: 200 },
  { headers: { "if-modified-since": SAME }, status: 304 },
  { headers: { "if-modified-since": EARLIER }, status: 200 },
  { headers: { "if-modified-since": "yesterday" }, status: 200 },
  { headers: { "if-match": '"abc"' }, status: 200 },
  { headers: { "if-match": '"x"' }, status: 412 },
  { headers: { "if-unmodified-since": SAME }, status: 200 },
  { headers: { "if-unmodified-since": EARLIER }, status: 412 },
  { headers: { "if-match": '"abc"', "if-unmodified-since": EARLIER }, status: 200 },
];
test.for(CASES)("$headers is $status", ({ headers, status }) => {
  expect(evaluateConditions(headers, INFO)).toBe(status);
});

const IF_RANGE = [
  { header: undefined, isCurrent: true },
  { header: '"abc"', isCurrent: true },
  { header: '"x"', isCurrent: false },
  { header: 'W/"abc"', isCurrent: false },
  { header: SAME, isCurrent: true },
  { header: LATER, isCurrent: false },
];
test.for(IF_RANGE)("If-Range $header", ({ header, isCurrent }) => {
  expect(isRangeCurrent(header, INFO)).toBe(isCurrent);
});
