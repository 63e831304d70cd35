export { violationsOf } from "./accessibility.ts";
export { launchChromium } from "./chromium.ts";
export { foreignFile, sampleFile } from "./media.ts";
export { diffPackets, type ProbedPacket, probePackets } from "./probe-packets.ts";
export { type CommandOptions, type CommandResult, runCommand, runOrFail } from "./run-command.ts";
