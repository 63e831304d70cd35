export { foreignFile, sampleFile } from "./media.ts";
