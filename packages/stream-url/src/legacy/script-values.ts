/**
 * Values of a script, as far as they stand in it: strings and their sums, numbers, objects, arrays, and names that were
 * given such a value before. Everything else is {@link DYNAMIC}. Nothing is executed.
 */
import { type Config, DYNAMIC } from "./found-embed.ts";
import { isMark, readScript, type ScriptToken } from "./script-tokens.ts";

/** What names hold at this point of the script. Objects are shared, so that a property set later is seen. */
export type Scope = Map<string, Config>;

export interface Read<Value = Config> {
  readonly value: Value;
  /** Index of the first token behind the value. */
  readonly next: number;
}

/** Deepest nesting that is followed. */
const MAX_DEPTH = 24;
/** Most values that a name may stand for, nested ones included. */
const MAX_VALUES = 2_000;
/** Longest expression that is passed over, in tokens, what is in brackets aside. */
const MAX_SKIP = 1_000;

/** Reads an expression from `tokens[at]`. */
export function readValue(tokens: readonly ScriptToken[], at: number, scope: Scope, depth = 0): Read {
  let { value, next } = readOperand(tokens, at, scope, depth);
  while (isMark(tokens[next], "+")) {
    const right = readOperand(tokens, next + 1, scope, depth);
    value = typeof value === "string" && typeof right.value === "string" ? value + right.value : DYNAMIC;
    next = right.next;
  }
  const isWhole = tokens[next]?.kind !== "mark" || isMark(tokens[next], ",)]};");
  return isWhole ? { value, next } : { value: DYNAMIC, next: skipExpression(tokens, next) };
}

function readOperand(tokens: readonly ScriptToken[], at: number, scope: Scope, depth: number): Read {
  const token = tokens[at];
  if (token?.kind === "string") return { value: token.text, next: at + 1 };
  if (token !== undefined && depth < MAX_DEPTH) {
    if (isMark(token, "{")) return readObject(tokens, at, scope, depth);
    if (isMark(token, "[")) return readList(tokens, at, scope, depth);
    if (isMark(token, "(")) {
      const { value, next } = readList(tokens, at, scope, depth);
      return { value: value.at(-1) ?? DYNAMIC, next };
    }
    // What is encoded here is for a Flash movie, which undoes it.
    if (/^(?:escape|encodeURI|encodeURIComponent)$/.test(token.text) && isMark(tokens[at + 1], "(")) {
      const { value, next } = readList(tokens, at + 1, scope, depth);
      return { value: value[0] ?? DYNAMIC, next };
    }
    if (/^(?:\d|(?:true|false|null)$)/.test(token.text)) return { value: token.text, next: at + 1 };
    if (token.kind === "name" && token.text !== "function") return readName(tokens, at, scope, depth);
  }
  return { value: DYNAMIC, next: skipExpression(tokens, at) };
}

/** A name and its properties, or a call. */
function readName(tokens: readonly ScriptToken[], at: number, scope: Scope, depth: number): Read {
  let value: Config = scope.get(tokens[at]?.text ?? "") ?? DYNAMIC;
  let next = at + 1;
  while (isMark(tokens[next], ".[(")) {
    const name = tokens[next + 1];
    if (name === undefined) return { value: DYNAMIC, next: tokens.length };
    if (isMark(tokens[next], "(")) {
      return { value: valueOfCall(tokens, next, scope, depth), next: skipExpression(tokens, next) };
    }
    value = property(value, name.text) ?? DYNAMIC;
    next = isMark(tokens[next], "[") ? (tokens[next]?.pair ?? next) + 1 : next + 2;
  }
  return { value: isWithin(value, { left: MAX_VALUES }) ? value : DYNAMIC, next };
}

/** False for what a page has piled up out of itself beyond any player's needs. */
function isWithin(value: Config, budget: { left: number }): boolean {
  budget.left--;
  return (
    budget.left >= 0 &&
    (typeof value === "string" || Object.values(value).every((part) => isWithin(part, budget)))
  );
}

/**
 * What a call gives is unknown; but `$("#id")` and `getElementById("id")` stand for the id, a string of JSON for what it
 * says, and functions that are given objects mostly merge them.
 */
function valueOfCall(tokens: readonly ScriptToken[], at: number, scope: Scope, depth: number): Config {
  const { value } = readList(tokens, at, scope, depth + 1);
  const [first] = value;
  if (typeof first === "string" && /^\s*[{[]/.test(first))
    return readValue(readScript(first, 0), 0, scope, depth + 1).value;
  if (typeof first === "string" && /^(?:\$|jQuery|getElementById)$/.test(tokens[at - 1]?.text ?? ""))
    return first;
  return value.some((part) => typeof part === "object") ? value : DYNAMIC;
}

/** A member of an object, when it has one of that name. */
export function property(value: Config | undefined, name: string): Config | undefined {
  return typeof value === "object" && Object.hasOwn(value, name)
    ? (value as { readonly [name: string]: Config })[name]
    : undefined;
}

function isDynamicName(name: string): boolean {
  return name.startsWith(DYNAMIC);
}

function readObject(tokens: readonly ScriptToken[], at: number, scope: Scope, depth: number): Read {
  const value: Record<string, Config> = {};
  const end = Math.min(tokens[at]?.pair ?? 0, tokens.length);
  let next = at + 1;
  while (next < end) {
    const name = tokens[next]?.text ?? "";
    if (isDynamicName(name) && tokens[next + 1]?.kind !== "mark") {
      // A template's `if` between members.
      next++;
      continue;
    }
    if (isMark(tokens[next + 1], ",}") && tokens[next]?.kind === "name") {
      if (name !== "__proto__") value[name] = readName(tokens, next, scope, depth).value;
      next += 2;
      continue;
    }
    if (!isMark(tokens[next + 1], ":")) {
      next = Math.max(next, skipExpression(tokens, next)) + 1;
      continue;
    }
    const read = readValue(tokens, next + 2, scope, depth + 1);
    if (name !== "__proto__") value[name] = read.value;
    next = Math.max(read.next, next + 2) + 1;
  }
  return { value, next: end + 1 };
}

/** Reads `[a, b]`, or the arguments `(a, b)`. */
export function readList(
  tokens: readonly ScriptToken[],
  at: number,
  scope: Scope,
  depth = 0,
): Read<readonly Config[]> {
  const value: Config[] = [];
  const end = Math.min(tokens[at]?.pair ?? 0, tokens.length);
  let next = at + 1;
  while (next < end) {
    const read = readValue(tokens, next, scope, depth + 1);
    value.push(read.value);
    next = Math.max(read.next, next) + 1;
  }
  return { value, next: end + 1 };
}

/** To the comma, semicolon or bracket that ends what begins at `at`. */
function skipExpression(tokens: readonly ScriptToken[], at: number): number {
  let next = at;
  while (next < Math.min(tokens.length, at + MAX_SKIP) && !isMark(tokens[next], ",)]};")) {
    next = isMark(tokens[next], "([{") ? Math.min(tokens[next]?.pair ?? next, tokens.length) + 1 : next + 1;
  }
  return next;
}
