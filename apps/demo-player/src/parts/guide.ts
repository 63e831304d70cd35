import type { PlanStep } from "../api/task-event.ts";
import { formatBytes } from "./units.ts";

/** A step of the developer guide's task list. */
export interface GuideStep {
  readonly title: string;
  readonly about: string;
  /** What undoing it does. */
  readonly undo: string;
}

/** The eight steps. */
export const GUIDE: readonly GuideStep[] = [
  {
    title: "Create the buckets",
    about: "One for the media, one for the player's files.",
    undo: "Everything goes: nothing can stay without its bucket.",
  },
  {
    title: "Choose a player",
    about: "This very page, with @oxbow/player in it. A choice: nothing is asked of the cloud.",
    undo: "Takes back the choice, and the player's files with it.",
  },
  {
    title: "Upload the player's files",
    about: "Each object readable by everybody; the bucket itself is not.",
    undo: "Deletes the files the site uploaded, no others.",
  },
  {
    title: "Create a web distribution for the player",
    about: "It serves the page over HTTP. Its domain name begins with d.",
    undo: "Disables it, waits until that is deployed, deletes it.",
  },
  {
    title: "Upload the media files",
    about: "Readable by everybody. A Flash Video file has to be called .flv.",
    undo: "Deletes the media the site uploaded, no others.",
  },
  {
    title: "Create an RTMP distribution for the media",
    about: "CreateStreamingDistribution. Its domain name begins with s.",
    undo: "Disables it, waits, deletes it, and the configuration that names it.",
  },
  {
    title: "Configure the player",
    about: "Streamer and file, written to config.json beside the page.",
    undo: "Deletes config.json.",
  },
  {
    title: "Wait until it is deployed, and play",
    about: "InProgress turns into Deployed at both distributions.",
    undo: "Takes the site off the air: both distributions are disabled, nothing is deleted.",
  },
];

/** How a step of the guide stands. */
export interface StepState {
  readonly isDone: boolean;
  /** Something of it is there, so that there is something to undo. */
  readonly hasSomething: boolean;
  readonly summary: string;
}

/** Reads from a plan how each of the eight steps stands. */
export function statesOf(plan: readonly PlanStep[], isChosen: boolean): readonly StepState[] {
  const isOff = plan.some(isOffAir);
  const has = (task: number): boolean => plan.some((step) => step.task === task && step.action !== "create");
  return GUIDE.map((_, index) => {
    const task = index + 1;
    const steps = plan.filter((step) => step.task === task);
    const isKept = steps.every((step) => step.action === "keep" || isOffAir(step));
    if (task === 2) {
      // A choice without a bucket to put it into was undone, here or elsewhere.
      const isMade = (isChosen && has(1)) || has(3);
      return { isDone: isMade, hasSomething: isMade, summary: isMade ? "@oxbow/player" : "" };
    }
    if (task === 8) {
      const isOn = isKept && !isOff && has(4) && has(6);
      return { isDone: isOn, hasSomething: isOn, summary: isOn ? "Deployed" : isOff ? "off the air" : "" };
    }
    return { isDone: isKept, hasSomething: has(task), summary: has(task) ? summaryOf(steps) : "" };
  });
}

/** All that is missing is that it be enabled, which is the last step's. */
function isOffAir({ kind, action, changes }: PlanStep): boolean {
  return (
    kind.endsWith("-distribution") &&
    action === "change" &&
    changes.every(({ member }) => member === "Enabled")
  );
}

function summaryOf(steps: readonly PlanStep[]): string {
  const there = steps.filter(({ action }) => action !== "create");
  const objects = there.filter(({ kind }) => kind === "object");
  if (objects.length === 0) return there.map(({ name }) => name).join(", ");
  const bytes = objects.reduce((sum, { byteLength = 0 }) => sum + byteLength, 0);
  const [bucket = ""] = objects[0]?.name.split("/", 1) ?? [];
  return `${objects.length} objects in ${bucket}, ${formatBytes(bytes)}`;
}
