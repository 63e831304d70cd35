import type { Document } from "@oxbow/store";
import { invalidParameter } from "../errors.ts";
import type { Table } from "../storage/table.ts";

/** The API's default and its ceiling: more is asked for in vain. */
const MAX_PAGE_ITEMS = 100;

/** What every List operation takes. */
export interface PageRequest {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

/** What every List operation answers about its page. */
export interface PageFrame {
  readonly Marker: string;
  /** The last id of this page, when there are more. */
  readonly NextMarker?: string;
  readonly MaxItems: number;
  readonly IsTruncated: boolean;
  readonly Quantity: number;
}

export interface Page<Item> {
  readonly frame: PageFrame;
  readonly items: readonly Item[];
}

/** How many items a page holds. */
function pageSize({ MaxItems }: PageRequest): number {
  if (MaxItems === undefined) return MAX_PAGE_ITEMS;
  if (!Number.isInteger(MaxItems) || MaxItems < 1) throw invalidParameter("MaxItems", "is not valid.");
  return Math.min(MaxItems, MAX_PAGE_ITEMS);
}

/** A page of the documents under `prefix`; the marker is what follows the prefix in the last key of the page before. */
export async function pageOfTable<Value>(
  table: Table<Value>,
  prefix: string,
  request: PageRequest,
): Promise<Page<Document<Value>>> {
  const limit = pageSize(request);
  const after = request.Marker ? { after: prefix + request.Marker } : {};
  const found = await table.list({ prefix, ...after, limit: limit + 1 });
  return framed(request, limit, found, ({ key }) => key.slice(prefix.length));
}

/** A page of items: what follows the one the marker names or, if that is gone, what its marker comes before. */
export function pageOfItems<Item>(
  items: readonly Item[],
  markerOf: (item: Item) => string,
  request: PageRequest,
): Page<Item> {
  const limit = pageSize(request);
  const { Marker: marker } = request;
  const position = marker ? items.findIndex((item) => markerOf(item) === marker) : -1;
  const rest =
    marker && position === -1 ? items.filter((item) => markerOf(item) > marker) : items.slice(position + 1);
  return framed(request, limit, rest.slice(0, limit + 1), markerOf);
}

function framed<Item>(
  request: PageRequest,
  limit: number,
  found: readonly Item[],
  markerOf: (item: Item) => string,
): Page<Item> {
  const items = found.slice(0, limit);
  const last = found.length > limit ? items.at(-1) : undefined;
  const frame = {
    Marker: request.Marker ?? "",
    MaxItems: limit,
    IsTruncated: last !== undefined,
    Quantity: items.length,
  };
  return { items, frame: last === undefined ? frame : { ...frame, NextMarker: markerOf(last) } };
}

/** The list element of an answer: the frame, and `Items` unless there are none. */
export function withItems<Item, Shown>(
  { frame, items }: Page<Item>,
  show: (item: Item) => Shown,
): PageFrame & { Items?: Shown[] } {
  return items.length === 0 ? frame : { ...frame, Items: items.map(show) };
}
