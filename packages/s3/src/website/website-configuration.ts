import type { RoutingRule, WebsiteConfiguration } from "@aws-sdk/client-s3";
import { invalidArgument, invalidRequest, malformedXml } from "../errors.ts";

/** Most routing rules of a website. Source: S3 user guide. */
const MAX_ROUTING_RULES = 50;

/** @throws ServiceError InvalidArgument, InvalidRequest, MalformedXML */
export function checkWebsite(website: WebsiteConfiguration | undefined): WebsiteConfiguration {
  if (website === undefined) throw malformedXml();
  const {
    RedirectAllRequestsTo: redirectAll,
    IndexDocument: index,
    ErrorDocument: error,
    RoutingRules: rules,
  } = website;
  if (redirectAll !== undefined) {
    if (index !== undefined || error !== undefined || rules !== undefined) {
      throw invalidArgument(
        "RedirectAllRequestsTo cannot be provided in conjunction with other Routing Rules.",
        "RedirectAllRequestsTo",
        "not null",
      );
    }
    checkProtocol(redirectAll.Protocol);
    return website;
  }
  if (index === undefined) {
    throw invalidArgument(
      "A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty",
      "IndexDocument",
      "null",
    );
  }
  const suffix = index.Suffix ?? "";
  if (suffix === "" || suffix.includes("/")) {
    throw invalidArgument("The IndexDocument Suffix is not well formed", "IndexDocument", suffix);
  }
  if (error?.Key === "")
    throw invalidArgument("The ErrorDocument Key is not well formed", "ErrorDocument", "");
  if ((rules?.length ?? 0) > MAX_ROUTING_RULES) {
    throw invalidRequest(
      `${rules?.length} routing rules provided, the number of routing rules in a website configuration is limited to 50.`,
    );
  }
  for (const rule of rules ?? []) checkRoutingRule(rule);
  return website;
}

function checkRoutingRule({ Condition: condition, Redirect: redirect }: RoutingRule): void {
  if (redirect === undefined) throw malformedXml();
  if (
    condition !== undefined &&
    condition.KeyPrefixEquals === undefined &&
    condition.HttpErrorCodeReturnedEquals === undefined
  ) {
    throw invalidRequest(
      "Condition cannot be empty. To redirect all requests without a condition, the condition element shouldn't be present.",
    );
  }
  if (redirect.ReplaceKeyWith !== undefined && redirect.ReplaceKeyPrefixWith !== undefined) {
    throw invalidRequest("You can only define ReplaceKeyPrefix or ReplaceKey but not both.");
  }
  checkProtocol(redirect.Protocol);
}

function checkProtocol(protocol: string | undefined): void {
  if (protocol === undefined || protocol === "http" || protocol === "https") return;
  throw invalidRequest(
    "Invalid protocol, protocol can be http or https. If not defined the protocol will be selected automatically.",
  );
}
