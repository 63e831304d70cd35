/** The JSON text of a value. @throws TypeError when it has none. */
export function encodeJson(value: unknown): string {
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw notJson(value);
  return text;
}

/** Parses and freezes all of it: documents are shared by their readers. */
export function decodeJson(text: string): unknown {
  return deepFreeze(JSON.parse(text));
}

function deepFreeze(value: unknown): unknown {
  if (typeof value === "object" && value !== null) {
    for (const member of Object.values(value)) deepFreeze(member);
    Object.freeze(value);
  }
  return value;
}

/**
 * What `decodeJson(encodeJson(value))` answers, at a fraction of its cost: no text is written and read again, and strings
 * are shared.
 *
 * @throws TypeError when the value has no JSON text
 */
export function copyJson(value: unknown): unknown {
  const copy = copyOf(value, "");
  if (copy === undefined) throw notJson(value);
  return copy;
}

function copyOf(value: unknown, name: string): unknown {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      // JSON has no negative zero, and null for what is not finite.
      return Number.isFinite(value) ? value + 0 : null;
    case "bigint":
      throw notJson(value);
    case "object":
      return value === null ? null : copyOfObject(value, name);
    default:
      return undefined;
  }
}

function copyOfObject(value: object, name: string): unknown {
  if ("toJSON" in value && typeof value.toJSON === "function") return copyOf(value.toJSON(name), name);
  if (Array.isArray(value)) {
    // Not map: it would leave the holes, which are null in JSON.
    return Object.freeze(Array.from(value, (item, index) => copyOf(item, String(index)) ?? null));
  }
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const member = copyOf((value as Readonly<Record<string, unknown>>)[key], key);
    if (member === undefined) continue;
    // Assigned, this one name would set the prototype.
    if (key === "__proto__") Object.defineProperty(copy, key, { value: member, enumerable: true });
    else copy[key] = member;
  }
  return Object.freeze(copy);
}

function notJson(value: unknown): TypeError {
  return new TypeError(`a document must be a JSON value, not ${typeof value}`);
}
