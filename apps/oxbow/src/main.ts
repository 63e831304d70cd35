#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { setFlagsFromString } from "node:v8";

// Half of what a start costs is compiling modules; the second start reads them from the cache.
enableCompileCache();

// Viewers stay: as they connect, V8 would let its young generation grow to tens of megabytes, and keep them. Before
// anything is loaded, since what has grown does not shrink. (The whole cloud is better off without: its S3 forgets.)
if (process.argv[2] === "edge") setFlagsFromString("--semi-space-growth-factor=1");

const { runProgram } = await import("./program.ts");
await runProgram(process.argv);
