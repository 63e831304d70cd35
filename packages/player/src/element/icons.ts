/** Icons as path data in a box of 24 by 24; drawn with `currentColor`. */
const ICONS = {
  play: "M8 5v14l11-7z",
  pause: "M7 5h4v14H7zM13 5h4v14h-4z",
  replay: "M12 5V1L7 6l5 5V7a5 5 0 1 1-5 5H5a7 7 0 1 0 7-7z",
  volume: "M3 9v6h4l5 5V4L7 9zM16 8a5 5 0 0 1 0 8M18.500 5a9 9 0 0 1 0 14",
  muted: "M3 9v6h4l5 5V4L7 9zM16 9l6 6M22 9l-6 6",
  captions: "M4 5h16v14H4zM7 12h4M13 12h4M7 15h6M15 15h2",
  settings: "M4 7h10M18 7h2M14 5v4M4 17h2M10 17h10M10 15v4M4 12h16",
  fullscreen: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  exitFullscreen: "M9 4v5H4M20 9h-5V4M15 20v-5h5M4 15h5v5",
  warning: "M12 3 2 20h20zM12 10v5M12 17v1",
} as const;

export type IconName = keyof typeof ICONS;

/** Icons that are filled; the others are strokes. */
const FILLED: ReadonlySet<IconName> = new Set(["play", "pause", "replay"]);

const SVG = "http://www.w3.org/2000/svg";

/** Draws an icon; it says nothing to a screen reader, its button does. */
export function drawIcon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  if (!FILLED.has(name)) path.setAttribute("class", "stroke");
  svg.append(path);
  return svg;
}
