/**
 * Everything for a plain `<script>` tag: defines `<oxbow-player>` and offers the rest as `oxbow.…`.
 * @module
 */
import "./element.ts";

export { candidates } from "./candidates.ts";
export { createPlayer } from "./create-player.ts";
export { takeOver } from "./legacy.ts";
export { probe } from "./probe.ts";
