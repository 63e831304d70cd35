import type { ApplyEvent } from "@oxbow/provisioning";
import { paint } from "./style.ts";

/** Writes what happened as one line; a kept thing and the start of a step are no news. */
export function printEvent(event: ApplyEvent, out: NodeJS.WriteStream): void {
  switch (event.type) {
    case "finished": {
      if (event.outcome === "kept") return;
      const details = Object.values(event.details).join(" ");
      out.write(
        `${paint("green", "✓", out)} ${event.step.task}/8 ${event.outcome} ${event.step.kind} ${event.step.name} ${paint("gray", details, out)}\n`,
      );
      return;
    }
    case "waiting":
      if (event.waitedMs === 0 || !out.isTTY) return;
      out.write(
        `  waiting for ${event.distributionId} to be Deployed (${Math.round(event.waitedMs / 1000)} s)\r`,
      );
      return;
    default:
      return;
  }
}
