import type { Grant as WireGrant, Owner as WireOwner } from "@aws-sdk/client-s3";
import { GROUP_URIS, type Grant, type Owner } from "./grant.ts";

/** What GetBucketAcl and GetObjectAcl answer. */
export function toAclOutput(
  owner: Owner,
  grants: readonly Grant[],
): { Owner: WireOwner; Grants: WireGrant[] } {
  return { Owner: toWireOwner(owner), Grants: grants.map(toWireGrant) };
}

export function toWireOwner({ id, displayName }: Owner): WireOwner {
  return displayName === "" ? { ID: id } : { ID: id, DisplayName: displayName };
}

function toWireGrant({ grantee, permission }: Grant): WireGrant {
  if (grantee.kind === "group") {
    return { Grantee: { Type: "Group", URI: GROUP_URIS[grantee.group] }, Permission: permission };
  }
  return { Grantee: { Type: "CanonicalUser", ...toWireOwner(grantee) }, Permission: permission };
}
