import type { _Object, CommonPrefix } from "@aws-sdk/client-s3";
import type { Store } from "@oxbow/store";
import { toWireOwner } from "../access/acl-output.ts";
import { type ObjectRecord, quotedEtag } from "../object/object-record.ts";
import { currentVersions } from "../object/version-repository.ts";
import { wholeSeconds } from "../object/whole-seconds.ts";
import { collapse } from "./collapse.ts";
import { MAX_PAGE } from "./page-size.ts";

/** A page of ListObjects, of either version. */
export interface ObjectsRequest {
  readonly bucketName: string;
  readonly prefix: string;
  readonly delimiter: string;
  readonly after: string;
  readonly maxKeys: number;
  readonly encode: (text: string) => string;
  readonly withOwner: boolean;
}

export interface ObjectsPage {
  readonly contents: _Object[];
  readonly commonPrefixes: CommonPrefix[];
  readonly isTruncated: boolean;
  /** The last key or common prefix of the page, not encoded; empty when the page is. */
  readonly last: string;
}

/** The current objects of a bucket in the order of their keys. */
export async function listCurrent(store: Store, request: ObjectsRequest): Promise<ObjectsPage> {
  const { bucketName, encode, maxKeys, withOwner } = request;
  const contents: _Object[] = [];
  const commonPrefixes: CommonPrefix[] = [];
  // A page of nothing is never truncated: there would be no way on from it.
  if (maxKeys === 0) return { contents, commonPrefixes, isTruncated: false, last: "" };
  const page = await collapse<ObjectRecord>(
    store,
    { ...request, collection: currentVersions(bucketName), limit: Math.min(maxKeys, MAX_PAGE) },
    ({ isDeleteMarker }) => isDeleteMarker !== true,
  );
  let last = "";
  for (const entry of page.entries) {
    if (entry.kind === "prefix") {
      last = entry.prefix;
      commonPrefixes.push({ Prefix: encode(last) });
    } else {
      last = entry.document.key;
      contents.push(toListed(entry.document.value, encode(last), withOwner));
    }
  }
  return { contents, commonPrefixes, isTruncated: page.isTruncated, last };
}

function toListed(object: ObjectRecord, key: string, withOwner: boolean): _Object {
  const { checksum } = object;
  const listed: _Object = {
    Key: key,
    LastModified: wholeSeconds(object.modifiedMs),
    ETag: quotedEtag(object),
    Size: object.size,
    StorageClass: object.storageClass,
  };
  // Assigned, not spread: there are a thousand of them on a page.
  if (checksum !== undefined) {
    listed.ChecksumAlgorithm = [checksum.algorithm];
    listed.ChecksumType = checksum.type;
  }
  if (withOwner) listed.Owner = toWireOwner(object.owner);
  return listed;
}
