import type { AdminApi } from "../api/admin-api.ts";
import { getLogging } from "../api/cloudfront-api.ts";
import { getObject, listObjects } from "../api/s3-api.ts";
import { el, put } from "../markup.ts";
import { emptyState } from "./empty-state.ts";
import { keepAsking } from "./live.ts";

/** Where a distribution's logs go. */
interface LogTarget {
  readonly bucket: string;
  readonly prefix: string;
}

const ASK_MS = 3000;
/** Files of which the lines are shown. */
const FILES_SHOWN = 5;

/** Access logs as they are delivered: the newest lines, unpacked. */
export function accessLogs(api: AdminApi, signal: AbortSignal): HTMLElement {
  const content = el("div", { class: "stack tight" });
  const unpacked = new Map<string, Promise<readonly string[]>>();
  let shown = "";

  async function ask(): Promise<
    readonly { readonly key: string; readonly lines: readonly string[] }[] | undefined
  > {
    const targets = await logTargets(api);
    if (targets.length === 0) return undefined;
    const files = (
      await Promise.all(
        targets.map(async ({ bucket, prefix }) =>
          (
            await listObjects(api.endpoint, bucket)
          )
            .filter(({ key }) => key.startsWith(prefix) && key.endsWith(".gz"))
            .map(({ key, lastModified }) => ({ bucket, key, lastModified })),
        ),
      )
    ).flat();
    files.sort((one, other) => other.lastModified.localeCompare(one.lastModified));
    return await Promise.all(
      files.slice(0, FILES_SHOWN).map(async ({ bucket, key }) => {
        const name = `${bucket}/${key}`;
        let lines = unpacked.get(name);
        if (lines === undefined) {
          lines = unpack(api.endpoint, bucket, key);
          unpacked.set(name, lines);
        }
        return { key: name, lines: await lines };
      }),
    );
  }

  keepAsking(
    ask,
    (files) => {
      const told = JSON.stringify(files);
      if (told === shown) return;
      shown = told;
      if (files === undefined)
        put(
          content,
          el(
            "p",
            { class: "quiet" },
            "No distribution writes logs: its configuration has to name a bucket for them.",
          ),
        );
      else if (files.length === 0)
        put(
          content,
          emptyState(
            "Nothing was delivered yet.",
            "A line is written when a viewer leaves, and lines are delivered once in a while, as at CloudFront.",
            el("a", { class: "button", href: "#/play" }, "Watch something"),
          ),
        );
      else put(content, ...files.map(({ key, lines }, index) => logFile(key, lines, index === 0)));
    },
    () => undefined,
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

function logFile(key: string, lines: readonly string[], isNewest: boolean): HTMLElement {
  return el(
    "details",
    { class: "exchange", open: isNewest },
    el("summary", {}, el("code", {}, key), el("span", { class: "quiet" }, `${lines.length} lines`)),
    el(
      "pre",
      { tabindex: "0", role: "region", class: "wide", "aria-label": `Access log ${key}` },
      lines.join("\n"),
    ),
  );
}

async function logTargets(api: AdminApi): Promise<readonly LogTarget[]> {
  const distributions = await api.distributions();
  const found = await Promise.all(
    distributions.map(({ kind, id }) => getLogging(api.endpoint, kind, id).catch(() => undefined)),
  );
  return found.filter((target) => target !== undefined);
}

async function unpack(endpoint: string, bucket: string, key: string): Promise<readonly string[]> {
  const blob = await getObject(endpoint, bucket, key);
  const text = await new Response(blob.stream().pipeThrough(new DecompressionStream("gzip"))).text();
  return text.trimEnd().split("\n");
}
