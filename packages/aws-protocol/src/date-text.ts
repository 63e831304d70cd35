/**
 * Dates as text, ten times as fast as `Date` writes them: a listing of 1,000 keys has 1,000 of them, and most fall on
 * a day that was written just before.
 */
const DAY_MS = 86_400_000;
/** Days whose text is remembered; a bucket's objects rarely span more. */
const MAX_DAYS = 512;

interface DayText {
  /** `2025-11-22T` */
  readonly iso: string;
  /** `Sat, 22 Nov 2025 ` */
  readonly http: string;
}

const days = new Map<number, DayText>();
const TWO_DIGITS: readonly string[] = Array.from({ length: 60 }, (_, value) =>
  String(value).padStart(2, "0"),
);

/** ISO 8601 in UTC with milliseconds, as `Date.prototype.toISOString`. */
export function isoDateText(date: Date): string {
  const time = date.getTime();
  const day = Math.floor(time / DAY_MS);
  const ms = time - day * DAY_MS;
  return `${dayText(day, date).iso}${timeOfDay(ms)}.${String(ms % 1000).padStart(3, "0")}Z`;
}

/** An HTTP date (IMF-fixdate, RFC 9110 §5.6.7), as `Date.prototype.toUTCString`. */
export function httpDateText(date: Date): string {
  const time = date.getTime();
  const day = Math.floor(time / DAY_MS);
  return `${dayText(day, date).http}${timeOfDay(time - day * DAY_MS)} GMT`;
}

function timeOfDay(ms: number): string {
  const hours = TWO_DIGITS[Math.floor(ms / 3_600_000)];
  const minutes = TWO_DIGITS[Math.floor(ms / 60_000) % 60];
  const seconds = TWO_DIGITS[Math.floor(ms / 1000) % 60];
  return `${hours}:${minutes}:${seconds}`;
}

/** Throws `RangeError` for an invalid date, as `Date` does. */
function dayText(day: number, date: Date): DayText {
  let text = days.get(day);
  if (text === undefined) {
    const iso = date.toISOString();
    const http = date.toUTCString();
    text = { iso: iso.slice(0, iso.indexOf("T") + 1), http: http.slice(0, -12) };
    if (days.size >= MAX_DAYS) days.clear();
    days.set(day, text);
  }
  return text;
}
