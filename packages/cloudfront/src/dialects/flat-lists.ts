import type {
  CloudFrontOriginAccessIdentityList,
  Invalidation,
  InvalidationBatch,
  InvalidationList,
} from "@aws-sdk/client-cloudfront";
import { childrenOf, element, textElement, type XmlElement } from "@oxbow/aws-protocol";
import { counted } from "../quantities.ts";
import { textOf, writeFrame } from "./flat-elements.ts";

/** Reads a flat InvalidationBatch: repeated paths. */
export function invalidationBatchToToday(root: XmlElement): InvalidationBatch {
  return {
    Paths: counted(childrenOf(root, "Path").map(({ text }) => text.trim())),
    CallerReference: textOf(root, "CallerReference"),
  };
}

export function invalidationFromToday(invalidation: Invalidation): XmlElement {
  const { InvalidationBatch: batch } = invalidation;
  return element("Invalidation", [
    textElement("Id", invalidation.Id ?? ""),
    textElement("Status", invalidation.Status ?? ""),
    textElement("CreateTime", invalidation.CreateTime?.toISOString() ?? ""),
    element("InvalidationBatch", [
      ...(batch?.Paths?.Items ?? []).map((path) => textElement("Path", path)),
      textElement("CallerReference", batch?.CallerReference ?? ""),
    ]),
  ]);
}

export function invalidationListFromToday(list: InvalidationList): XmlElement {
  return element("InvalidationList", [
    ...writeFrame(list),
    ...(list.Items ?? []).map((summary) =>
      element("InvalidationSummary", [
        textElement("Id", summary.Id ?? ""),
        textElement("Status", summary.Status ?? ""),
      ]),
    ),
  ]);
}

export function identityListFromToday(list: CloudFrontOriginAccessIdentityList): XmlElement {
  return element("CloudFrontOriginAccessIdentityList", [
    ...writeFrame(list),
    ...(list.Items ?? []).map((summary) =>
      element("CloudFrontOriginAccessIdentitySummary", [
        textElement("Id", summary.Id ?? ""),
        textElement("S3CanonicalUserId", summary.S3CanonicalUserId ?? ""),
        textElement("Comment", summary.Comment ?? ""),
      ]),
    ),
  ]);
}
