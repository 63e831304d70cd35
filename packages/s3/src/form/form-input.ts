import type { Tag } from "@aws-sdk/client-s3";
import { childOf, childrenOf, readXml, type XmlElement, XmlSyntaxError } from "@oxbow/aws-protocol";
import { checkTags } from "../bucket/tag-set.ts";
import { CHECKSUM_ALGORITHMS } from "../checksum/checksum-algorithm.ts";
import { type ChecksumInput, checksumHeader, checksumMember } from "../checksum/checksum-request.ts";
import { malformedXml } from "../errors.ts";
import type { NewObjectInput } from "../object/new-object.ts";

type Fields = Readonly<Record<string, string>>;

/** Which field of a form is which member of PutObject. Source: S3 API reference, POST object. */
const MEMBERS: Readonly<Record<string, keyof NewObjectInput>> = {
  acl: "ACL",
  "cache-control": "CacheControl",
  "content-disposition": "ContentDisposition",
  "content-encoding": "ContentEncoding",
  "content-language": "ContentLanguage",
  "content-type": "ContentType",
  "x-amz-storage-class": "StorageClass",
  "x-amz-website-redirect-location": "WebsiteRedirectLocation",
  "x-amz-server-side-encryption": "ServerSideEncryption",
  "x-amz-server-side-encryption-aws-kms-key-id": "SSEKMSKeyId",
  "x-amz-server-side-encryption-customer-algorithm": "SSECustomerAlgorithm",
  "x-amz-server-side-encryption-customer-key": "SSECustomerKey",
  "x-amz-server-side-encryption-customer-key-md5": "SSECustomerKeyMD5",
};

const METADATA_PREFIX = "x-amz-meta-";

/** What a form's fields say about the object. */
export function formInput(fields: Fields): NewObjectInput & ChecksumInput {
  const input: Record<string, string> = {};
  for (const [field, member] of Object.entries(MEMBERS)) {
    const value = fields[field];
    if (value !== undefined) input[member] = value;
  }
  for (const algorithm of CHECKSUM_ALGORITHMS) {
    const value = fields[checksumHeader(algorithm)];
    if (value !== undefined) input[checksumMember(algorithm)] = value;
  }
  const metadata = Object.entries(fields)
    .filter(([field]) => field.startsWith(METADATA_PREFIX))
    .map(([field, value]) => [field.slice(METADATA_PREFIX.length), value]);
  return {
    ...input,
    ...(fields["content-md5"] === undefined ? {} : { ContentMD5: fields["content-md5"] }),
    Metadata: Object.fromEntries(metadata),
  };
}

/** A form's tags are a `Tagging` document. @throws ServiceError MalformedXML */
export function formTags(fields: Fields): readonly Tag[] | undefined {
  if (fields.tagging === undefined) return undefined;
  const set = childOf(parseXml(fields.tagging), "TagSet");
  if (set === undefined) throw malformedXml();
  const tags = childrenOf(set, "Tag").map((tag) => ({
    Key: childOf(tag, "Key")?.text ?? "",
    Value: childOf(tag, "Value")?.text ?? "",
  }));
  return checkTags(tags, "object");
}

function parseXml(text: string): XmlElement {
  try {
    return readXml(Buffer.from(text));
  } catch (error) {
    if (error instanceof XmlSyntaxError) throw malformedXml();
    throw error;
  }
}
