/** Compares two signatures without telling by its duration where they differ. */
export function signaturesMatch(expected: string, provided: string): boolean {
  if (expected.length !== provided.length) return false;
  let difference = 0;
  for (let index = 0; index < expected.length; index++)
    difference |= expected.charCodeAt(index) ^ provided.charCodeAt(index);
  return difference === 0;
}
