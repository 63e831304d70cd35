import { Readable } from "node:stream";
import { type AwsResponse, element, type PseudoInput, textElement, writeXml } from "@oxbow/aws-protocol";
import { authorize } from "../access/authorize.ts";
import { openBucket } from "../bucket/bucket-repository.ts";
import { DEFAULT_ALGORITHM } from "../checksum/checksum-algorithm.ts";
import { checkDigests, checksumHeader, declaredChecksum } from "../checksum/checksum-request.ts";
import { invalidArgument, preconditionFailed } from "../errors.ts";
import { formInput, formTags } from "../form/form-input.ts";
import { type Form, readForm } from "../form/form-reader.ts";
import { checkFields, checkLength, parsePostPolicy } from "../form/post-policy.ts";
import { ingest } from "../object/ingest.ts";
import { readNewObject } from "../object/new-object.ts";
import { checkKey } from "../object/object-key.ts";
import { type ObjectRecord, quotedEtag } from "../object/object-record.ts";
import { deleteChunks, putVersion } from "../object/version-repository.ts";
import type { S3Context, S3Operation } from "../s3-context.ts";

/** A browser's upload: a form whose fields say what PutObject's headers say, signed by its policy. */
export const postObject: S3Operation<PseudoInput, AwsResponse> = async (asked, input) => {
  const { value: bucket } = await openBucket(asked, input);
  const form = await readForm(asked.request.body, boundaryOf(asked));
  const { fields } = form;
  const context: S3Context = { ...asked, principal: asked.authenticateForm(fields) };
  const key = checkKey(keyOf(form));
  const policy = fields.policy === undefined ? undefined : parsePostPolicy(fields.policy);
  // The policy is about the key that results, not about a `${filename}` in it (ceph s3-tests, set_key_from_filename).
  if (policy !== undefined) checkFields(policy, bucket.name, { ...fields, key }, context.now());
  authorize(context, bucket, { action: "PutObject", key });

  const described = formInput(fields);
  const tags = formTags(fields);
  const object = {
    ...readNewObject(withExpires(context, fields.expires), bucket, described),
    ...(tags === undefined ? {} : { tags }),
  };
  const declared = declaredChecksum(described, {});
  const body = await ingest(
    context,
    Readable.from(form.file, { objectMode: false }),
    declared.algorithm ?? DEFAULT_ALGORITHM,
    {
      check: (ingested) => {
        if (policy !== undefined) checkLength(policy, ingested.size);
        checkDigests(declared, ingested, {});
      },
    },
  );
  try {
    const { record, bucket: now } = await putVersion(context, bucket.name, key, () => ({
      ...object,
      modifiedMs: context.now().getTime(),
      etag: body.md5.toString("hex"),
      size: body.size,
      chunks: body.chunks,
      checksum: { algorithm: body.algorithm, value: body.checksum, type: "FULL_OBJECT" },
    }));
    return answer(context, bucket.name, record, now.versioning === "Enabled", fields);
  } catch (error) {
    await deleteChunks(context, body.chunks);
    throw error;
  }
};

function boundaryOf({ request }: S3Context): string {
  const type = request.headers["content-type"] ?? "";
  const [, quoted, bare] = /^multipart\/form-data\b.*;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined)
    throw preconditionFailed("Bucket POST must be of the enclosure-type multipart/form-data");
  return boundary;
}

function keyOf({ fields, fileName }: Form): string {
  if (fields.key === undefined || fields.key === "") {
    throw invalidArgument(
      "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.",
      "key",
      "",
    );
  }
  return fields.key.replaceAll(/\$\{filename\}/g, () => fileName);
}

/** A form brings its Expires in a field, where other requests have a header. */
function withExpires(context: S3Context, expires: string | undefined): S3Context {
  const { expires: _, ...headers } = context.request.headers;
  return {
    ...context,
    request: { ...context.request, headers: expires === undefined ? headers : { ...headers, expires } },
  };
}

function answer(
  context: S3Context,
  bucketName: string,
  object: ObjectRecord,
  isVersioned: boolean,
  fields: Form["fields"],
): AwsResponse {
  const { request } = context;
  const etag = quotedEtag(object);
  const protocol = request.isSecure ? "https" : "http";
  const location = `${protocol}://${request.headers.host ?? "s3.amazonaws.com"}${locationPath(request.path, bucketName)}${encodeURIComponent(object.key)}`;
  const headers: Record<string, string> = {
    etag,
    location,
    ...(isVersioned ? { "x-amz-version-id": object.versionId } : {}),
    ...(object.checksum === undefined
      ? {}
      : { [checksumHeader(object.checksum.algorithm)]: object.checksum.value }),
  };
  const redirect = redirectOf(fields, { bucket: bucketName, key: object.key, etag });
  if (redirect !== undefined) {
    return {
      status: 303,
      headers: { ...headers, location: redirect, "content-length": "0" },
      body: undefined,
    };
  }
  const { success_action_status: status } = fields;
  if (status !== "201") {
    return { status: status === "200" ? 200 : 204, headers, body: undefined };
  }
  const xml = writeXml(
    element("PostResponse", [
      textElement("Location", location),
      textElement("Bucket", bucketName),
      textElement("Key", object.key),
      textElement("ETag", etag),
    ]),
  );
  return {
    status: 201,
    headers: {
      ...headers,
      "content-type": "application/xml",
      "content-length": String(Buffer.byteLength(xml)),
    },
    body: xml,
  };
}

/** `/bucket/` when the bucket is in the path, `/` when it is in the host. */
function locationPath(path: string, bucketName: string): string {
  return path.replaceAll(/\/+$/g, "") === `/${bucketName}` ? `/${bucketName}/` : "/";
}

/** Where the browser goes after a success; a target that is no URL is ignored. */
function redirectOf(fields: Form["fields"], result: Readonly<Record<string, string>>): string | undefined {
  const target = fields.success_action_redirect ?? fields.redirect;
  if (target === undefined || !URL.canParse(target)) return undefined;
  const url = new URL(target);
  for (const [name, value] of Object.entries(result)) url.searchParams.set(name, value);
  return url.href;
}
