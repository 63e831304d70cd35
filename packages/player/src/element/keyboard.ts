/** What the keys do. */
export interface KeyActions {
  readonly togglePlay: () => void;
  readonly seekBy: (seconds: number) => void;
  /** From 0 to 1. */
  readonly seekToPart: (part: number) => void;
  readonly changeVolume: (by: number) => void;
  readonly toggleMute: () => void;
  readonly toggleCaptions: () => void;
  readonly toggleFullscreen: () => void;
  readonly closePanel: () => boolean;
}

/** The keys, for `aria-keyshortcuts`. */
export const SHORTCUTS = "Space k ArrowLeft ArrowRight j l ArrowUp ArrowDown m c f Home End Escape";

/** Acts on a key pressed inside the player. Returns false when the key is not the player's. */
export function handleKey(event: KeyboardEvent, actions: KeyActions): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  const target = event.composedPath()[0];
  const tag = target instanceof HTMLElement ? target.localName : "";
  // Sliders, lists and buttons have keys of their own; a page may put a text field into a slot.
  const isField =
    tag === "select" || tag === "textarea" || (target instanceof HTMLElement && target.isContentEditable);
  if (event.key === "Escape") return actions.closePanel();
  if (isField || (tag === "input" && (target as HTMLInputElement).type !== "range")) return false;
  const isArrow = event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End";
  if (tag === "input" && isArrow) return false;
  if (event.key === " " && (tag === "button" || tag === "summary")) return false;
  if (/^\d$/.test(event.key)) {
    actions.seekToPart(Number(event.key) / 10);
    return true;
  }
  const act = ACTIONS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  act?.(actions);
  return act !== undefined;
}

const ACTIONS: Readonly<Record<string, (actions: KeyActions) => void>> = {
  " ": ({ togglePlay }) => togglePlay(),
  k: ({ togglePlay }) => togglePlay(),
  ArrowLeft: ({ seekBy }) => seekBy(-5),
  ArrowRight: ({ seekBy }) => seekBy(5),
  j: ({ seekBy }) => seekBy(-10),
  l: ({ seekBy }) => seekBy(10),
  ArrowUp: ({ changeVolume }) => changeVolume(0.1),
  ArrowDown: ({ changeVolume }) => changeVolume(-0.1),
  m: ({ toggleMute }) => toggleMute(),
  c: ({ toggleCaptions }) => toggleCaptions(),
  f: ({ toggleFullscreen }) => toggleFullscreen(),
  Home: ({ seekToPart }) => seekToPart(0),
  End: ({ seekToPart }) => seekToPart(1),
};
