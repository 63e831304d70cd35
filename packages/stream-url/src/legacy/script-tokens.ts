/** A token of a script. Comments are passed over. */
export interface ScriptToken {
  /** Names and numbers; string literals, decoded; single punctuation marks. */
  readonly kind: "name" | "string" | "mark";
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** For an opening bracket: index of the token that closes it, or of the end. */
  readonly pair: number;
}

/** Fences of Markdown are passed over. A slash begins a regular expression where no operand can have ended: good enough to stay in step with strings. */
const TOKEN =
  /\/\/.*|\/\*[\s\S]*?(?:\*\/|$)|<!--|```|("(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|`(?:[^`\\]|\\[\s\S])*`)|([\w$\ufffc]+(?:\.\d+)?)|(?<=[=(,:[!&|?;{}]\s*)\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*|(\S)/g;

export function readScript(script: string, offset: number): Tokens {
  const tokens: { -readonly [K in keyof ScriptToken]: ScriptToken[K] }[] = [];
  const open: number[] = [];
  for (const { 0: text, 1: string, 2: name, 3: mark, index } of script.matchAll(TOKEN)) {
    const start = offset + index;
    const token = { start, end: start + text.length, pair: Number.POSITIVE_INFINITY };
    if (string !== undefined) tokens.push({ kind: "string", text: unquote(string), ...token });
    else if (name !== undefined) tokens.push({ kind: "name", text, ...token });
    else if (mark !== undefined) {
      if (/[([{]/.test(mark)) open.push(tokens.length);
      const opening = /[)\]}]/.test(mark) ? tokens[open.pop() ?? -1] : undefined;
      if (opening !== undefined) opening.pair = tokens.length;
      tokens.push({ kind: "mark", text, ...token });
    }
  }
  return tokens;
}

export type Tokens = readonly ScriptToken[];

/** True where a punctuation mark stands that is one of `marks`. */
export function isMark(tokens: Tokens, at: number, marks: string): boolean {
  const token = tokens[at];
  return token?.kind === "mark" && marks.includes(token.text);
}

export function textAt(tokens: Tokens, at: number): string {
  return tokens[at]?.text ?? "";
}

/** Index of the bracket that closes the one at `at`; of the end, when nothing does. */
export function closeOf(tokens: Tokens, at: number): number {
  return Math.min(tokens[at]?.pair ?? 0, tokens.length);
}

/** The text of a literal, its white space all alike. */
function unquote(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(/\\(?:u([\da-f]{4})|x([\da-f]{2})|([\s\S]))/gi, (_, unicode, hex, other) =>
      other === undefined
        ? String.fromCharCode(Number.parseInt(unicode ?? hex, 16))
        : other.replace(/[nrt]/, "\n"),
    );
}
