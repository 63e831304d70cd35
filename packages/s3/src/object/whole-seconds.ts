/** A moment as S3 tells it: dates in its documents have no fraction of a second (`2009-10-12T17:50:30.000Z`), like those in headers. */
export function wholeSeconds(timestampMs: number): Date {
  return new Date(timestampMs - (timestampMs % 1000));
}
