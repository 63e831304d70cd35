import { candidates, probe } from "@oxbow/player";
import { parseStream } from "@oxbow/stream-url";
import type { AdminApi } from "../api/admin-api.ts";
import type { DoctorCheck } from "../api/task-event.ts";
import type { Breakage } from "./breakages.ts";
import type { ChosenStream } from "./read-stream.ts";

/** A line of the troubleshooting list, as it was found. */
export interface Finding {
  readonly title: string;
  /** `skipped`: cannot be told; `waiting`: not known yet. */
  readonly light: "good" | "warn" | "bad" | "skipped" | "waiting";
  readonly text: string;
  /** What to do about it, in words. */
  readonly advice?: string;
  /** The switches that may be behind it: turning them off is the fix. */
  readonly cause?: readonly Breakage["id"][];
}

/** What each item of the provisioning library's doctor asks, and which switch breaks it. */
const ITEMS: Readonly<
  Record<string, { readonly title: string; readonly cause?: readonly Breakage["id"][] }>
> = {
  DISTRIBUTIONS_SWAPPED: { title: "Player and media each have their own distribution" },
  CFX_ST: { title: "cfx/st stands right after the host" },
  STREAM_NAME: { title: "The name leads to a file", cause: ["rename"] },
  PORT_1935: { title: "Port 1935 is open", cause: ["port"] },
  PLAY_SILENT: { title: "A missing file would be told" },
  OBJECT_PRIVATE: { title: "Viewers may read the file", cause: ["private"] },
  IDENTITY_NOT_GRANTED: { title: "The bucket lets the distribution in" },
  FLV_NAME: { title: "Name and content agree" },
  NOT_SERVING: { title: "The distribution serves", cause: ["disable"] },
  ALIAS: { title: "Other names point here" },
  SIGNATURE: { title: "The signature holds", cause: ["expire"] },
  CLOCK_SKEW: { title: "The clocks agree" },
  LOGGING_GRANT: { title: "Access logs can be delivered" },
  FIRST_FRAME: { title: "A first frame arrives by RTMP" },
};

const LIGHTS = { ok: "good", fault: "bad", "cannot-tell": "skipped" } as const;

const PROTOCOLS: Readonly<Record<string, string>> = {
  "http-flv": "HTTP-FLV",
  "ws-flv": "WS-FLV",
  rtmpt: "RTMP in HTTP (RTMPT)",
};

/** Goes through the troubleshooting list: the provisioning library asks the APIs and plays, this browser tries its ways. */
export async function examine(
  api: AdminApi,
  edge: string,
  stream: ChosenStream,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const [checks, ways] = await Promise.all([diagnose(api, stream, signal), tryWays(edge, stream)]);
  return [...checks.map(toFinding), ...ways];
}

async function diagnose(
  api: AdminApi,
  stream: ChosenStream,
  signal: AbortSignal,
): Promise<readonly DoctorCheck[]> {
  for await (const event of api.task({ action: "diagnose", stream }, signal)) {
    if (event.type === "failed") throw new Error(event.message);
    if (event.type === "done" && event.checks !== undefined) return event.checks;
  }
  throw new Error("the examination ended without a result");
}

function toFinding({ code, verdict, evidence, fix }: DoctorCheck): Finding {
  const { title = code, cause } = ITEMS[code] ?? {};
  return {
    title,
    light: LIGHTS[verdict],
    text: sentence(named(evidence)),
    ...(fix !== "" && { advice: sentence(fix) }),
    ...(cause !== undefined && { cause }),
  };
}

/** Other lines are called as they stand on the page. */
function named(text: string): string {
  return text.replace(/\b[A-Z]+(?:_[A-Z0-9]+)+\b/g, (code) => {
    const item = ITEMS[code];
    return item === undefined ? code : `“${item.title}”`;
  });
}

/** Begins with a capital, unless it begins with a name or a command. */
function sentence(text: string): string {
  return /^(?!aws )[a-z]+[ ',]/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

async function tryWays(edge: string, stream: ChosenStream): Promise<readonly Finding[]> {
  const parsed = parseStream(stream);
  if (!parsed.ok) return [];
  const ways = candidates(parsed.reference, edge).filter(({ protocol }) => protocol !== "file");
  return await Promise.all(
    ways.map(async (candidate): Promise<Finding> => {
      const title = `${PROTOCOLS[candidate.protocol]} reaches this browser`;
      const result = await probe(candidate);
      if (!result.ok) {
        const { message, code, detail } = result.error;
        return { title, light: "bad", text: `${message} (${[code, detail].filter(Boolean).join(", ")})` };
      }
      const codecs = [result.videoCodec, result.audioCodec].filter(Boolean).join(" + ");
      return { title, light: "good", text: `${codecs} after ${Math.round(result.answeredAfterMs)} ms` };
    }),
  );
}
