/**
 * Defines `<oxbow-player>`. Importing this module where there is no document (a server) does nothing.
 * @module
 */
import { OxbowPlayerElement } from "./element/oxbow-player.ts";

export type { Quality } from "./element/settings-panel.ts";
export { OxbowPlayerElement };

declare global {
  interface HTMLElementTagNameMap {
    "oxbow-player": OxbowPlayerElement;
  }
}

if (typeof customElements !== "undefined" && customElements.get("oxbow-player") === undefined) {
  customElements.define("oxbow-player", OxbowPlayerElement);
}
