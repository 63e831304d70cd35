import type { ViewerCertificate } from "@aws-sdk/client-cloudfront";
import { cloudFrontError } from "../errors.ts";

/** From April 2019 a CNAME needs a certificate that covers it; API versions before did not ask. */
const CERTIFICATE_FOR_ALIASES_SINCE = "2019-03-26";

const ALIASES_NEED_CERTIFICATE =
  "To add an alternate domain name (CNAME) to a CloudFront distribution, you must attach a trusted certificate that validates your authorization to use the domain name. For more details, see: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html#alternate-domain-names-requirements";

const ACM_ARN_PATTERN = /^arn:aws:acm:us-east-1:\d{12}:certificate\/[0-9a-zA-Z-]+$/;

const DEFAULT_CERTIFICATE: ViewerCertificate = Object.freeze({
  CloudFrontDefaultCertificate: true,
  SSLSupportMethod: "vip",
  MinimumProtocolVersion: "TLSv1",
  CertificateSource: "cloudfront",
});

/**
 * Fidelity: certificates are names only. None is looked up, so any well-formed ACM ARN or IAM id is taken.
 */
export function acceptViewerCertificate(
  apiVersion: string | undefined,
  certificate: ViewerCertificate | undefined,
  hasAliases: boolean,
): ViewerCertificate {
  const { ACMCertificateArn: acm, IAMCertificateId: iam } = certificate ?? {};
  const own = [acm, iam].filter((name) => name !== undefined && name !== "");
  if (own.length === 0) {
    const isOld = apiVersion !== undefined && apiVersion < CERTIFICATE_FOR_ALIASES_SINCE;
    if (hasAliases && !isOld) throw cloudFrontError("InvalidViewerCertificate", ALIASES_NEED_CERTIFICATE);
    return DEFAULT_CERTIFICATE;
  }
  if (own.length > 1 || certificate?.CloudFrontDefaultCertificate === true) {
    throw cloudFrontError(
      "InvalidViewerCertificate",
      "You can specify only one of the following: IAMCertificateId, ACMCertificateArn, CloudFrontDefaultCertificate.",
    );
  }
  if (acm && !ACM_ARN_PATTERN.test(acm)) {
    throw cloudFrontError(
      "InvalidViewerCertificate",
      "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain.",
    );
  }
  if (certificate?.SSLSupportMethod === undefined) {
    throw cloudFrontError("InvalidViewerCertificate", "The parameter SSLSupportMethod is required.");
  }
  return {
    ...(acm ? { ACMCertificateArn: acm } : { IAMCertificateId: iam }),
    SSLSupportMethod: certificate.SSLSupportMethod,
    MinimumProtocolVersion: certificate.MinimumProtocolVersion ?? "TLSv1",
    Certificate: acm || iam,
    CertificateSource: acm ? "acm" : "iam",
    CloudFrontDefaultCertificate: false,
  };
}
