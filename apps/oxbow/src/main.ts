#!/usr/bin/env node
import { enableCompileCache } from "node:module";

// Half of what a start costs is compiling modules; the second start reads them from the cache.
enableCompileCache();

const { runProgram } = await import("./program.ts");
await runProgram(process.argv);
