import type { AdminApi } from "../api/admin-api.ts";
import { getLogging } from "../api/cloudfront-api.ts";
import { getObject, listObjects } from "../api/s3-api.ts";
import { el, put } from "../markup.ts";
import { emptyState } from "./empty-state.ts";
import { gunzip } from "./gunzip.ts";
import { keepAsking } from "./live.ts";

interface LogLines {
  readonly lines: readonly string[];
  /** There are more of them. */
  readonly isCut: boolean;
}

/** A file of the log. */
interface LogFile extends LogLines {
  /** Bucket and key. */
  readonly name: string;
}

const ASK_MS = 3000;
/** Files of which the lines are shown. */
const FILES_SHOWN = 5;
/** Of one file; a busy minute has more, which are for other tools. */
const MOST_CHARACTERS = 100_000;
/** Packed, what is shown of a file is smaller than this. */
const MOST_BYTES = 400_000;

/** Access logs as they are delivered: the newest lines, unpacked. */
export function accessLogs(api: AdminApi, signal: AbortSignal): HTMLElement {
  const content = el("div", { class: "stack tight" }, el("p", { class: "quiet loading" }, "Loading…"));
  const unpacked = new Map<string, Promise<LogLines>>();
  let shown = "";

  /** @returns `undefined` when no distribution writes any */
  async function ask(): Promise<readonly LogFile[] | undefined> {
    const targets = await logTargets(api);
    if (targets.length === 0) return undefined;
    const files = (
      await Promise.all(targets.map(({ bucket, prefix }) => logObjects(api.endpoint, bucket, prefix)))
    ).flat();
    files.sort((one, other) => other.lastModified.localeCompare(one.lastModified));
    return await Promise.all(
      files.slice(0, FILES_SHOWN).map(async ({ bucket, key }) => {
        const name = `${bucket}/${key}`;
        const log = unpacked.get(name) ?? unpack(api.endpoint, bucket, key);
        unpacked.set(name, log);
        // What failed is tried again.
        log.catch(() => unpacked.delete(name));
        return { name, ...(await log) };
      }),
    );
  }

  function show(told: string, ...now: readonly HTMLElement[]): void {
    if (told === shown) return;
    shown = told;
    put(content, ...now);
  }

  keepAsking(
    ask,
    (files) => {
      if (files === undefined) {
        const words = "No distribution writes logs: its configuration has to name a bucket for them.";
        show("none", el("p", { class: "quiet" }, words));
      } else if (files.length === 0) {
        show(
          "empty",
          emptyState(
            "Nothing was delivered yet.",
            "A line is written when a viewer leaves, and lines are delivered once in a while, as at CloudFront.",
            el("a", { class: "button", href: "#/play" }, "Watch something"),
          ),
        );
      } else show(JSON.stringify(files), ...files.map((file, index) => logFile(file, index === 0)));
    },
    ({ message }) =>
      show(message, el("p", { class: "notice bad" }, `The access logs cannot be read: ${message}`)),
    ASK_MS,
    signal,
  );
  return el(
    "section",
    { class: "card", "aria-labelledby": "access-logs" },
    el("h2", { id: "access-logs" }, "Access logs"),
    content,
  );
}

function logFile({ name, lines, isCut }: LogFile, isNewest: boolean): HTMLElement {
  const requests = lines.filter((line) => !line.startsWith("#")).length;
  const told = `${requests} ${requests === 1 ? "line" : "lines"}`;
  return el(
    "details",
    { class: "exchange", open: isNewest },
    el(
      "summary",
      {},
      el("code", {}, name),
      el("span", { class: "quiet" }, isCut ? `the first ${told}` : told),
    ),
    el(
      "pre",
      { tabindex: "0", role: "region", class: "wide", "aria-label": `Access log ${name}` },
      [...lines, ...(isCut ? ["…"] : [])].join("\n"),
    ),
  );
}

async function logTargets(api: AdminApi): Promise<readonly { bucket: string; prefix: string }[]> {
  const distributions = await api.distributions();
  const found = await Promise.all(distributions.map(({ kind, id }) => getLogging(api.endpoint, kind, id)));
  return found.filter((target) => target !== undefined);
}

async function logObjects(
  endpoint: string,
  bucket: string,
  prefix: string,
): Promise<readonly { bucket: string; key: string; lastModified: string }[]> {
  const { objects } = await listObjects(endpoint, bucket, prefix);
  return objects
    .filter(({ key }) => key.endsWith(".gz"))
    .map(({ key, lastModified }) => ({ bucket, key, lastModified }));
}

async function unpack(endpoint: string, bucket: string, key: string): Promise<LogLines> {
  const { text, isCut } = await gunzip(await getObject(endpoint, bucket, key, MOST_BYTES), MOST_CHARACTERS);
  const lines = text.trimEnd().split("\n");
  // The last one of a beginning is hardly whole.
  return { lines: isCut && lines.length > 1 ? lines.slice(0, -1) : lines, isCut };
}
