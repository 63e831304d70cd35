/** What follows `scheme://authority/` in a URL, query included; `undefined` for text that is no URL. */
export function pathOf(url: string): string | undefined {
  return /^\w+:\/\/[^/]+\/?(.*)$/s.exec(url)?.[1];
}
