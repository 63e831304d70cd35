import { candidates, probe } from "@oxbow/player";
import { parseStream, type StreamReference } from "@oxbow/stream-url";
import type { AdminApi, Distribution } from "../api/admin-api.ts";
import { getConfig } from "../api/cloudfront-api.ts";
import { isPublic, listObjects } from "../api/s3-api.ts";

/** A line of the troubleshooting list, as it was found. */
export interface Finding {
  readonly title: string;
  /** `skipped`: cannot be told, since an earlier line failed. */
  readonly light: "good" | "warn" | "bad" | "skipped";
  readonly text: string;
}

/** What the switches need to know about the patient. */
export interface Patient {
  readonly reference: StreamReference;
  readonly distribution: Distribution | undefined;
  readonly bucket: string | undefined;
}

/** The outcome of a checkup. */
export interface Checkup {
  readonly findings: readonly Finding[];
  readonly patient: Patient | undefined;
}

/** Goes through the troubleshooting list of the developer guide, asking the mock and the edge for each line. */
export async function examine(
  api: AdminApi,
  edge: string,
  input: { streamer: string; file: string },
): Promise<Checkup> {
  const findings: Finding[] = [];
  const add = (title: string, light: Finding["light"], text: string): void =>
    void findings.push({ title, light, text });
  const parsed = parseStream(input);
  if (!parsed.ok) {
    add(
      "The address can be read",
      "bad",
      "It needs a streamer (rtmp://s….cloudfront.net/cfx/st) and a file.",
    );
    return { findings, patient: undefined };
  }
  const { reference, warnings } = parsed;
  add(
    "The address is written right",
    warnings.length > 0 ? "warn" : "good",
    warnings.length > 0
      ? warnings.map(({ code, place }) => `${code} (${place})`).join(", ")
      : `${reference.app}, ${reference.key}`,
  );

  const all = await api.distributions();
  const distribution = all.find(
    ({ domainName, aliases }) => domainName === reference.host || aliases.includes(reference.host),
  );
  if (distribution === undefined) {
    add("A distribution has this name", "bad", `None is called ${reference.host}.`);
    return { findings, patient: { reference, distribution, bucket: undefined } };
  }
  const isRtmp = distribution.kind === "streaming";
  add(
    "It is an RTMP distribution",
    isRtmp ? "good" : "bad",
    isRtmp ? distribution.id : "This is a web distribution (d…): films need one of their own (s…).",
  );
  add(
    "It is enabled",
    distribution.isEnabled ? "good" : "bad",
    distribution.isEnabled ? "Viewers are served." : "A disabled distribution serves nobody.",
  );
  const isDeployed = distribution.status === "Deployed";
  add(
    "It is deployed",
    isDeployed ? "good" : "warn",
    isDeployed ? "Deployed" : "InProgress: the last change is on its way.",
  );

  const { bucket } = await getConfig(api.endpoint, distribution.kind, distribution.id);
  const keys = (await listObjects(api.endpoint, bucket)).map(({ key }) => key);
  const isThere = keys.includes(reference.key);
  add(
    "The file is in the bucket",
    isThere ? "good" : "bad",
    isThere
      ? `${bucket}/${reference.key}`
      : `${reference.key} is not in ${bucket}. ${nearest(reference.key, keys)}`,
  );
  if (isThere) {
    const isForAll = await isPublic(api.endpoint, bucket, reference.key);
    add(
      "The edge may read it",
      isForAll ? "good" : "bad",
      isForAll
        ? "Everybody may."
        : "Only the owner may: make the object public, or use an origin access identity.",
    );
  } else add("The edge may read it", "skipped", "There is no file to read.");

  for (const candidate of candidates(reference, edge)) {
    if (candidate.protocol === "file") continue;
    const title = `${NAMES[candidate.protocol]} answers`;
    const result = await probe(candidate);
    if (result.ok) {
      const codecs = [result.videoCodec, result.audioCodec].filter(Boolean).join(" + ");
      add(title, "good", `${codecs} after ${Math.round(result.answeredAfterMs)} ms`);
    } else
      add(
        title,
        "bad",
        `${result.error.message} (${result.error.code}${result.error.detail && `, ${result.error.detail}`})`,
      );
  }
  return { findings, patient: { reference, distribution, bucket } };
}

const NAMES: Readonly<Record<string, string>> = {
  "http-flv": "HTTP-FLV",
  "ws-flv": "WS-FLV",
  rtmpt: "RTMP in HTTP (RTMPT)",
};

/** Says which key was probably meant. */
function nearest(key: string, keys: readonly string[]): string {
  const stem = (each: string): string => (each.split("/").at(-1) ?? "").replace(/\.\w+$/, "").toLowerCase();
  const near = keys.find((each) => stem(each).includes(stem(key)) || stem(key).includes(stem(each)));
  return near === undefined ? "" : `Was ${near} meant?`;
}
