import { BOOLEAN, type CustomMember, type Layout, list, structure, TEXT } from "./layout.ts";
import { itemsOf, toCounted, toMembers, unreadable } from "./members.ts";

const TRUSTED_SIGNERS: CustomMember = {
  kind: "custom",
  properties: ["TrustedSigners"],
  toProperties: (signers) => {
    const numbers = itemsOf(signers);
    return {
      TrustedSigners: {
        Enabled: signers.Enabled === true,
        ...(numbers.length === 0 ? {} : { AwsAccountNumbers: numbers }),
      },
    };
  },
  fromProperties: ({ TrustedSigners: described }) => {
    if (described === undefined) return undefined;
    const { Enabled: isEnabled, AwsAccountNumbers: numbers = [] } = toMembers(described, "TrustedSigners");
    if (!Array.isArray(numbers)) throw unreadable("TrustedSigners.AwsAccountNumbers", numbers);
    const texts = numbers.map((number: unknown) => {
      if (typeof number !== "string" && typeof number !== "number")
        throw unreadable("TrustedSigners.AwsAccountNumbers", number);
      // A number of YAML loses the zeros in front.
      return typeof number === "number" ? String(number).padStart(12, "0") : number;
    });
    return {
      Enabled: String(isEnabled) === "true",
      ...toCounted(texts, "TrustedSigners.AwsAccountNumbers"),
    };
  },
};

/** `StreamingDistributionConfig`. Source: the references of the API and of `AWS::CloudFront::StreamingDistribution`. */
export const STREAMING_LAYOUT: Layout = {
  S3Origin: structure({ DomainName: TEXT, OriginAccessIdentity: TEXT }),
  Aliases: list(),
  Comment: TEXT,
  Logging: structure({ Enabled: BOOLEAN, Bucket: TEXT, Prefix: TEXT }),
  TrustedSigners: TRUSTED_SIGNERS,
  PriceClass: TEXT,
  Enabled: BOOLEAN,
};
