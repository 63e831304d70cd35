import { AdminApi, type ApiRequest, type Distribution, type Viewer } from "../api/admin-api.ts";
import { getConfig } from "../api/cloudfront-api.ts";
import { el, put } from "../markup.ts";
import type { BuildPage } from "../page.ts";
import { bucketBrowser } from "../parts/bucket-browser.ts";
import { keepAsking } from "../parts/live.ts";
import { Table } from "../parts/table.ts";
import { formatBytes, formatClock } from "../parts/units.ts";

/** How many of the latest requests are shown. */
const REQUESTS_SHOWN = 40;

/** What is in the mock, as it is now: distributions, viewers, requests, buckets. */
export const cloudPage: BuildPage = ({ config, params, signal, remember }) => {
  const api = new AdminApi(config.api ?? "");
  const trouble = el("div", { class: "notice bad", role: "alert", hidden: true });
  const fail = (error: Error): void => {
    trouble.hidden = false;
    trouble.textContent = `The mock's API is not to be had from here: ${error.message}.`;
  };
  const succeed =
    <Answer>(show: (answer: Answer) => void) =>
    (answer: Answer): void => {
      trouble.hidden = true;
      show(answer);
    };

  const details = el("div");
  const distributions = new Table<Distribution>(
    "Distributions",
    distributionColumns(api.endpoint, details),
    "No distribution yet.",
  );
  const viewers = new Table<Viewer>("Viewers", VIEWER_COLUMNS, "Nobody is watching.");
  const requests = new Table<ApiRequest>("Requests", REQUEST_COLUMNS, "No request yet.");
  keepAsking(
    () => api.distributions(),
    succeed((list) => distributions.show(list)),
    fail,
    1500,
    signal,
  );
  keepAsking(
    () => api.viewers(),
    succeed((list) => viewers.show(list)),
    fail,
    1000,
    signal,
  );
  keepAsking(
    () => api.requests(),
    succeed((list) => requests.show(list.slice(-REQUESTS_SHOWN).reverse())),
    fail,
    2000,
    signal,
  );
  return [
    el(
      "div",
      { class: "lead" },
      el("h1", {}, "Your local cloud"),
      el(
        "p",
        {},
        "Buckets, distributions, viewers and requests, live from the mock. Drop a file on a bucket to upload it.",
      ),
    ),
    trouble,
    el("section", { class: "card" }, el("h2", {}, "Distributions"), distributions.root, details),
    bucketBrowser(api.endpoint, params.get("bucket") ?? undefined, (bucket) => remember({ bucket })),
    el(
      "div",
      { class: "two even" },
      el("section", { class: "card" }, el("h2", {}, "Viewers now"), viewers.root),
      el("section", { class: "card" }, el("h2", {}, "Requests"), requests.root),
    ),
  ];
};

function distributionColumns(
  endpoint: string,
  details: HTMLElement,
): ConstructorParameters<typeof Table<Distribution>>[1] {
  async function open({ kind, id }: Distribution): Promise<void> {
    try {
      const { xml } = await getConfig(endpoint, kind, id);
      put(details, el("h3", {}, `Configuration of ${id}`), el("pre", { tabindex: "0" }, indent(xml)));
    } catch (error) {
      put(details, el("p", { class: "notice bad" }, String(error)));
    }
  }
  return [
    { title: "Kind", cell: ({ kind }) => (kind === "web" ? "Web" : "RTMP") },
    { title: "Domain name", cell: ({ domainName, aliases }) => [domainName, ...aliases].join(", ") },
    {
      title: "Status",
      cell: ({ status, isEnabled }) =>
        el(
          "span",
          { class: `tag ${!isEnabled ? "bad" : status === "Deployed" ? "good" : "warn"}` },
          isEnabled ? status : `${status}, disabled`,
        ),
    },
    { title: "Address here", cell: ({ addresses }) => el("code", {}, addresses[0] ?? "") },
    {
      title: "Configuration",
      cell: (row) =>
        el(
          "button",
          {
            class: "tiny",
            type: "button",
            "aria-label": `Show configuration of ${row.id}`,
            onclick: () => open(row),
          },
          "Show",
        ),
    },
  ];
}

const VIEWER_COLUMNS: ConstructorParameters<typeof Table<Viewer>>[1] = [
  { title: "Stream", cell: ({ streamName }) => streamName },
  { title: "By", cell: ({ protocol }) => protocol },
  { title: "At", isNumber: true, cell: ({ positionMs }) => formatClock(positionMs / 1000) },
  { title: "Sent", isNumber: true, cell: ({ bytesSent }) => formatBytes(bytesSent) },
];

const REQUEST_COLUMNS: ConstructorParameters<typeof Table<ApiRequest>>[1] = [
  { title: "Time", cell: ({ at }) => new Date(at).toLocaleTimeString() },
  { title: "Operation", cell: ({ operation, service }) => operation ?? `(${service})` },
  {
    title: "Result",
    cell: ({ status, code }) =>
      el("span", { class: `tag ${status < 400 ? "good" : "bad"}` }, code ?? String(status)),
  },
  {
    title: "Target",
    cell: ({ target }) => el("code", {}, target.length > 60 ? `${target.slice(0, 59)}…` : target),
  },
];

/** Puts every element of an XML text on a line of its own. */
function indent(xml: string): string {
  let depth = 0;
  return xml
    .replace(/>\s*</g, ">\n<")
    .split("\n")
    .map((line) => {
      if (line.startsWith("</")) depth -= 1;
      const indented = "  ".repeat(Math.max(0, depth)) + line;
      if (/^<[^/?!][^>]*[^/]>$/.test(line)) depth += 1;
      return indented;
    })
    .join("\n");
}
