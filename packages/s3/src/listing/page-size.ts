import { invalidArgument } from "../errors.ts";

/** Most entries a page has. Source: API reference. */
export const MAX_PAGE = 1000;

/** S3's integers have 32 bits. */
const MAX_INTEGER = 2 ** 31 - 1;

/** The page size that is asked for. @throws ServiceError InvalidArgument for a negative or a huge one */
export function pageSize(asked: number | undefined, argumentName: string): number {
  if (asked === undefined) return MAX_PAGE;
  if (asked < 0) {
    throw invalidArgument(
      "Argument maxKeys must be an integer between 0 and 2147483647",
      argumentName,
      String(asked),
    );
  }
  if (asked > MAX_INTEGER) {
    throw invalidArgument(
      `Provided ${argumentName} not an integer or within integer range`,
      argumentName,
      String(asked),
    );
  }
  return asked;
}
