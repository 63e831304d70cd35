import type { AdminApi } from "../api/admin-api.ts";
import { getLogging } from "../api/cloudfront-api.ts";
import { getObject, listObjects } from "../api/s3-api.ts";
import { el, put } from "../markup.ts";
import { emptyState } from "./empty-state.ts";
import { keepAsking } from "./live.ts";

/** A file of the log. */
interface LogFile {
  /** Bucket and key. */
  readonly name: string;
  readonly lines: readonly string[];
}

const ASK_MS = 3000;
/** Files of which the lines are shown. */
const FILES_SHOWN = 5;

/** Access logs as they are delivered: the newest lines, unpacked. */
export function accessLogs(api: AdminApi, signal: AbortSignal): HTMLElement {
  const content = el("div", { class: "stack tight" }, el("p", { class: "quiet loading" }, "Loading…"));
  const unpacked = new Map<string, Promise<readonly string[]>>();
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
        const lines = unpacked.get(name) ?? unpack(api.endpoint, bucket, key);
        unpacked.set(name, lines);
        // What failed is tried again.
        lines.catch(() => unpacked.delete(name));
        return { name, lines: await lines };
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
      } else
        show(
          JSON.stringify(files),
          ...files.map(({ name, lines }, index) => logFile(name, lines, index === 0)),
        );
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

function logFile(name: string, lines: readonly string[], isNewest: boolean): HTMLElement {
  const requests = lines.filter((line) => !line.startsWith("#")).length;
  return el(
    "details",
    { class: "exchange", open: isNewest },
    el(
      "summary",
      {},
      el("code", {}, name),
      el("span", { class: "quiet" }, `${requests} ${requests === 1 ? "line" : "lines"}`),
    ),
    el(
      "pre",
      { tabindex: "0", role: "region", class: "wide", "aria-label": `Access log ${name}` },
      lines.join("\n"),
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
  const { objects } = await listObjects(endpoint, bucket);
  return objects
    .filter(({ key }) => key.startsWith(prefix) && key.endsWith(".gz"))
    .map(({ key, lastModified }) => ({ bucket, key, lastModified }));
}

async function unpack(endpoint: string, bucket: string, key: string): Promise<readonly string[]> {
  const blob = await getObject(endpoint, bucket, key);
  const text = await new Response(blob.stream().pipeThrough(new DecompressionStream("gzip"))).text();
  return text.trimEnd().split("\n");
}
