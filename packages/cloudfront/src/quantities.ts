import { cloudFrontError } from "./errors.ts";

/** A list as the API writes it since 2012-05-05: the count beside the items, so that lost items are noticed. */
export interface CountedList<Item> {
  readonly Quantity?: number | undefined;
  readonly Items?: readonly Item[] | undefined;
}

/** How lists are kept and echoed: `Items` is left out when there are none, as the service does. */
export interface KeptList<Item> {
  Quantity: number;
  Items?: Item[];
}

/**
 * The items of a counted list.
 *
 * @throws ServiceError InconsistentQuantities, in the service's words (seen: kinto-signer#253), when the count is wrong.
 */
export function itemsOf<Item>(name: string, list: CountedList<Item> | undefined): readonly Item[] {
  const items = list?.Items ?? [];
  const quantity = list?.Quantity ?? 0;
  if (quantity !== items.length) {
    throw cloudFrontError(
      "InconsistentQuantities",
      `The specified quantity of ${name} (${quantity}) does not match the actual quantity supplied (${items.length}).`,
    );
  }
  return items;
}

export function counted<Item>(items: readonly Item[]): KeptList<Item> {
  return items.length === 0 ? { Quantity: 0 } : { Quantity: items.length, Items: [...items] };
}
