/** An AWS account, as signatures, ARNs and ACLs know it. */
export interface Account {
  /** 12 digits. */
  readonly accountId: string;
  /** 64 hexadecimal digits: how S3 ACLs and bucket policies name the account. */
  readonly canonicalUserId: string;
  readonly displayName: string;
  readonly emailAddress: string;
}

/** Who asks. */
export type Principal =
  | { readonly kind: "anonymous" }
  | { readonly kind: "account"; readonly account: Account; readonly accessKeyId: string }
  /** CloudFront reading an origin on behalf of an origin access identity (`E…`). Never comes over the wire. */
  | { readonly kind: "originAccessIdentity"; readonly identityId: string; readonly canonicalUserId: string };

/** Finds accounts by what requests name them with. */
export interface AccountDirectory {
  readonly byId: (accountId: string) => Account | undefined;
  readonly byCanonicalUserId: (canonicalUserId: string) => Account | undefined;
  readonly byEmailAddress: (emailAddress: string) => Account | undefined;
}
