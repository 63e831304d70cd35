import { afterPrefix, type Document, type Store } from "@oxbow/store";

/** What a listing asks of an ordered collection. */
export interface CollapseRequest {
  readonly collection: string;
  readonly prefix: string;
  /** Keys that have it after the prefix are shown as one common prefix; empty for none. */
  readonly delimiter: string;
  /** Entries strictly after this; common prefixes too. */
  readonly after: string;
  readonly limit: number;
}

/** An entry of a page: a document, or the common prefix of many. */
type CollapsedEntry<Value> =
  | { readonly kind: "document"; readonly document: Document<Value> }
  | { readonly kind: "prefix"; readonly prefix: string };

export interface CollapsedPage<Value> {
  readonly entries: readonly CollapsedEntry<Value>[];
  readonly isTruncated: boolean;
}

/** Documents that are read at once when many of them may fall into one common prefix. */
const SCAN_DOCUMENTS = 200;

/**
 * One page of a listing with a delimiter. What lies under a common prefix is not walked but jumped over.
 *
 * @param keyOf the object key of a document: the document's own key may be longer
 * @param isListed leaves out what is not shown (delete markers)
 */
export async function collapse<Value>(
  store: Store,
  request: CollapseRequest,
  isListed: (value: Value) => boolean,
): Promise<CollapsedPage<Value>> {
  const { collection, prefix, delimiter, limit } = request;
  const entries: CollapsedEntry<Value>[] = [];
  let start: { readonly after: string } | { readonly from: string } = resume(request);
  for (;;) {
    const wanted = delimiter === "" ? limit - entries.length + 1 : SCAN_DOCUMENTS;
    const documents = await store.list<Value>(collection, { prefix, ...start, limit: wanted });
    let last = "";
    let jump: string | undefined;
    for (const document of documents) {
      last = document.key;
      if (!isListed(document.value)) continue;
      const common = commonPrefix(document.key, prefix, delimiter);
      const previous = entries.at(-1);
      const isRepeated = previous?.kind === "prefix" && previous.prefix === common;
      if (isRepeated) continue;
      if (entries.length >= limit) return { entries, isTruncated: true };
      if (common === undefined) {
        entries.push({ kind: "document", document });
        continue;
      }
      entries.push({ kind: "prefix", prefix: common });
      const end = documents.at(-1)?.key ?? "";
      if (end.startsWith(common)) {
        jump = afterPrefix(common);
        break;
      }
    }
    if (jump !== undefined) {
      start = { from: jump };
      continue;
    }
    if (documents.length < wanted) return { entries, isTruncated: false };
    start = { after: last };
  }
}

/** A page that ended with a common prefix goes on behind everything under it. */
function resume({
  after,
  prefix,
  delimiter,
}: CollapseRequest): { readonly after: string } | { readonly from: string } {
  const common = commonPrefix(after, prefix, delimiter);
  if (common === undefined || common !== after) return { after };
  const from = afterPrefix(common);
  return from === undefined ? { after } : { from };
}

function commonPrefix(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === "" || !key.startsWith(prefix)) return undefined;
  const at = key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}
