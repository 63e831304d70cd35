import type { PriceClass } from "@aws-sdk/client-cloudfront";
import type { KeptList } from "../quantities.ts";

/** A StreamingDistributionConfig with every member in place: what is stored and echoed. */
export interface StreamingConfig {
  CallerReference: string;
  S3Origin: { DomainName: string; OriginAccessIdentity: string };
  Aliases: KeptList<string>;
  Comment: string;
  Logging: { Enabled: boolean; Bucket: string; Prefix: string };
  TrustedSigners: KeptList<string> & { Enabled: boolean };
  PriceClass: PriceClass;
  Enabled: boolean;
}
