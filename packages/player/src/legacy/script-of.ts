/** A call as a page would have it. `</script>` inside a string would end it too early. */
export function scriptOf(callee: string, values: readonly unknown[], rest = ""): string {
  const list = values.map((value) => JSON.stringify(value ?? "")).join(", ");
  return `<script>${`${callee}(${list});${rest}`.replaceAll("</", "<\\/")}</script>`;
}
