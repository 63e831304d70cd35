/** A point in time. AMF's time zone field is reserved: writers send 0, readers ignore it (AMF0 §2.13). */
export class AmfDate {
  /** Milliseconds since 1970-01-01T00:00:00Z; may have a fraction, may be NaN. */
  readonly epochMs: number;
  /** Minutes, as sent; AMF3 has no such field. */
  readonly timeZoneMinutes: number;

  constructor(epochMs: number, timeZoneMinutes = 0) {
    this.epochMs = epochMs;
    this.timeZoneMinutes = timeZoneMinutes;
  }
}

/** An XML document as text; it is never parsed. */
export class AmfXml {
  readonly text: string;
  /** AMF3 tells ActionScript 3's E4X (`false`) from ActionScript 1's XMLDocument (`true`). AMF0 has only the latter. */
  readonly isLegacy: boolean;

  constructor(text: string, isLegacy = true) {
    this.text = text;
    this.isLegacy = isLegacy;
  }
}
