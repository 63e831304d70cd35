/**
 * What a good start does without, in one chunk: who explains failures, knows the rarer codecs, resumes, and watches over
 * seeks. The feed loads it once the first picture is there, so that it is at hand when nothing can be loaded any more.
 */
export { SeekGuard } from "../engine/seek-guard.ts";
export { errorOfStatus, explainFailure } from "../source/explain-failure.ts";
export { rareCodecs } from "./rare-codecs.ts";
export { refusalOf } from "./refuse-container.ts";
export { openAgain, openRun, resumeRun } from "./reopen.ts";
