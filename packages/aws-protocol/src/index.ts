export type { Dialect, DialectOperation } from "./dialect.ts";
export type { AwsRequest, AwsResponse } from "./http.ts";
export type {
  Exchange,
  OperationContext,
  OperationHandler,
  PseudoInput,
  PseudoOperation,
  Service,
  ServiceName,
} from "./operation.ts";
export type { Account, AccountDirectory, Principal } from "./principal.ts";
export { ServiceError, type ServiceErrorOptions } from "./service-error.ts";
export { childOf, childrenOf, element, textElement, type XmlElement } from "./xml-tree.ts";
