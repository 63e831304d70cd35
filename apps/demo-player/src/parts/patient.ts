import { parseStream, type StreamReference } from "@oxbow/stream-url";
import type { AdminApi, Distribution } from "../api/admin-api.ts";
import { getConfig } from "../api/cloudfront-api.ts";
import { isPublic, listObjects } from "../api/s3-api.ts";
import { requiresSignature } from "../api/trusted-signers.ts";
import { findDistribution } from "./find-distribution.ts";
import type { ChosenStream } from "./read-stream.ts";

/** What the switches need to know about the stream that is examined, as it is in the cloud now. */
export interface Patient {
  readonly reference: StreamReference;
  readonly distribution: Distribution;
  readonly bucket: string;
  readonly keys: readonly string[];
  /** `undefined` when the object is not there. */
  readonly isObjectPublic: boolean | undefined;
  readonly needsSignature: boolean;
  /** Ids of the faults in force. */
  readonly faults: ReadonlySet<string>;
}

/** Reads all of it; `undefined` when no RTMP distribution of the cloud has this stream. */
export async function readPatient(api: AdminApi, stream: ChosenStream): Promise<Patient | undefined> {
  const parsed = parseStream(stream);
  if (!parsed.ok) return undefined;
  const { reference } = parsed;
  const [distributions, faults] = await Promise.all([api.distributions(), api.faults()]);
  const distribution = findDistribution(distributions, reference.host);
  if (distribution === undefined) return undefined;
  const [{ bucket }, needsSignature] = await Promise.all([
    getConfig(api.endpoint, "streaming", distribution.id),
    requiresSignature(api.endpoint, distribution.id),
  ]);
  const { objects } = await listObjects(api.endpoint, bucket);
  const keys = objects.map(({ key }) => key);
  return {
    reference,
    distribution,
    bucket,
    keys,
    isObjectPublic: keys.includes(reference.key)
      ? await isPublic(api.endpoint, bucket, reference.key)
      : undefined,
    needsSignature,
    faults: new Set(faults.map(({ id }) => id)),
  };
}
