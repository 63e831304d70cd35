import { el } from "../markup.ts";
import type { BuildPage } from "../page.ts";

export const configurePage: BuildPage = () => el("p", {}, "soon");
