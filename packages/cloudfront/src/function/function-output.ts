import type { FunctionSummary } from "@aws-sdk/client-cloudfront";
import { formatArn } from "../arn.ts";
import { cloudFrontError } from "../errors.ts";
import type { FunctionRecord, FunctionVersion, Stage } from "./function-record.ts";

export function functionArn({ accountId, name }: Pick<FunctionRecord, "accountId" | "name">): string {
  return formatArn({ accountId, type: "function", id: name });
}

/** The function in a stage. @throws ServiceError NoSuchFunctionExists when it was never published. */
export function versionOf(record: FunctionRecord, stage: Stage): FunctionVersion {
  const version = stage === "LIVE" ? record.live : record.development;
  if (version === undefined) throw cloudFrontError("NoSuchFunctionExists");
  return version;
}

export function toFunctionSummary(record: FunctionRecord, stage: Stage): FunctionSummary {
  const version = versionOf(record, stage);
  const isPublished = record.live !== undefined && record.live.codeBase64 === record.development.codeBase64;
  return {
    Name: record.name,
    Status: stage === "LIVE" || isPublished ? "UNASSOCIATED" : "UNPUBLISHED",
    FunctionConfig: version.config,
    FunctionMetadata: {
      FunctionARN: functionArn(record),
      Stage: stage,
      CreatedTime: new Date(version.createdMs),
      LastModifiedTime: new Date(version.lastModifiedMs),
    },
  };
}
