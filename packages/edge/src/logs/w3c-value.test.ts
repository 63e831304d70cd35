import { expect, test } from "vitest";
import { logValue, withoutSecrets } from "./w3c-value.ts";

const VALUES = [
  { value: undefined, text: "-" },
  { value: "", text: "-" },
  { value: 0, text: "0" },
  { value: "videos/a.flv", text: "videos/a.flv" },
  { value: "a b\tc\n", text: "a%20b%09c%0A" },
  { value: "<>\"#%{}|\\^~[]`'", text: "%3C%3E%22%23%25%7B%7D%7C%5C%5E%7E%5B%5D%60%27" },
  { value: "é\u007f", text: "%C3%A9%7F" },
  { value: "p=1&q=2", text: "p=1&q=2" },
];
test.for(VALUES)("$value is $text", ({ value, text }) => {
  expect(logValue(value)).toBe(text);
});

const QUERIES = [
  { query: "p=1&q=2", text: "p=1&q=2" },
  {
    query: "p=1&Expires=5&Signature=s3cret~&Key-Pair-Id=APKA",
    text: "p=1&Expires=5&Signature=-&Key-Pair-Id=-",
  },
  { query: "Policy=s3cret&Signature=s3cret&x=1", text: "Policy=-&Signature=-&x=1" },
  { query: "Policy%3Ds3cret%26Signature%3Ds3cret%26x%3D1", text: "Policy%3D-%26Signature%3D-%26x%3D1" },
  {
    query: "clip%253FExpires%253D5%2526Signature%253Ds3cret%2526x%253D1",
    text: "clip%253FExpires%253D5%2526Signature%253D-%2526x%253D1",
  },
  { query: "Policy=s3 cret\ns3cret", text: "Policy=-" },
  { query: "signature=s3cret", text: "signature=-" },
  { query: "MySignature=kept", text: "MySignature=kept" },
];
test.for(QUERIES)("$query is logged as $text", ({ query, text }) => {
  expect(withoutSecrets(query)).toBe(text);
});
