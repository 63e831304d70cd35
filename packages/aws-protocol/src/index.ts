export {
  type Accounts,
  accountOf,
  type Credential,
  createAccounts,
  FALLBACK_ACCOUNT_ID,
  TEST_CREDENTIAL,
} from "./accounts.ts";
export type { AuthMode } from "./authenticate.ts";
export { FilteredBody } from "./body/filtered-body.ts";
export { CLOUDFRONT_API_VERSIONS, CURRENT_API_VERSION } from "./cloudfront-versions.ts";
export type { Dialect, DialectOperation } from "./dialect.ts";
export type { Fault, FaultHook } from "./fault.ts";
export {
  createGateway,
  type Gateway,
  type GatewayOptions,
  type RequestRecord,
} from "./gateway.ts";
export type { AwsRequest, AwsResponse } from "./http.ts";
export type {
  AnyService,
  Exchange,
  OperationContext,
  OperationHandler,
  PseudoInput,
  PseudoOperation,
  Service,
  ServiceName,
} from "./operation.ts";
export type { Account, AccountDirectory, Principal } from "./principal.ts";
export {
  type SdkHttpRequest,
  type SdkHttpResponse,
  type SdkRequestHandler,
  sdkRequestHandler,
} from "./sdk-request-handler.ts";
export { IN_ORDER, type InOrder } from "./serialize-xml.ts";
export { ServiceError, type ServiceErrorOptions } from "./service-error.ts";
export { createStsService } from "./sts.ts";
export { DEFAULT_XML_LIMITS, readXml, type XmlLimits, XmlSyntaxError } from "./xml-reader.ts";
export { childOf, childrenOf, element, textElement, type XmlElement } from "./xml-tree.ts";
export { writeXml } from "./xml-writer.ts";
