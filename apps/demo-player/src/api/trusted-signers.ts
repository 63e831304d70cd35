import { callAws, parseXml, textOf } from "./aws-request.ts";
import { getConfig } from "./cloudfront-api.ts";

/** True when the distribution asks for signed stream names. */
export async function requiresSignature(endpoint: string, distributionId: string): Promise<boolean> {
  const { xml } = await getConfig(endpoint, "streaming", distributionId);
  const signers = parseXml(xml).getElementsByTagNameNS("*", "TrustedSigners")[0];
  return signers !== undefined && textOf(signers, "Enabled") === "true";
}

/** Makes a distribution ask for names signed by its own account, or stop asking. */
export async function requireSignature(
  endpoint: string,
  distributionId: string,
  isRequired: boolean,
): Promise<void> {
  const { xml, etag } = await getConfig(endpoint, "streaming", distributionId);
  const document = parseXml(xml);
  const signers = document.getElementsByTagNameNS("*", "TrustedSigners")[0];
  if (signers === undefined) throw new Error("the distribution has no TrustedSigners");
  const make = (name: string, ...children: readonly (Element | string)[]): Element => {
    const element = document.createElementNS(signers.namespaceURI, name);
    element.append(...children);
    return element;
  };
  signers.replaceChildren(
    make("Enabled", String(isRequired)),
    make("Quantity", isRequired ? "1" : "0"),
    ...(isRequired ? [make("Items", make("AwsAccountNumber", "self"))] : []),
  );
  await callAws(endpoint, {
    service: "cloudfront",
    method: "PUT",
    path: `/2020-05-31/streaming-distribution/${distributionId}/config`,
    body: new XMLSerializer().serializeToString(document),
    headers: { "if-match": etag, "content-type": "application/xml" },
  });
}
