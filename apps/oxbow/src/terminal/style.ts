import { type InspectColor, styleText } from "node:util";

/** Colours on a terminal, plain text everywhere else (and with NO_COLOR). */
export function paint(
  color: InspectColor,
  text: string,
  stream: NodeJS.WriteStream = process.stdout,
): string {
  return styleText(color, text, { stream });
}
