import { jwPlayer6 } from "./jw-player-6.ts";
import type { Target } from "./target.ts";

/** JW Player 7: takes and divides addresses as version 6 does. */
export const jwPlayer7: Target = { ...jwPlayer6, id: "jwplayer7", label: "JW Player 7" };
