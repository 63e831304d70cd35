import { createPublicKey } from "node:crypto";
import type { PublicKey, PublicKeyConfig, PublicKeySummary } from "@aws-sdk/client-cloudfront";
import { cloudFrontError } from "../errors.ts";
import { required } from "../required.ts";
import type { ResourceKind, ResourceRecord } from "../resource/resource-kind.ts";
import { acceptComment, acceptName, acceptNonEmpty } from "../rules/text.ts";
import type { Context } from "../state.ts";

const MAX_NAME_LENGTH = 128;
const RSA_MODULUS_BITS = 2048;
/** P-256, by OpenSSL's name. */
const ELLIPTIC_CURVE = "prime256v1";

type PublicKeyRecord = ResourceRecord<PublicKeyConfig>;

/** Public keys: what key groups are made of, and what field-level encryption encrypts with. */
export const PUBLIC_KEY: ResourceKind<PublicKeyConfig> = {
  name: "public-key",
  table: (tables) => tables.publicKeys,
  newId: (identifiers) => identifiers.id("K"),
  limit: "publicKeys",
  uniqueNames: (config) => [`name/${config.Name}`, `reference/${config.CallerReference}`],
  isIdempotent: false,
  failures: {
    notFound: "NoSuchPublicKey",
    alreadyExists: "PublicKeyAlreadyExists",
    tooMany: "TooManyPublicKeys",
    inUse: "PublicKeyInUse",
  },
  isInUse: isKeyInUse,
};

async function isKeyInUse({ accountId, tables }: Context, id: string): Promise<boolean> {
  const prefix = `${accountId}/`;
  const groups = await tables.keyGroups.list({ prefix });
  if (groups.some(({ value }) => value.config.Items?.includes(id))) return true;
  const profiles = await tables.encryptionProfiles.list({ prefix });
  return profiles.some(({ value }) =>
    (value.config.EncryptionEntities?.Items ?? []).some((entity) => entity.PublicKeyId === id),
  );
}

export function acceptPublicKey(input: PublicKeyConfig | undefined): PublicKeyConfig {
  const path = "publicKeyConfig";
  const config = required(input, path);
  return {
    CallerReference: acceptNonEmpty(
      required(config.CallerReference, `${path}.callerReference`),
      "CallerReference",
    ),
    Name: acceptName(required(config.Name, `${path}.name`), MAX_NAME_LENGTH),
    EncodedKey: acceptPem(required(config.EncodedKey, `${path}.encodedKey`)),
    Comment: acceptComment(config.Comment ?? ""),
  };
}

/** RSA of 2048 bits or ECDSA over P-256, as a PEM public key. */
function acceptPem(pem: string): string {
  if (!isUsableKey(pem)) {
    throw cloudFrontError(
      "InvalidArgument",
      "Your request contains empty/invalid/out of limits RSA Encoded Key",
    );
  }
  return pem;
}

function isUsableKey(pem: string): boolean {
  if (!pem.trimStart().startsWith("-----BEGIN PUBLIC KEY-----")) return false;
  try {
    const { asymmetricKeyType: type, asymmetricKeyDetails: details } = createPublicKey(pem);
    return type === "rsa"
      ? details?.modulusLength === RSA_MODULUS_BITS
      : type === "ec" && details?.namedCurve === ELLIPTIC_CURVE;
  } catch {
    return false;
  }
}

export function toPublicKey({ id, createdMs, config }: PublicKeyRecord): PublicKey {
  return { Id: id, CreatedTime: new Date(createdMs), PublicKeyConfig: config };
}

export function toPublicKeySummary({ id, createdMs, config }: PublicKeyRecord): PublicKeySummary {
  return {
    Id: id,
    Name: config.Name,
    CreatedTime: new Date(createdMs),
    EncodedKey: config.EncodedKey,
    Comment: config.Comment,
  };
}
