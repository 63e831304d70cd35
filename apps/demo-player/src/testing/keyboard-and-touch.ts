import type { Page } from "playwright-core";

/** What a finger needs, in CSS pixels: WCAG 2.5.5. */
const FINGER_PIXELS = 44;

/** More than any page has. */
const MOST_STOPS = 250;

/** What can be touched and is lower than a finger needs; a box that has a label is as large as that. */
export function smallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate((enough) => {
    const targets = document.querySelectorAll("button, .button, nav a, select, input, summary");
    return [...targets].flatMap((target) => {
      const { height } = (target.closest("label:not(.field)") ?? target).getBoundingClientRect();
      return height === 0 || height >= enough - 0.5 ? [] : [`${target.outerHTML.slice(0, 120)}: ${height}`];
    });
  }, FINGER_PIXELS);
}

/** Buttons, fields and chosen tabs of which forced colours, which take backgrounds and shadows away, leave nothing to see. */
export function lostInForcedColors(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const isDrawn = (element: Element): boolean => {
      const { appearance, borderStyle, borderWidth, borderColor, outlineStyle } = getComputedStyle(element);
      const hasBorder = borderStyle !== "none" && borderWidth !== "0px" && borderColor !== "rgba(0, 0, 0, 0)";
      return hasBorder || outlineStyle !== "none" || appearance === "auto";
    };
    const marked = document.querySelectorAll(
      "main button, main .button, main input:not([type=file]), main select, [aria-current], [aria-selected=true]",
    );
    return [...marked]
      .filter((element) => !isDrawn(element))
      .map((element) => element.outerHTML.slice(0, 120));
  });
}

interface TabWay {
  /** How many things had the focus, until it left the page. */
  readonly stops: number;
  /** Those on which it was not to be seen. */
  readonly unseen: readonly string[];
  readonly isTrapped: boolean;
}

/** Presses Tab from the top of the page until the focus leaves it. */
export async function tabThrough(page: Page): Promise<TabWay> {
  const unseen: string[] = [];
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    await page.keyboard.press("Tab");
    const { name, isSeen } = await page.evaluate(() => {
      let element = document.activeElement;
      // The player's own controls are in its shadow.
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      if (element === null || element === document.body) return { name: "", isSeen: true };
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return {
        name: element.outerHTML.slice(0, 120),
        isSeen: outlineStyle !== "none" && outlineWidth !== "0px",
      };
    });
    if (name === "" || (stops > 0 && name.includes('class="skip"')))
      return { stops, unseen, isTrapped: false };
    if (!isSeen) unseen.push(name);
  }
  return { stops: MOST_STOPS, unseen, isTrapped: true };
}
