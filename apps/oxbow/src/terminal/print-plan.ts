import type { PlanStep, SitePlan } from "@oxbow/provisioning";
import { paint } from "./style.ts";

const MARKS = { create: ["green", "+"], change: ["yellow", "~"], keep: ["gray", " "] } as const;
/** Steps of the same kind and action beyond this many are counted, not listed. */
const LISTED_LIMIT = 12;

/** Writes a plan for a person: what is created, what is changed and how; what is kept only as a count. */
export function printPlan({ steps, findings, hasChanges, site }: SitePlan): void {
  const out = process.stdout;
  for (const { code, place, message, fix } of findings) {
    out.write(`${paint("yellow", "warning")} ${code} ${place}: ${message}: ${fix}\n`);
  }
  if (!hasChanges) {
    out.write(
      `${site.name}: nothing to do, everything is as the site file says (${steps.length} things looked at)\n`,
    );
    return;
  }
  const changes = steps.filter(({ action }) => action !== "keep");
  const listed = new Map<string, number>();
  for (const step of changes) {
    const group = `${step.action} ${step.kind}`;
    const count = (listed.get(group) ?? 0) + 1;
    listed.set(group, count);
    if (count <= LISTED_LIMIT) out.write(describe(step));
  }
  for (const [group, count] of listed) {
    if (count > LISTED_LIMIT) out.write(`  … and ${count - LISTED_LIMIT} more to ${group}\n`);
  }
  out.write(
    `${site.name}: ${changes.length} to do, ${steps.length - changes.length} already as they should be\n`,
  );
}

function describe({ action, kind, name, changes }: PlanStep): string {
  const [color, mark] = MARKS[action];
  const details = changes.map(
    ({ member, from, to }) =>
      `      ${member}: ${from === "" ? "(none)" : from} -> ${to === "" ? "(none)" : to}\n`,
  );
  return `${paint(color, `${mark} ${action}`)} ${kind} ${name}\n${details.join("")}`;
}
