import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A page in Firefox. */
interface FirefoxPage {
  readonly open: (url: string) => Promise<void>;
  /** Evaluates an expression, waits where it is a promise, and gives its value, which JSON must be able to say. */
  readonly evaluate: (expression: string) => Promise<unknown>;
}

/** A Firefox of our own, with a profile of its own. */
export interface Firefox {
  readonly page: FirefoxPage;
  readonly version: string;
  readonly close: () => Promise<void>;
}

/** What a test needs changed: films begin without a gesture, and nothing is fetched from the network. */
const PREFERENCES: Readonly<Record<string, string | number | boolean>> = {
  "media.autoplay.default": 0,
  "app.update.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "browser.startup.page": 0,
  "toolkit.telemetry.enabled": false,
};

/** Starts Debian's Firefox headless and speaks WebDriver BiDi with it. */
export async function launchFirefox(): Promise<Firefox> {
  const profile = await mkdtemp(join(tmpdir(), "oxbow-firefox-"));
  const lines = Object.entries(PREFERENCES).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  await writeFile(join(profile, "user.js"), lines.join("\n"));
  const child = spawn(
    "firefox-esr",
    ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"],
    {
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, HOME: profile, MOZ_CRASHREPORTER_DISABLE: "1" },
    },
  );
  // One that could not even be started has no end to wait for.
  const exited = once(child, "exit").catch(() => undefined);
  const close = async (): Promise<void> => {
    child.kill("SIGTERM");
    await exited;
    await rm(profile, { recursive: true, force: true });
  };
  try {
    const send = await connect(`${await addressOf(child)}/session`);
    const session = (await send("session.new", { capabilities: {} })) as {
      readonly capabilities: { readonly browserVersion: string };
    };
    const { context } = (await send("browsingContext.create", { type: "tab" })) as {
      readonly context: string;
    };
    const page: FirefoxPage = {
      open: async (url) => {
        await send("browsingContext.navigate", { context, url, wait: "complete" });
      },
      evaluate: async (expression) => {
        const answer = (await send("script.evaluate", {
          expression: `Promise.resolve(${expression}).then((value) => JSON.stringify(value ?? null))`,
          target: { context },
          awaitPromise: true,
        })) as ScriptAnswer;
        if (answer.type === "exception") throw new Error(answer.exceptionDetails.text);
        return JSON.parse(answer.result.value);
      },
    };
    return { page, version: session.capabilities.browserVersion, close };
  } catch (error) {
    await close();
    throw error;
  }
}

type ScriptAnswer =
  | { readonly type: "success"; readonly result: { readonly value: string } }
  | { readonly type: "exception"; readonly exceptionDetails: { readonly text: string } };

/** How long a busy machine may take to start it. */
const START_MS = 60_000;

/** Firefox says where it listens, among much else. */
function addressOf(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let said = "";
  const tooLate = setTimeout(
    () => reject(new Error(`Firefox does not listen after ${START_MS / 1000} s: ${said}`)),
    START_MS,
  );
  child.stderr?.on("data", (bytes: Buffer) => {
    said += bytes.toString();
    const address = /WebDriver BiDi listening on (ws:\S+)/.exec(said)?.[1];
    if (address !== undefined) resolve(address);
  });
  child.on("error", reject);
  child.on("exit", () => reject(new Error(`Firefox ended before it listened: ${said}`)));
  return promise.finally(() => clearTimeout(tooLate));
}

type Send = (method: string, params: object) => Promise<unknown>;

async function connect(url: string): Promise<Send> {
  const socket = new WebSocket(url);
  const pending = new Map<number, PromiseWithResolvers<unknown>>();
  socket.onmessage = ({ data }) => {
    const { id, error, message, result } = JSON.parse(String(data)) as {
      readonly id?: number;
      readonly error?: string;
      readonly message?: string;
      readonly result?: unknown;
    };
    const waiting = pending.get(id ?? -1);
    if (error !== undefined) waiting?.reject(new Error(`${error}: ${message}`));
    else waiting?.resolve(result);
  };
  socket.onclose = () => {
    for (const { reject } of pending.values()) reject(new Error("Firefox closed the connection"));
  };
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = () => reject(new Error(`no connection to ${url}`));
  });
  let lastId = 0;
  return (method, params) => {
    lastId += 1;
    const waiting = Promise.withResolvers<unknown>();
    pending.set(lastId, waiting);
    socket.send(JSON.stringify({ id: lastId, method, params }));
    return waiting.promise;
  };
}
