/** What may stand inside an element; nothing and `false` leave no trace. */
export type Child = Node | string | number | undefined | false | null;

/** Attributes; functions under `on…` are listeners, `true` is a bare attribute, nothing and `false` are left out. */
export type Attributes = Readonly<Record<string, unknown>>;

/** Makes an element: all the templating this app needs. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value as EventListener);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== undefined && value !== false && value !== null)
      element.setAttribute(name, String(value));
  }
  put(element, ...children);
  return element;
}

/** Replaces what is inside an element. */
export function put(element: Element, ...children: readonly Child[]): void {
  element.replaceChildren(
    ...children
      .filter((child) => child !== undefined && child !== false && child !== null)
      .map((child) => (child instanceof Node ? child : String(child))),
  );
}
