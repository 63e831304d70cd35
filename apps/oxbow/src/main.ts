#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { setFlagsFromString } from "node:v8";

// Half of what a start costs is compiling modules; the second start reads them from the cache.
enableCompileCache();

// V8's young generation stays as small as it begins, a megabyte or two. Left to itself it grows to tens of megabytes: while
// viewers connect, since all that is kept of them survives its first collections, and it does not give them back; and with
// S3's requests, which leave little behind but then go through memory that no processor's cache holds, and cost more.
// Before anything is loaded, since what has grown does not shrink.
setFlagsFromString("--semi-space-growth-factor=1");

const { runProgram } = await import("./program.ts");
await runProgram(process.argv);
