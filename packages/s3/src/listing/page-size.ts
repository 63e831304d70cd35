import { invalidArgument } from "../errors.ts";

/** Most entries a page has. Source: API reference. */
export const MAX_PAGE = 1000;

/** The page size that is asked for, within bounds. @throws ServiceError InvalidArgument for a negative one */
export function pageSize(asked: number | undefined, argumentName: string): number {
  if (asked === undefined) return MAX_PAGE;
  if (asked < 0) {
    throw invalidArgument(
      "Argument maxKeys must be an integer between 0 and 2147483647",
      argumentName,
      String(asked),
    );
  }
  return asked;
}
