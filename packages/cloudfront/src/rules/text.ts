import { invalidParameter } from "../errors.ts";

/** Characters a Comment may have (developer guide: 128). */
const MAX_COMMENT_LENGTH = 128;

export function acceptComment(comment: string): string {
  if (comment.length > MAX_COMMENT_LENGTH) throw invalidParameter("Comment", "is too long.");
  return comment;
}

/** A value that must say something. */
export function acceptNonEmpty(value: string, parameter: string): string {
  if (value === "") throw invalidParameter(parameter, "is required.");
  return value;
}

/** A name that is there and not too long. */
export function acceptName(name: string, maxLength: number): string {
  if (acceptNonEmpty(name, "Name").length > maxLength) throw invalidParameter("Name", "is too long.");
  return name;
}
