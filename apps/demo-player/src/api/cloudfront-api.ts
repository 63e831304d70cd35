import { allOf, callAws, parseXml, textOf } from "./aws-request.ts";

const API = "/2020-05-31";

/** A distribution's configuration as the API gives it, and the ETag that an update has to name. */
export interface DistributionConfig {
  readonly xml: string;
  readonly etag: string;
  readonly isEnabled: boolean;
  /** Bucket of the first origin; "" when it is none. */
  readonly bucket: string;
}

function pathOf(kind: "web" | "streaming", id: string): string {
  return `${API}/${kind === "web" ? "distribution" : "streaming-distribution"}/${id}/config`;
}

export async function getConfig(
  endpoint: string,
  kind: "web" | "streaming",
  id: string,
): Promise<DistributionConfig> {
  const response = await callAws(endpoint, { service: "cloudfront", path: pathOf(kind, id) });
  const xml = await response.text();
  const root = parseXml(xml).documentElement;
  const enabled = [...root.children].find((child) => child.localName === "Enabled");
  return {
    xml,
    etag: response.headers.get("etag") ?? "",
    isEnabled: enabled?.textContent === "true",
    bucket: textOf(root, "DomainName").split(".s3", 1)[0] ?? "",
  };
}

/** Turns a distribution on or off. It takes effect once it is deployed. */
export async function setEnabled(
  endpoint: string,
  kind: "web" | "streaming",
  id: string,
  isEnabled: boolean,
): Promise<void> {
  const { xml, etag } = await getConfig(endpoint, kind, id);
  const document = parseXml(xml);
  for (const child of document.documentElement.children) {
    if (child.localName === "Enabled") child.textContent = String(isEnabled);
  }
  await callAws(endpoint, {
    service: "cloudfront",
    method: "PUT",
    path: pathOf(kind, id),
    body: new XMLSerializer().serializeToString(document),
    headers: { "if-match": etag, "content-type": "application/xml" },
  });
}

/** Where a distribution's access logs go; `undefined` when it writes none. */
export async function getLogging(
  endpoint: string,
  kind: "web" | "streaming",
  id: string,
): Promise<{ readonly bucket: string; readonly prefix: string } | undefined> {
  const { xml } = await getConfig(endpoint, kind, id);
  const [logging] = allOf(parseXml(xml), "Logging");
  if (logging === undefined || textOf(logging, "Enabled") !== "true") return undefined;
  return { bucket: textOf(logging, "Bucket").split(".s3", 1)[0] ?? "", prefix: textOf(logging, "Prefix") };
}
