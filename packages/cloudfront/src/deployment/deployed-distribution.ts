/**
 * What the edge has to know of a distribution, as deployed and not as last accepted: every reference resolved.
 *
 * The shapes are those of the edge's own port, written down again because control plane and data plane meet in
 * the host only; being equal in structure, a directory of these is a directory of those.
 */
export type DeployedDistribution = DeployedStreamingDistribution | DeployedWebDistribution;

interface DeployedDistributionBase {
  readonly id: string;
  readonly accountId: string;
  readonly domainName: string;
  readonly aliases: readonly string[];
  /** Enabled in the deployed configuration; false as well before the first deployment is complete. */
  readonly isServing: boolean;
  readonly logging: { readonly bucket: string; readonly prefix: string } | undefined;
  /** The ETag of the deployed configuration; empty before the first deployment. */
  readonly version: string;
}

/** The key pairs whose signatures are accepted. */
export interface DeployedSigners {
  readonly keyPairs: readonly { readonly id: string; readonly publicKeyPem: string }[];
}

export interface DeployedStreamingDistribution extends DeployedDistributionBase {
  readonly kind: "streaming";
  readonly originDomainName: string;
  /** Id of the origin access identity. */
  readonly originAccessIdentity: string | undefined;
  /** `undefined` where no signature is required. */
  readonly signers: DeployedSigners | undefined;
}

export interface DeployedWebOrigin {
  readonly id: string;
  readonly domainName: string;
  /** Prepended to the key, without a trailing slash; empty for none. */
  readonly path: string;
  readonly originAccessIdentity: string | undefined;
  /** Origin access controls are kept and echoed, but nobody signs origin requests with them. */
  readonly originAccessControlId: string | undefined;
  readonly isS3: boolean;
}

export interface DeployedCors {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly maxAgeSeconds: number;
  readonly allowCredentials: boolean;
}

export interface DeployedBehavior {
  /** `*` for the default behaviour. */
  readonly pathPattern: string;
  readonly originId: string;
  readonly viewerProtocolPolicy: "allow-all" | "https-only" | "redirect-to-https";
  readonly allowedMethods: readonly string[];
  readonly compress: boolean;
  readonly signers: DeployedSigners | undefined;
  readonly cors: DeployedCors | undefined;
}

export interface DeployedWebDistribution extends DeployedDistributionBase {
  readonly kind: "web";
  readonly defaultRootObject: string;
  readonly origins: readonly DeployedWebOrigin[];
  /** In order of precedence; the default behaviour is the last. */
  readonly behaviors: readonly DeployedBehavior[];
  readonly customErrors: readonly {
    readonly errorCode: number;
    readonly responsePagePath: string;
    readonly responseCode: number;
  }[];
}
