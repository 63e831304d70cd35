/**
 * Brings a page of the Flash era back to life where it stands: `takeOver(document)` replaces the embeds that are in
 * the page, and stands in for the scripts that would have made more.
 * @module
 */
export { type TakenOver, type TakeOverOptions, takeOver } from "./legacy/take-over.ts";
