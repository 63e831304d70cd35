import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { HostedCalls, HostedQuestion } from "./hosted-edge.cases.ts";

interface HostedAnswer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** An edge that runs in a process of its own. */
export class EdgeProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #lastId = 0;

  constructor() {
    this.#child = fork(fileURLToPath(new URL("./hosted-edge.cases.ts", import.meta.url)), {
      execArgv: ["--disable-warning=ExperimentalWarning"],
      // Buffers travel as such.
      serialization: "advanced",
    });
    this.#child.on("message", ({ id, value, error }: HostedAnswer) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) waiting?.resolve(value);
      else waiting?.reject(new Error(error));
    });
    this.#child.on("exit", (code, signal) => {
      const error = new Error(`the edge's process ended with ${code ?? signal}`);
      for (const waiting of this.#waiting.values()) waiting.reject(error);
    });
  }

  /** Asks the process something. */
  async ask<Name extends keyof HostedCalls>(
    name: Name,
    ...args: Parameters<HostedCalls[Name]>
  ): Promise<Awaited<ReturnType<HostedCalls[Name]>>> {
    this.#lastId += 1;
    const question: HostedQuestion = { id: this.#lastId, name, args };
    const answer = Promise.withResolvers<unknown>();
    this.#waiting.set(question.id, answer);
    this.#child.send(question);
    return (await answer.promise) as Awaited<ReturnType<HostedCalls[Name]>>;
  }

  /** Ends the edge, and its process. */
  async close(): Promise<void> {
    const ended = once(this.#child, "exit");
    // Its channel may close before the answer has come through.
    this.ask("close").catch(() => undefined);
    await ended;
  }
}
