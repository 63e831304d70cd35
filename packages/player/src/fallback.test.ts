import { expect, test } from "vitest";
import type { Candidate } from "./candidates.ts";
import { nextCandidates } from "./fallback.ts";
import { PlayerError, type PlayerErrorCode } from "./player-error.ts";

const HTTP: Candidate = { protocol: "http-flv", engine: "flv", url: "http://edge/x" };
const SOCKET: Candidate = { protocol: "ws-flv", engine: "flv", url: "ws://edge/x" };
const after = (
  code: PlayerErrorCode,
  left = [HTTP, SOCKET],
  extra: readonly string[] = [],
): readonly Candidate[] => nextCandidates(left, new PlayerError(code), extra);

test.for([
  "ERR_PLAYER_CORS",
  "ERR_PLAYER_UNREACHABLE",
  "ERR_PLAYER_HTTP_STATUS",
  "ERR_PLAYER_STALLED",
] as const)("%s is the way's fault: the next one is tried", (code) => {
  expect(after(code)).toEqual([SOCKET]);
  expect(after(code, [SOCKET])).toEqual([]);
});

test.for([
  "ERR_PLAYER_NOT_FOUND",
  "ERR_PLAYER_FORBIDDEN",
  "ERR_PLAYER_HTML",
  "ERR_PLAYER_EMPTY",
  "ERR_PLAYER_REJECTED",
] as const)("%s would be no better another way", (code) => {
  expect(after(code)).toEqual([]);
});

test("MP4 bytes are left to the browser", () => {
  expect(after("ERR_PLAYER_MP4_NOT_FLV")).toEqual([{ protocol: "file", engine: "native", url: HTTP.url }]);
  expect(after("ERR_PLAYER_MP4_NOT_FLV", [SOCKET])).toEqual([]);
});

test.for([
  { code: "ERR_PLAYER_LEGACY_CODEC", engine: "ruffle" },
  { code: "ERR_PLAYER_CODEC", engine: "mpegts" },
  { code: "ERR_PLAYER_NO_MSE", engine: "mpegts" },
] as const)("$code is handed to $engine where the page brought it, once", ({ code, engine }) => {
  expect(after(code)).toEqual([]);
  expect(after(code, [HTTP, SOCKET], [engine])).toEqual([{ ...HTTP, engine }]);
  expect(after(code, [{ ...HTTP, engine }], [engine])).toEqual([]);
});
