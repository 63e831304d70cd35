import { SiteError } from "../errors.ts";
import type { Members } from "./layout.ts";

/** @throws SiteError when the value is no object, or is an intrinsic function (`Ref`, `Fn::Sub`, …). */
export function toMembers(value: unknown, path: string): Members {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw unreadable(path, value);
  if (Object.keys(value).some((name) => name === "Ref" || name.startsWith("Fn::")))
    throw unreadable(path, value);
  return value as Members;
}

/** The items of a list of the API. */
export function itemsOf(value: unknown): readonly unknown[] {
  const items = typeof value === "object" && value !== null && "Items" in value ? value.Items : [];
  return Array.isArray(items) ? items : [];
}

/** A plain list as the API has it. */
export function toCounted(value: unknown, path: string): Members {
  if (!Array.isArray(value)) throw unreadable(path, value);
  const items: readonly unknown[] = value;
  return items.length === 0 ? { Quantity: 0 } : { Quantity: items.length, Items: items };
}

export function unreadable(path: string, value: unknown): SiteError {
  return new SiteError(
    "ERR_SITE_MIGRATION_SOURCE",
    `${path} is ${JSON.stringify(value)}: write the value it stands for, or migrate the deployed distribution by its id`,
  );
}

/** A member that the other side has no name for. */
export function unknownMember(path: string): SiteError {
  return new SiteError(
    "ERR_SITE_MIGRATION_SOURCE",
    `${path} is not known to both the API and CloudFormation: leave it out`,
  );
}
