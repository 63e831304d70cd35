import { expect, inject, test, vi } from "vitest";
import { askEarly } from "./early-request.ts";

const server = inject("streamServer");
const url = `${server}/videos/clock.flv`;

test("hands an answer over once", async () => {
  const early = askEarly({ protocol: "http-flv", engine: "flv", url });
  const asked = early?.take();
  if (asked === undefined || !("answer" in asked)) throw new Error("nothing was asked for");
  expect((await asked.answer).status).toBe(200);
  expect(early?.take()).toBeUndefined();
  early?.drop();
  expect(asked.abort.signal.aborted).toBe(false);
  asked.abort.abort();
});

test("lets go of an answer that nobody took", async () => {
  const abort = vi.spyOn(AbortController.prototype, "abort");
  const early = askEarly({ protocol: "http-flv", engine: "flv", url });
  early?.drop();
  expect(abort).toHaveBeenCalledTimes(1);
  abort.mockRestore();
  expect(early?.take()).toBeUndefined();
});

test("lets go of a socket that nobody took", () => {
  const close = vi.spyOn(WebSocket.prototype, "close");
  const early = askEarly({ protocol: "ws-flv", engine: "flv", url: url.replace("http", "ws") });
  early?.drop();
  early?.drop();
  expect(close).toHaveBeenCalledTimes(1);
  close.mockRestore();
});

test.for([
  { protocol: "file", engine: "native", url },
  { protocol: "rtmpt", engine: "flv", url: server },
  { protocol: "ws-flv", engine: "flv", url: "ftp://example.test/" },
] as const)("asks nothing for $protocol of $url", (candidate) => {
  expect(askEarly(candidate)).toBeUndefined();
});
