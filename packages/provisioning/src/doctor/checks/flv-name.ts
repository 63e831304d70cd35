import { type CheckResult, cannotTell, fault, ok } from "../check-result.ts";
import type { Patient } from "../patient.ts";
import { readObjectStart } from "../read-cloud-facts.ts";
import { streamedKeys } from "../streamed-keys.ts";

const CODE = "FLV_NAME";
/** First bytes of a Flash Video file (FLV 10.1, annex E.2). */
const SIGNATURE = "FLV";

/** A file in a Flash Video container has to be named `.flv`, or it does not stream. */
export async function checkFlvName(patient: Patient): Promise<CheckResult> {
  const { cloud, settings } = patient;
  if (settings.clients === undefined || cloud?.bucket === undefined)
    return cannotTell(CODE, "the objects cannot be read");
  const keys = streamedKeys(patient);
  let readCount = 0;
  for (const key of keys) {
    const start = await readObjectStart(settings.clients, cloud.bucket, key, SIGNATURE.length);
    if (start === undefined) continue;
    readCount += 1;
    if (new TextDecoder().decode(start) !== SIGNATURE || /\.flv$/.test(key)) continue;
    return fault(
      CODE,
      `${cloud.bucket}/${key} is a Flash Video file, and its key does not end in .flv`,
      `copy it to ${key.replace(/\.[^./]+$/, "")}.flv`,
    );
  }
  if (readCount === 0) return cannotTell(CODE, "there is no object that can be read");
  return ok(CODE, `${readCount === 1 ? keys[0] : `${readCount} objects`}: name and content agree`);
}
