import { AdminApi, type ApiRequest, type Distribution, type Viewer } from "../api/admin-api.ts";
import { isOwnRequest } from "../api/aws-request.ts";
import { getConfig } from "../api/cloudfront-api.ts";
import { el, put } from "../markup.ts";
import type { BuildPage } from "../page.ts";
import { accessLogs } from "../parts/access-logs.ts";
import { bucketBrowser } from "../parts/bucket-browser.ts";
import { failureNotice } from "../parts/failure-notice.ts";
import { indentXml } from "../parts/indent-xml.ts";
import { keepAsking } from "../parts/live.ts";
import { resetCard } from "../parts/reset-card.ts";
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

  const details = el("div", { class: "stack tight" });
  const distributions = new Table<Distribution>(
    "Distributions",
    distributionColumns(api.endpoint, details),
    "No distribution yet: steps 4 and 6 of the task list make one each.",
  );
  const viewers = new Table<Viewer>(
    "Viewers",
    VIEWER_COLUMNS,
    "Nobody is watching. Viewers by RTMP, RTMPT, HTTP-FLV and WS-FLV appear here.",
  );
  const requests = new Table<ApiRequest>(
    "Requests",
    REQUEST_COLUMNS,
    "No request yet. What this page asks for itself is left out.",
  );
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
    succeed((list) => requests.show(list.filter(isForeign).slice(-REQUESTS_SHOWN).reverse())),
    fail,
    2000,
    signal,
  );
  return [
    el(
      "div",
      { class: "lead" },
      el("h1", {}, "Your local cloud"),
      el("p", {}, "Everything that is in the mock, as it is now, and every request as it comes."),
    ),
    trouble,
    section("Distributions", distributions.root, details),
    bucketBrowser({
      endpoint: api.endpoint,
      wanted: params.get("bucket") ?? undefined,
      signal,
      onChoose: (bucket) => remember({ bucket }),
    }),
    el(
      "div",
      { class: "two narrow" },
      el("div", { class: "stack" }, section("Viewers now", viewers.root), resetCard(api)),
      section("Requests", requests.root),
    ),
    accessLogs(api, signal),
  ];
};

function section(title: string, ...content: readonly HTMLElement[]): HTMLElement {
  return el("section", { class: "card" }, el("h2", {}, title), ...content);
}

function distributionColumns(
  endpoint: string,
  details: HTMLElement,
): ConstructorParameters<typeof Table<Distribution>>[1] {
  async function open({ kind, id }: Distribution): Promise<void> {
    try {
      const { xml } = await getConfig(endpoint, kind, id);
      const label = `Configuration of ${id}`;
      put(
        details,
        el("h3", {}, label),
        el("pre", { tabindex: "0", role: "region", "aria-label": label }, indentXml(xml)),
      );
    } catch (error) {
      put(details, failureNotice("The configuration could not be read", error));
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

/** The console looks every few seconds; that is nothing to look at. */
const isForeign = ({ target, at }: ApiRequest): boolean => !isOwnRequest(target, Date.parse(at));

const VIEWER_COLUMNS: ConstructorParameters<typeof Table<Viewer>>[1] = [
  { title: "Stream", cell: ({ streamName }) => streamName },
  { title: "By", cell: ({ protocol }) => protocol },
  { title: "At", isNumber: true, cell: ({ positionMs }) => formatClock(positionMs / 1000) },
  { title: "Sent", isNumber: true, cell: ({ bytesSent }) => formatBytes(bytesSent) },
];

const REQUEST_COLUMNS: ConstructorParameters<typeof Table<ApiRequest>>[1] = [
  {
    title: "Time",
    cell: ({ at }) => el("span", { class: "nowrap" }, new Date(at).toLocaleTimeString([], { hour12: false })),
  },
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
