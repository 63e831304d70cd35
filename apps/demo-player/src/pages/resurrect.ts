import { el } from "../markup.ts";
import type { BuildPage } from "../page.ts";

export const resurrectPage: BuildPage = () => el("p", {}, "soon");
