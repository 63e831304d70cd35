import { test } from "vitest";
import { runFunction } from "./run-function.ts";

const EVENT = JSON.stringify({
  version: "1.0",
  context: { eventType: "viewer-request" },
  viewer: { ip: "198.51.100.11" },
  request: { method: "GET", uri: "/index.html", headers: {}, cookies: {}, querystring: {} },
});

test("hands the event to the handler and answers what it returns", async ({ expect }) => {
  const run = await runFunction(
    `function handler(event) { console.log("uri", event.request.uri, { a: 1 }); event.request.uri = "/x"; return event.request; }`,
    EVENT,
  );
  expect(run.errorMessage).toBe("");
  expect(JSON.parse(run.output)).toMatchObject({ request: { method: "GET", uri: "/x" } });
  expect(run.logs).toEqual(['uri /index.html {"a":1}']);
  expect(run.utilizationPercent).toBeGreaterThanOrEqual(0);
});

test("tells a response from a request", async ({ expect }) => {
  const run = await runFunction(
    `async function handler(event) { return { statusCode: 302, headers: { location: { value: "/y" } } }; }`,
    EVENT,
  );
  expect(JSON.parse(run.output)).toEqual({
    response: { statusCode: 302, headers: { location: { value: "/y" } } },
  });
});

test.for([
  { name: "throws", code: `function handler() { throw new TypeError("no"); }`, message: "TypeError: no" },
  {
    name: "rejects",
    code: `async function handler() { throw new Error("later"); }`,
    message: "Error: later",
  },
  { name: "is no program", code: "function handler( {", message: "SyntaxError" },
  { name: "has no handler", code: "var x = 1;", message: "ReferenceError: handler is not defined" },
  {
    name: "returns nothing",
    code: "function handler() {}",
    message: "The function must return an object.",
  },
  {
    name: "never settles",
    code: "function handler() { return new Promise(() => {}); }",
    message: "The function did not return.",
  },
  {
    name: "never ends",
    code: "function handler() { for (;;); }",
    message: "The function execution time exceeded the limit.",
  },
  {
    name: "never ends after awaiting",
    code: "async function handler() { await null; for (;;); }",
    message: "The function execution time exceeded the limit.",
  },
  {
    name: "throws something that never ends",
    code: "throw { toString() { for (;;); } };",
    message: "The function execution time exceeded the limit.",
  },
  {
    name: "eats memory",
    code: "function handler() { const all = []; for (;;) all.push(new Array(1000).fill(all.length)); }",
    message: "The function used more memory than the limit.",
  },
])("reports a function that $name", async ({ code, message }, { expect }) => {
  const run = await runFunction(code, EVENT);
  expect(run.errorMessage).toContain(message);
  expect(run.output).toBe("");
});

test.for(["process", "require", "fetch", "setTimeout", "Uint8Array", "SharedArrayBuffer", "WebAssembly"])(
  "gives functions no %s",
  async (name, { expect }) => {
    const run = await runFunction(`function handler() { return { type: typeof ${name} }; }`, EVENT);
    expect(JSON.parse(run.output)).toEqual({ request: { type: "undefined" } });
  },
);

test.for([
  `this.constructor.constructor("return process")()`,
  `(() => {}).constructor("return process")()`,
  `console.log.constructor("return process")()`,
  `(async () => {}).constructor("return process")()`,
])("has no way out through %s", async (route, { expect }) => {
  const run = await runFunction(`function handler() { return { found: ${route} }; }`, EVENT);
  expect(run.output).toBe("");
  expect(run.errorMessage).toContain("EvalError");
});

test("reads events as data, whatever they contain", async ({ expect }) => {
  const event = JSON.stringify({ text: '\u2028"; throw 1; //', __proto__: null });
  const run = await runFunction("function handler(event) { return { text: event.text }; }", event);
  expect(JSON.parse(run.output)).toEqual({ request: { text: '\u2028"; throw 1; //' } });
});
