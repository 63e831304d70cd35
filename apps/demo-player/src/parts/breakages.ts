import { parseStream, toStreamerFile } from "@oxbow/stream-url";
import { signStream } from "@oxbow/stream-url/sign";
import type { AdminApi, Fault } from "../api/admin-api.ts";
import { setEnabled } from "../api/cloudfront-api.ts";
import { copyObject, deleteObject, isPublic, setPublic } from "../api/s3-api.ts";
import { requireSignature } from "../api/trusted-signers.ts";
import { createPageSigner } from "./page-signer.ts";
import type { Patient } from "./patient.ts";
import type { ChosenStream } from "./read-stream.ts";

/** Something that can be broken on purpose, and mended again. */
export interface Breakage {
  readonly id: "private" | "rename" | "disable" | "port" | "stall" | "truncate" | "expire";
  readonly title: string;
  readonly about: string;
  readonly isBroken: (patient: Patient) => boolean;
  /** @returns the stream to examine from now on, where that is another one */
  readonly set: (api: AdminApi, patient: Patient, isBroken: boolean) => Promise<ChosenStream | undefined>;
}

/** Some two seconds into the sample: the player has begun when it strikes. */
const FAULT_AT_BYTE = 24_000;

/** What a renamed file is called meanwhile. */
const HIDDEN = ".hidden";

const EXPIRED_SECONDS = 60;

/** Id of a fault of one distribution: another one's is not shown by this one's switch. */
const faultOf = (id: string, { distribution }: Patient): string => `${id}-${distribution.id}`;

function fault(id: string, operation: string | undefined, effect: Fault["effect"]): Breakage["set"] {
  return async (api, patient, isBroken) => {
    const { distribution } = patient;
    // The port is everybody's: who connects has not said yet which distribution he wants.
    const match =
      operation === undefined
        ? { service: "edge", distribution: distribution.id }
        : { service: "edge", operation };
    const name = operation === undefined ? faultOf(id, patient) : id;
    if (isBroken) await api.setFault({ id: name, match, effect });
    else await api.clearFault(name);
    return undefined;
  };
}

/** The switches, in the order of the troubleshooting list. */
export const BREAKAGES: readonly Breakage[] = [
  {
    id: "private",
    title: "Make the object private",
    about: "Takes public read away from the file.",
    isBroken: ({ isObjectPublic }) => isObjectPublic === false,
    set: async (api, { bucket, reference }, isBroken) => {
      await setPublic(api.endpoint, bucket, reference.key, !isBroken);
      return undefined;
    },
  },
  {
    id: "rename",
    title: "Rename the file",
    about: "The name in the player no longer matches the bucket.",
    isBroken: ({ keys, reference }) => keys.includes(reference.key + HIDDEN),
    set: async (api, { bucket, reference: { key } }, isBroken) => {
      const [from, to] = isBroken ? [key, key + HIDDEN] : [key + HIDDEN, key];
      await copyObject(api.endpoint, bucket, from, to, await isPublic(api.endpoint, bucket, from));
      await deleteObject(api.endpoint, bucket, from);
      return undefined;
    },
  },
  {
    id: "disable",
    title: "Disable the distribution",
    about: "Enabled becomes false, and is deployed.",
    isBroken: ({ distribution }) => !distribution.isEnabled,
    set: async (api, { distribution }, isBroken) => {
      await setEnabled(api.endpoint, distribution.kind, distribution.id, !isBroken);
      return undefined;
    },
  },
  {
    id: "port",
    title: "Refuse port 1935",
    about: "As a firewall does: RTMP cannot connect, the ways through HTTP still can.",
    isBroken: ({ faults }) => faults.has("doctor-port"),
    set: fault("doctor-port", "port", { kind: "refuse" }),
  },
  {
    id: "stall",
    title: "Stall the stream",
    about: "Bytes stop coming, the connection stays.",
    isBroken: (patient) => patient.faults.has(faultOf("doctor-stall", patient)),
    set: fault("doctor-stall", undefined, { kind: "stall", atByte: FAULT_AT_BYTE }),
  },
  {
    id: "truncate",
    title: "Truncate the stream",
    about: "The connection breaks in the middle, each time.",
    isBroken: (patient) => patient.faults.has(faultOf("doctor-truncate", patient)),
    set: fault("doctor-truncate", undefined, { kind: "truncate", atByte: FAULT_AT_BYTE }),
  },
  {
    id: "expire",
    title: "Let the signature expire",
    about: "Names have to be signed, and this one's time is over.",
    isBroken: ({ needsSignature }) => needsSignature,
    set: async (api, { distribution, reference }, isBroken) => {
      await requireSignature(api.endpoint, distribution.id, isBroken);
      const plain = toStreamerFile({ ...reference, query: "" });
      return isBroken ? await signExpired(api, plain) : plain;
    },
  },
];

async function signExpired(api: AdminApi, plain: ChosenStream): Promise<ChosenStream> {
  const parsed = parseStream(plain);
  if (!parsed.ok) return plain;
  const { signer, publicKeyPem } = await createPageSigner("APKADOCTOR");
  await api.setKeyPair(signer.keyPairId, publicKeyPem);
  const expiresEpochSeconds = Math.floor(Date.now() / 1000) - EXPIRED_SECONDS;
  return toStreamerFile((await signStream(parsed.reference, signer, { expiresEpochSeconds })).reference);
}
