/** What a task does, for whoever asks while it runs. */
export interface RunningTask {
  readonly action: "apply" | "destroy";
  readonly task?: number;
}

/**
 * Tasks that are being carried out, one for each site. A page that is reloaded in the middle, or a second one, hears
 * all of it from the beginning; a task ends with its work, not with the page that began it.
 */
export class RunningTasks {
  readonly #runs = new Map<string, Run>();
  #ended = 0;

  /** How many have ended, of whatever site: when it grows, there is something to look at. */
  get ended(): number {
    return this.#ended;
  }

  get(site: string): RunningTask | undefined {
    return this.#runs.get(site)?.about;
  }

  /** Begins to take these events. A site has one task at a time. What they throw is thrown to whoever follows. */
  start(site: string, about: RunningTask, events: AsyncIterable<object>): void {
    const run = new Run(about);
    this.#runs.set(site, run);
    void run.take(events).then(() => {
      this.#runs.delete(site);
      this.#ended += 1;
    });
  }

  /** Every event of the site's task, from the first on; none when there is no task. */
  follow(site: string): AsyncIterable<object> {
    return this.#runs.get(site)?.follow() ?? NOTHING;
  }
}

const NOTHING: AsyncIterable<object> = (async function* () {})();

class Run {
  readonly about: RunningTask;
  readonly #events: object[] = [];
  #outcome: { readonly failure?: unknown } | undefined;
  #grown = Promise.withResolvers<void>();

  constructor(about: RunningTask) {
    this.about = about;
  }

  /** Resolves when there are no more events, failed or not. */
  async take(events: AsyncIterable<object>): Promise<void> {
    try {
      for await (const event of events) this.#add(event);
      this.#outcome = {};
    } catch (failure) {
      this.#outcome = { failure };
    }
    this.#grown.resolve();
  }

  async *follow(): AsyncGenerator<object> {
    for (let index = 0; ; index++) {
      while (index === this.#events.length) {
        if (this.#outcome !== undefined) {
          if ("failure" in this.#outcome) throw this.#outcome.failure;
          return;
        }
        await this.#grown.promise;
      }
      yield this.#events[index] ?? {};
    }
  }

  #add(event: object): void {
    this.#events.push(event);
    const { resolve } = this.#grown;
    this.#grown = Promise.withResolvers();
    resolve();
  }
}
