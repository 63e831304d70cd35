/**
 * Values of a script, as far as they stand in it: strings and their sums, numbers, objects, arrays, and names that were
 * given such a value before. Everything else is {@link DYNAMIC}. Nothing is executed.
 */
import { decodePercent } from "../reference/percent.ts";
import { type Config, DYNAMIC } from "./found-embed.ts";
import { closeOf, isMark, readScript, type Tokens, textAt } from "./script-tokens.ts";

/** What names hold at this point of the script. */
export type Scope = Record<string, Config>;

/** A script, and what its names hold. */
export interface Source {
  readonly tokens: Tokens;
  readonly scope: Scope;
}

export interface Read<Value = Config> {
  readonly value: Value;
  /** Index of the first token behind the value. */
  readonly next: number;
}

/** Deepest nesting that is followed. */
const MAX_DEPTH = 24;
/** Longest expression that is passed over, in tokens, what is in brackets aside. */
const MAX_SKIP = 1_000;
/** Longest value, as JSON, in characters. */
const MAX_TEXT = 50_000;

/** The value that a text by itself says. */
export function readText(text: string): Config {
  return readValue({ tokens: readScript(text, 0), scope: {} }, 0).value;
}

/** Reads an expression. */
export function readValue(source: Source, at: number, depth = 0): Read {
  const { tokens } = source;
  let { next, value } = readOperand(source, at, depth);
  while (isMark(tokens, next, "+")) {
    const right = readOperand(source, next + 1, depth);
    value = sum(value, right.value);
    next = right.next;
  }
  const isWhole = tokens[next]?.kind !== "mark" || isMark(tokens, next, ",)]};");
  return isWhole ? { value, next } : { value: DYNAMIC, next: skipExpression(tokens, next) };
}

/** Two texts in a row; unknown when one is no text. */
export function sum(left: Config, right: Config): Config {
  const text = `${left}${right}`;
  return typeof left === typeof right && typeof left === "string" && text.length < MAX_TEXT ? text : DYNAMIC;
}

function readOperand(source: Source, at: number, depth: number): Read {
  const { scope, tokens } = source;
  const { kind, text } = tokens[at] ?? { kind: "mark", text: "" };
  let value: Config = DYNAMIC;
  let next = at + 1;
  if (depth > MAX_DEPTH || (kind === "mark" && !/[([{]/.test(text)) || text === "function") {
    return { value, next: skipExpression(tokens, at) };
  }
  if (kind === "string") value = text;
  else if (kind === "mark") {
    const { list, object } = readMembers(source, at, depth);
    value = text === "{" ? object : text === "[" ? list : (list.at(-1) ?? DYNAMIC);
    next = closeOf(tokens, at) + 1;
  } else if (text === "new") return readOperand(source, next, depth + 1);
  else value = /^(?:\d|(?:true|false|null)$)/.test(text) ? text : (property(scope, text) ?? DYNAMIC);

  while (isMark(tokens, next, ".[(")) {
    const isCall = isMark(tokens, next, "(");
    const isIndex = isMark(tokens, next, "[");
    if (isCall) {
      value = valueOfCall(textAt(tokens, next - 1), readMembers(source, next, depth).list);
    } else {
      const name = isIndex ? readValue(source, next + 1, depth + 1).value : textAt(tokens, next + 1);
      value = property(value, String(name)) ?? DYNAMIC;
    }
    next = isCall || isIndex ? closeOf(tokens, next) + 1 : next + 2;
  }
  // A page may pile values up out of themselves, beyond any player's needs.
  return { value: JSON.stringify(value).length > MAX_TEXT ? DYNAMIC : value, next };
}

/**
 * What a call gives is unknown; but `$("#id")` and `getElementById("id")` stand for the id, a string of JSON for what it
 * says, encoding and decoding for the text, and functions that are given objects mostly merge them.
 */
function valueOfCall(name: string, args: readonly Config[]): Config {
  const [first = "", , width = "", height = ""] = args;
  if (/^(?:SWF|Flash)Object$/.test(name)) return { movie: first, width, height };
  if (typeof first === "string") {
    if (/^\s*[{[]/.test(first)) return readText(first);
    if (/^(?:unescape|decodeURI)/.test(name)) return decodePercent(first);
    // What is encoded here is for a Flash movie, which undoes it.
    if (/^(?:\$|jQuery|getElementById|escape|encodeURI(?:Component)?)$/.test(name)) return first;
  }
  return args.some((part) => typeof part === "object") ? args : DYNAMIC;
}

/** A member of an object, when it has one of that name: a page that says `__proto__` reaches nothing. */
export function property(value: Config | undefined, name: string): Config | undefined {
  return typeof value === "object" && Object.hasOwn(value, name)
    ? (value as { readonly [name: string]: Config })[name]
    : undefined;
}

/**
 * Sets a copy, so that nothing can come to hold itself; nothing under a name that every object has, which texts are
 * made with.
 */
export function setProperty(target: Record<string, Config>, name: string, value: Config): void {
  if (!(name in {})) target[name] = JSON.parse(JSON.stringify(value));
}

/** What stands between brackets. */
interface Members {
  readonly list: readonly Config[];
  /** Those that have a name. */
  readonly object: { readonly [name: string]: Config };
}

/** Reads `{ a: b }`, `[a, b]`, or the arguments `(a, b)`. */
export function readMembers(source: Source, at: number, depth = 0): Members {
  const { tokens } = source;
  const list: Config[] = [];
  const object: Record<string, Config> = {};
  const end = closeOf(tokens, at);
  let next = at + 1;
  while (next < end) {
    const name = textAt(tokens, next);
    const isNamed = isMark(tokens, next + 1, ":");
    if (name.startsWith(DYNAMIC) && tokens[next + 1]?.kind !== "mark") {
      // A template's `if` between members.
      next++;
      continue;
    }
    const from = isNamed ? next + 2 : next;
    const read = readValue(source, from, depth + 1);
    list.push(read.value);
    const isShort = tokens[next]?.kind === "name" && isMark(tokens, next + 1, ",}");
    if (isNamed || isShort) setProperty(object, name, read.value);
    next = Math.max(read.next, from) + 1;
  }
  return { list, object };
}

/** To the comma, semicolon or bracket that ends what begins at `at`. */
function skipExpression(tokens: Tokens, at: number): number {
  let next = at;
  while (next < Math.min(tokens.length, at + MAX_SKIP) && !isMark(tokens, next, ",)]};")) {
    next = isMark(tokens, next, "([{") ? closeOf(tokens, next) + 1 : next + 1;
  }
  return next;
}
