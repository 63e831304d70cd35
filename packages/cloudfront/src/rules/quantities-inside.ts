import { type CountedList, itemsOf } from "../quantities.ts";

/**
 * Checks every counted list inside a configuration, however deep.
 *
 * @throws ServiceError InconsistentQuantities, naming the list by the member that holds it.
 */
export function checkQuantitiesInside(value: unknown, name = "Items"): void {
  if (Array.isArray(value)) {
    for (const item of value) checkQuantitiesInside(item, name);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  if ("Quantity" in value) itemsOf(name, value as CountedList<unknown>);
  for (const [member, inside] of Object.entries(value)) {
    checkQuantitiesInside(inside, member === "Items" ? name : member);
  }
}
