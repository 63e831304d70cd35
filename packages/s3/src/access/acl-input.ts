import type { AccessControlPolicy, Grant as WireGrant } from "@aws-sdk/client-s3";
import type { AccountDirectory } from "@oxbow/aws-protocol";
import {
  accessDenied,
  invalidArgument,
  invalidRequest,
  malformedAcl,
  missingSecurityHeader,
  unexpectedContent,
  unresolvableGrantByEmail,
} from "../errors.ts";
import { type AclOwners, cannedGrants } from "./canned-acl.ts";
import { GROUP_URIS, type Grant, type Grantee, type GranteeGroup, type Permission } from "./grant.ts";

/** The members by which requests bring an ACL. */
export interface AclInput {
  readonly ACL?: string | undefined;
  readonly GrantFullControl?: string | undefined;
  readonly GrantRead?: string | undefined;
  readonly GrantReadACP?: string | undefined;
  readonly GrantWrite?: string | undefined;
  readonly GrantWriteACP?: string | undefined;
}

/** Most grants an ACL may have. Source: S3 user guide. */
const MAX_GRANTS = 100;

const CANONICAL_ID = /^(?:[0-9a-f]{64}|[0-9a-f]{96})$/;

const GRANT_HEADERS: readonly (readonly [keyof AclInput, string, Permission])[] = [
  ["GrantFullControl", "x-amz-grant-full-control", "FULL_CONTROL"],
  ["GrantRead", "x-amz-grant-read", "READ"],
  ["GrantWrite", "x-amz-grant-write", "WRITE"],
  ["GrantReadACP", "x-amz-grant-read-acp", "READ_ACP"],
  ["GrantWriteACP", "x-amz-grant-write-acp", "WRITE_ACP"],
];

/** The ACL that the request's headers ask for; `undefined` when they ask for none. */
export function grantsOfHeaders(
  input: AclInput,
  owners: AclOwners,
  accounts: AccountDirectory,
): readonly Grant[] | undefined {
  const given = GRANT_HEADERS.filter(([member]) => input[member] !== undefined);
  if (input.ACL !== undefined && given.length > 0) {
    throw invalidRequest("Specifying both Canned ACLs and Header Grants is not allowed");
  }
  if (input.ACL !== undefined) return cannedGrants(input.ACL, owners);
  if (given.length === 0) return undefined;
  return given.flatMap(([member, header, permission]) =>
    splitGrantees(input[member] ?? "").map((text) => ({
      grantee: parseGrantee(text, header, accounts),
      permission,
    })),
  );
}

function splitGrantees(value: string): readonly string[] {
  return value
    .split(",")
    .map((text) => text.trim())
    .filter((text) => text !== "");
}

/** `id="…"`, `emailAddress="…"` or `uri="…"`, with or without the quotes. */
function parseGrantee(text: string, header: string, accounts: AccountDirectory): Grantee {
  const [, type, quoted, bare] = /^([A-Za-z]+)\s*=\s*(?:"([^"]*)"|([^"]*))$/.exec(text) ?? [];
  const value = quoted ?? bare ?? "";
  switch (type?.toLowerCase()) {
    case "id":
      return userGrantee(value, "id", accounts);
    case "emailaddress":
      return emailGrantee(value, accounts);
    case "uri":
      return groupGrantee(value, "uri");
    default:
      throw invalidArgument("Argument format not recognized", header, text);
  }
}

function userGrantee(id: string, argumentName: string, accounts: AccountDirectory): Grantee {
  const account = accounts.byCanonicalUserId(id);
  // Ids of origin access identities are not in the directory; what has their form may be one.
  if (account === undefined && !CANONICAL_ID.test(id)) throw invalidArgument("Invalid id", argumentName, id);
  return { kind: "user", id, displayName: account?.displayName ?? "" };
}

function emailGrantee(address: string, accounts: AccountDirectory): Grantee {
  const account = accounts.byEmailAddress(address);
  if (account === undefined) throw unresolvableGrantByEmail();
  return { kind: "user", id: account.canonicalUserId, displayName: account.displayName };
}

function groupGrantee(uri: string, argumentName: string): Grantee {
  const group = (Object.keys(GROUP_URIS) as GranteeGroup[]).find((name) => GROUP_URIS[name] === uri);
  if (group === undefined) throw invalidArgument("Invalid group uri", argumentName, uri);
  return { kind: "group", group };
}

/** The ACL of an AccessControlPolicy document. Its owner must be the one there is: an ACL does not give things away. */
function grantsOfDocument(
  policy: AccessControlPolicy,
  { owner }: AclOwners,
  accounts: AccountDirectory,
): readonly Grant[] {
  const { Owner: named, Grants: grants = [] } = policy;
  if (named?.ID === undefined || grants.length > MAX_GRANTS) throw malformedAcl();
  if (!CANONICAL_ID.test(named.ID)) throw invalidArgument("Invalid id", "CanonicalUser/ID", named.ID);
  if (named.ID !== owner.id) throw accessDenied();
  return grants.map((grant) => fromWireGrant(grant, accounts));
}

const PERMISSIONS: ReadonlySet<string> = new Set(GRANT_HEADERS.map(([, , permission]) => permission));

function fromWireGrant(
  { Grantee: grantee, Permission: permission }: WireGrant,
  accounts: AccountDirectory,
): Grant {
  if (grantee === undefined || permission === undefined || !PERMISSIONS.has(permission)) throw malformedAcl();
  return { grantee: fromWireGrantee(grantee, accounts), permission };
}

function fromWireGrantee(grantee: NonNullable<WireGrant["Grantee"]>, accounts: AccountDirectory): Grantee {
  switch (grantee.Type) {
    case "CanonicalUser":
      return userGrantee(grantee.ID ?? "", "CanonicalUser/ID", accounts);
    case "AmazonCustomerByEmail":
      return emailGrantee(grantee.EmailAddress ?? "", accounts);
    case "Group":
      return groupGrantee(grantee.URI ?? "", "Group/URI");
    default:
      throw malformedAcl();
  }
}

/** What PutBucketAcl and PutObjectAcl bring: exactly one of a canned ACL, grant headers and a document. */
export function requestedGrants(
  input: AclInput & { readonly AccessControlPolicy?: AccessControlPolicy | undefined },
  owners: AclOwners,
  accounts: AccountDirectory,
): readonly Grant[] {
  const { AccessControlPolicy: document } = input;
  const grants = grantsOfHeaders(input, owners, accounts);
  if (grants !== undefined && document !== undefined) throw unexpectedContent();
  if (grants !== undefined) return grants;
  if (document === undefined) throw missingSecurityHeader("x-amz-acl");
  return grantsOfDocument(document, owners, accounts);
}
