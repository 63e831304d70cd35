/** Who owns a bucket or an object, as ACLs and listings name it. */
export interface Owner {
  /** Canonical user id: 64 hexadecimal digits. */
  readonly id: string;
  readonly displayName: string;
}

export type Permission = "FULL_CONTROL" | "READ" | "WRITE" | "READ_ACP" | "WRITE_ACP";

/** The predefined groups, by the last part of their URI. */
export type GranteeGroup = "AllUsers" | "AuthenticatedUsers" | "LogDelivery";

export type Grantee =
  | { readonly kind: "user"; readonly id: string; readonly displayName: string }
  | { readonly kind: "group"; readonly group: GranteeGroup };

/** One line of an access control list. */
export interface Grant {
  readonly grantee: Grantee;
  readonly permission: Permission;
}

/** URIs of the groups. Source: S3 user guide, access control list overview. */
export const GROUP_URIS: Readonly<Record<GranteeGroup, string>> = {
  AllUsers: "http://acs.amazonaws.com/groups/global/AllUsers",
  AuthenticatedUsers: "http://acs.amazonaws.com/groups/global/AuthenticatedUsers",
  LogDelivery: "http://acs.amazonaws.com/groups/s3/LogDelivery",
};

/** `permission` for the owner of something. */
export function grantTo(owner: Owner, permission: Permission): Grant {
  return { grantee: { kind: "user", ...owner }, permission };
}

export function grantToGroup(group: GranteeGroup, permission: Permission): Grant {
  return { grantee: { kind: "group", group }, permission };
}

/** True when the list lets in everybody, or everybody with an AWS account. */
export function isPublicAcl(grants: readonly Grant[]): boolean {
  return grants.some(({ grantee }) => grantee.kind === "group" && grantee.group !== "LogDelivery");
}
