import { describe, expect, test } from "vitest";
import { adminRefusal, consoleCors, consoleOnEdge, NO_CONSOLE } from "./console-access.ts";

const console8080 = consoleOnEdge(8080);

describe("adminRefusal", () => {
  test.for([
    { host: "127.0.0.1:4566" },
    { host: "localhost:4566" },
    { host: "[::1]:4566" },
    { host: "x.cloudfront.localhost:4566" },
    { host: "127.0.0.1:4566", origin: "http://127.0.0.1:4566" },
    { host: "127.0.0.1:4566", origin: "http://dabc.cloudfront.localhost:8080" },
    { host: "10.0.0.7:4566" },
  ])("lets $host $origin in", (headers) => {
    expect(adminRefusal(console8080, headers, "10.0.0.7")).toBeUndefined();
  });

  test.for([
    { host: "rebound.example:4566" },
    { host: "127.0.0.1.evil.example:4566" },
    { host: "127.0.0.1:4566", origin: "http://evil.example" },
    { host: "127.0.0.1:4566", origin: "http://localhost:3000" },
    { host: "127.0.0.1:4566", origin: "null" },
    {},
  ])("keeps $host $origin out", (headers) => {
    expect(adminRefusal(console8080, headers, "127.0.0.1")).toMatch(/does not answer/);
  });
});

describe("consoleCors", () => {
  test("is for the console alone", () => {
    const origin = "http://dabc.cloudfront.localhost:8080";
    expect(consoleCors(console8080, { origin })).toMatchObject({ "access-control-allow-origin": origin });
    expect(consoleCors(console8080, { origin: "http://dabc.cloudfront.localhost:9090" })).toBeUndefined();
    expect(consoleCors(console8080, { origin: "https://evil.example:8080" })).toBeUndefined();
    expect(consoleCors(NO_CONSOLE, { origin })).toBeUndefined();
    expect(consoleCors(console8080, {})).toBeUndefined();
  });
});
