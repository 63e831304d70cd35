import type { ApplyEvent } from "@oxbow/provisioning";
import { paint } from "./style.ts";

/** Returns to the first column and clears the line that is written over (ECMA-48 EL). */
const REWRITE = "\r\u001b[K";

/**
 * Writes what happened as one line; a kept thing and the start of a step are no news. On a terminal the last line
 * tells what is going on.
 *
 * @param uploads how far the uploads are, when the event changed that
 */
export function printEvent(event: ApplyEvent, out: NodeJS.WriteStream, uploads?: string): void {
  if (uploads !== undefined && out.isTTY) out.write(`${REWRITE}  uploading ${uploads}`);
  switch (event.type) {
    case "finished": {
      if (event.outcome === "kept") return;
      const details = Object.values(event.details).join(" ");
      out.write(
        `${out.isTTY ? REWRITE : ""}${paint("green", "✓", out)} ${event.step.task}/8 ${event.outcome} ${event.step.kind} ${event.step.name} ${paint("gray", details, out)}\n`,
      );
      return;
    }
    case "waiting":
      if (event.waitedMs === 0 || !out.isTTY) return;
      out.write(
        `${REWRITE}  waiting for ${event.distributionId} to be Deployed (${Math.round(event.waitedMs / 1000)} s)`,
      );
      return;
    default:
      return;
  }
}
