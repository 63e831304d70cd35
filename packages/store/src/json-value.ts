/** The JSON text of a value. @throws TypeError when it has none. */
export function encodeJson(value: unknown): string {
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`a document must be a JSON value, not ${typeof value}`);
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
