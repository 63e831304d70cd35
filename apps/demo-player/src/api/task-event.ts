/** A step of the provisioning library's plan. */
export interface PlanStep {
  readonly task: number;
  readonly action: "create" | "change" | "keep";
  readonly kind: string;
  readonly name: string;
  readonly changes: readonly { readonly member: string }[];
  readonly byteLength?: number;
}

/** A request of the library's and its answer. */
export interface Exchange {
  readonly service: string;
  readonly method: string;
  readonly target: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: string;
  readonly status: number;
  readonly answerHeaders: Readonly<Record<string, string>>;
  readonly answerBody: string;
  readonly tookMs: number;
}

/** One answer of the troubleshooting list. */
export interface DoctorCheck {
  readonly code: string;
  readonly verdict: "ok" | "fault" | "cannot-tell";
  readonly evidence: string;
  readonly fix: string;
}

interface Removal {
  readonly kind: string;
  readonly name: string;
}

/** What `POST /_oxbow/tasks` tells while it works. */
export type TaskEvent =
  | { readonly type: "plan"; readonly steps: readonly PlanStep[]; readonly site?: StreamedSite }
  | { readonly type: "exchange"; readonly task: number; readonly exchange: Exchange }
  | { readonly type: "started" | "progress" | "waiting"; readonly step: PlanStep }
  | { readonly type: "finished"; readonly step: PlanStep; readonly outcome: string }
  | { readonly type: "disabled" | "waiting" | "deleted"; readonly removal: Removal; readonly task: number }
  | { readonly type: "done"; readonly site?: StreamedSite; readonly checks?: readonly DoctorCheck[] }
  | { readonly type: "failed"; readonly message: string }
  | { readonly type: "planned" };

/** Where a finished site streams from. */
export interface StreamedSite {
  readonly streamer: string;
  readonly files: readonly string[];
}

/** Tasks, as `GET /_oxbow/tasks` tells of them. */
export interface TaskOverview {
  readonly running: RunningTask | null;
  /** How many have ended, of whatever site. */
  readonly ended: number;
}

/** A task that is being carried out. */
export interface RunningTask {
  readonly action: "apply" | "destroy";
  /** The one step it is for; `undefined` for all eight. */
  readonly task?: number;
}
