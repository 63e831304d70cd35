/** A raw query string, taken apart once: names and values decoded, order and duplicates kept. */
export class QueryString {
  readonly pairs: readonly (readonly [name: string, value: string])[];

  constructor(raw: string) {
    this.pairs =
      raw === ""
        ? []
        : raw
            .split("&")
            .filter((pair) => pair !== "")
            .map((pair) => {
              const equals = pair.indexOf("=");
              return equals < 0
                ? [decodeQuery(pair), ""]
                : [decodeQuery(pair.slice(0, equals)), decodeQuery(pair.slice(equals + 1))];
            });
  }

  /** The first value of that name; an empty string when it has none (`?acl`), `undefined` when it is absent. */
  get(name: string): string | undefined {
    for (const [key, value] of this.pairs) if (key === name) return value;
    return undefined;
  }

  /** As {@link get}, the name compared without regard to case: how the service reads `X-Amz-…` parameters. */
  getIgnoringCase(name: string): string | undefined {
    const wanted = name.toLowerCase();
    for (const [key, value] of this.pairs) if (key.toLowerCase() === wanted) return value;
    return undefined;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }
}

/** Percent-decodes a name or value of a query string, where `+` is a space. Malformed sequences stay as they are. */
function decodeQuery(text: string): string {
  const spaced = text.includes("+") ? text.replaceAll("+", " ") : text;
  if (!spaced.includes("%")) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
