import { reach } from "./reach.ts";
import type { TaskEvent, TaskOverview } from "./task-event.ts";

/** A distribution, as `GET /_oxbow/distributions` lists it. */
export interface Distribution {
  readonly id: string;
  readonly kind: "web" | "streaming";
  readonly domainName: string;
  readonly aliases: readonly string[];
  readonly status: string;
  readonly isEnabled: boolean;
  readonly addresses: readonly string[];
}

/** A viewer of the edge. */
export interface Viewer {
  readonly id: string;
  readonly distributionId: string;
  readonly protocol: string;
  readonly streamName: string;
  readonly positionMs: number;
  readonly bytesSent: number;
  readonly since: string;
}

/** An API request as it was answered. */
export interface ApiRequest {
  readonly at: string;
  readonly service: string;
  readonly operation?: string;
  readonly status: number;
  readonly code?: string;
  readonly target: string;
}

/** What this page calls itself where it reads, so that it can be left out of the list of requests. */
export const CLIENT = "console";

/** A bad day on purpose. */
export interface Fault {
  readonly id: string;
  readonly match: { readonly service: string; readonly operation?: string; readonly distribution?: string };
  readonly effect: Readonly<Record<string, unknown>> & { readonly kind: string };
  readonly rate?: number;
}

/** The mock's back door. */
export class AdminApi {
  readonly endpoint: string;

  constructor(endpoint: string) {
    this.endpoint = endpoint;
  }

  distributions(): Promise<readonly Distribution[]> {
    return this.#get("distributions");
  }

  viewers(): Promise<readonly Viewer[]> {
    return this.#get("sessions");
  }

  /** The latest, oldest first, without what pages of this kind have read. */
  requests(last: number): Promise<readonly ApiRequest[]> {
    return this.#get(`requests?last=${last}&exceptReadsOf=${CLIENT}`);
  }

  faults(): Promise<readonly Fault[]> {
    return this.#get("faults");
  }

  async setFault(fault: Fault): Promise<void> {
    await this.#ask("faults", { method: "PUT", body: JSON.stringify(fault), headers: JSON_BODY });
  }

  async clearFault(id: string): Promise<void> {
    await this.#ask(`faults?id=${encodeURIComponent(id)}`, { method: "DELETE" });
  }

  /** Forgets everything: buckets, distributions, faults. */
  async reset(): Promise<void> {
    await this.#ask("reset", { method: "POST" });
  }

  /** Registers the public key of a trusted signer, which no public API ever did. */
  async setKeyPair(id: string, publicKeyPem: string): Promise<void> {
    const headers = { "content-type": "text/plain" };
    await this.#ask(`key-pairs/${encodeURIComponent(id)}`, { method: "PUT", body: publicKeyPem, headers });
  }

  /** Starts a task and gives its events as they come. */
  async *task(body: object, signal: AbortSignal): AsyncGenerator<TaskEvent> {
    const init = { method: "POST", body: JSON.stringify(body), headers: { ...JSON_BODY, ...EVENTS }, signal };
    yield* readEvents(await this.#ask("tasks", init));
  }

  /** What is being carried out for a site now, whoever began it. */
  tasks(site: string): Promise<TaskOverview> {
    return this.#get(`tasks?site=${encodeURIComponent(site)}`);
  }

  /** The events of the task of a site from the first on, as they come. */
  async *followTask(site: string, signal: AbortSignal): AsyncGenerator<TaskEvent> {
    yield* readEvents(
      await this.#ask(`tasks/events?site=${encodeURIComponent(site)}`, { headers: EVENTS, signal }),
    );
  }

  async #get<Answer>(path: string): Promise<Answer> {
    return (await this.#ask(path, {})).json();
  }

  async #ask(path: string, init: RequestInit): Promise<Response> {
    const response = await reach(this.endpoint, `/_oxbow/${path}`, init);
    if (response.ok) return response;
    const answer: { error?: { message?: string } } = await response.json().catch(() => ({}));
    throw new Error(answer.error?.message ?? `${response.status} ${response.statusText}`);
  }
}

const JSON_BODY = { "content-type": "application/json" };
const EVENTS = { accept: "text/event-stream" };

/** Server-sent events of JSON. */
async function* readEvents({ body }: Response): AsyncGenerator<TaskEvent> {
  if (body === null) return;
  let text = "";
  for await (const piece of body.pipeThrough(new TextDecoderStream())) {
    text += piece;
    const events = text.split("\n\n");
    text = events.pop() ?? "";
    for (const event of events) {
      const data = event
        .split("\n")
        .filter((line) => line.startsWith("data:"))
        .map((line) => line.slice("data:".length).trim())
        .join("\n");
      if (data !== "") yield JSON.parse(data);
    }
  }
}
