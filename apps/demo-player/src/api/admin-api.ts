import type { TaskEvent } from "./task-event.ts";

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
  readonly accountId: string;
  readonly target: string;
}

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

  requests(): Promise<readonly ApiRequest[]> {
    return this.#get("requests");
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
    const headers = { ...JSON_BODY, accept: "text/event-stream" };
    const response = await this.#ask("tasks", {
      method: "POST",
      body: JSON.stringify(body),
      headers,
      signal,
    });
    if (response.body === null) return;
    let text = "";
    for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
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

  async #get<Answer>(path: string): Promise<Answer> {
    return (await this.#ask(path, {})).json();
  }

  async #ask(path: string, init: RequestInit): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(`${this.endpoint}/_oxbow/${path}`, init);
    } catch {
      throw new Error(`nothing answers at ${this.endpoint}`);
    }
    if (response.ok) return response;
    const answer: { error?: { message?: string } } = await response.json().catch(() => ({}));
    throw new Error(answer.error?.message ?? `${response.status} ${response.statusText}`);
  }
}

const JSON_BODY = { "content-type": "application/json" };
