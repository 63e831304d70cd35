/**
 * STS, the one operation that SDKs, CDK and Terraform ask before anything else: GetCallerIdentity.
 *
 * It speaks the AWS query protocol (a form-encoded body, API version 2011-06-15), which no schema here describes.
 */
import type { OperationContext, OperationHandler, Service } from "./operation.ts";
import { ServiceError } from "./service-error.ts";
import { element, textElement } from "./xml-tree.ts";
import { writeXml } from "./xml-writer.ts";

export const STS_NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

interface GetCallerIdentityOutput {
  readonly UserId: string;
  readonly Account: string;
  readonly Arn: string;
}

/** Every caller is the root user of its account: the mock has no IAM. */
const getCallerIdentity: OperationHandler<object, object, GetCallerIdentityOutput> = ({
  accountId,
}: OperationContext) => ({
  UserId: accountId,
  Account: accountId,
  Arn: `arn:aws:iam::${accountId}:root`,
});

/** The STS service of the mock. */
export function createStsService(): Service {
  return { name: "sts", state: {}, operations: { GetCallerIdentity: getCallerIdentity } };
}

/** The form does not say what it wants. */
export function missingAction(): ServiceError {
  return new ServiceError("MissingAction", "The request must contain the parameter Action.", { status: 400 });
}

/** Writes a query-protocol answer: members of the result in the order of the object, all of them text. */
export function serializeQueryOutput(operation: string, output: object, requestId: string): string {
  const members = Object.entries(output).map(([name, value]) => textElement(name, String(value)));
  const root = element(`${operation}Response`, [
    element(`${operation}Result`, members),
    element("ResponseMetadata", [textElement("RequestId", requestId)]),
  ]);
  return writeXml(root, { namespace: STS_NAMESPACE });
}
