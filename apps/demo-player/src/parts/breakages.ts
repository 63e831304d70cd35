import type { AdminApi, Fault } from "../api/admin-api.ts";
import { setEnabled } from "../api/cloudfront-api.ts";
import { copyObject, deleteObject, setPublic } from "../api/s3-api.ts";
import type { Patient } from "./checkup.ts";

/** Something that can be broken on purpose, and mended again. */
export interface Breakage {
  readonly title: string;
  readonly about: string;
  readonly set: (api: AdminApi, patient: Patient, isBroken: boolean) => Promise<void>;
}

/** Past the beginning, early in the sample: the player has begun when it strikes. */
const FAULT_AT_BYTE = 60_000;

/** What a renamed file is called meanwhile. */
const HIDDEN = ".hidden";

function edgeFault(id: string, effect: Fault["effect"]): Breakage["set"] {
  return async (api, { distribution }, isBroken) => {
    if (!isBroken) await api.clearFault(id);
    else
      await api.setFault({
        id,
        match: { service: "edge", ...(distribution && { distribution: distribution.id }) },
        effect,
      });
  };
}

function bucketOf({ bucket }: Patient): string {
  if (bucket === undefined) throw new Error("the distribution's bucket is not known");
  return bucket;
}

/** The switches, in the order of the troubleshooting list. */
export const BREAKAGES: readonly Breakage[] = [
  {
    title: "Make the file private",
    about: "Takes public read away from the object.",
    set: (api, patient, isBroken) =>
      setPublic(api.endpoint, bucketOf(patient), patient.reference.key, !isBroken),
  },
  {
    title: "Rename the file",
    about: "The name in the player no longer matches the bucket.",
    set: async (api, patient, isBroken) => {
      const bucket = bucketOf(patient);
      const { key } = patient.reference;
      const [from, to] = isBroken ? [key, key + HIDDEN] : [key + HIDDEN, key];
      await copyObject(api.endpoint, bucket, from, to);
      await deleteObject(api.endpoint, bucket, from);
    },
  },
  {
    title: "Disable the distribution",
    about: "Enabled becomes false, and is deployed.",
    set: async (api, { distribution }, isBroken) => {
      if (distribution === undefined) throw new Error("there is no distribution");
      await setEnabled(api.endpoint, distribution.kind, distribution.id, !isBroken);
    },
  },
  {
    title: "Refuse viewers",
    about: "The edge turns everybody away.",
    set: edgeFault("doctor-refuse", { kind: "refuse" }),
  },
  {
    title: "Stall the stream",
    about: "Bytes stop coming, the connection stays.",
    set: edgeFault("doctor-stall", { kind: "stall", atByte: FAULT_AT_BYTE }),
  },
  {
    title: "Break the stream off",
    about: "The connection breaks in the middle, each time.",
    set: edgeFault("doctor-truncate", { kind: "truncate", atByte: FAULT_AT_BYTE }),
  },
];
