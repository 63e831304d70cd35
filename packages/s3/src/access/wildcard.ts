/**
 * Matches `*` (any run of characters) and `?` (one character), as policies write them. Linear in the product of the
 * lengths at worst: a regular expression from a policy could be made to backtrack forever.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  let patternAt = 0;
  let textAt = 0;
  let starAt = -1;
  let resumeAt = 0;
  while (textAt < text.length) {
    const symbol = pattern[patternAt];
    if (symbol === "*") {
      starAt = patternAt++;
      resumeAt = textAt;
    } else if (symbol === "?" || symbol === text[textAt]) {
      patternAt++;
      textAt++;
    } else if (starAt >= 0) {
      patternAt = starAt + 1;
      textAt = ++resumeAt;
    } else {
      return false;
    }
  }
  while (pattern[patternAt] === "*") patternAt++;
  return patternAt === pattern.length;
}
