import { toCloudFormation } from "../cloud-formation/distribution-resource.ts";
import type { MigrationPlan } from "./migration-plan.ts";
import { toTerraform } from "./terraform.ts";

export type MigrationFormat = "api" | "cloudformation" | "terraform" | "cdk";

/**
 * The web distribution of a plan as text: `api` for `aws cloudfront create-distribution --cli-input-json`,
 * `cloudformation` a JSON template, `terraform` HCL, `cdk` a TypeScript stack.
 */
export function formatMigration({ distribution }: MigrationPlan, format: MigrationFormat): string {
  switch (format) {
    case "api":
      return `${JSON.stringify({ DistributionConfig: distribution }, null, 2)}\n`;
    case "cloudformation": {
      const resource = toCloudFormation({ kind: "web", config: distribution });
      const template = { AWSTemplateFormatVersion: "2010-09-09", Resources: { WebDistribution: resource } };
      return `${JSON.stringify(template, null, 2)}\n`;
    }
    case "terraform":
      return toTerraform(distribution);
    case "cdk": {
      const properties = toCamelCase(toCloudFormation({ kind: "web", config: distribution }).Properties);
      return [
        'import { Stack, type StackProps } from "aws-cdk-lib";',
        'import { CfnDistribution } from "aws-cdk-lib/aws-cloudfront";',
        'import type { Construct } from "constructs";',
        "",
        "export class MediaStack extends Stack {",
        "  constructor(scope: Construct, id: string, props?: StackProps) {",
        "    super(scope, id, props);",
        `    new CfnDistribution(this, "WebDistribution", ${JSON.stringify(properties, null, 2).replaceAll("\n", "\n    ")});`,
        "  }",
        "}",
        "",
      ].join("\n");
    }
  }
}

/** CDK's names are CloudFormation's in camel case: `IPV6Enabled` is `ipv6Enabled`, `S3OriginConfig` `s3OriginConfig`. */
function toCamelCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toCamelCase);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name === "IPV6Enabled" ? "ipv6Enabled" : name.charAt(0).toLowerCase() + name.slice(1),
      toCamelCase(inner),
    ]),
  );
}
