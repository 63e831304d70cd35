import { el } from "../markup.ts";
import type { BuildPage } from "../page.ts";

export const comparePage: BuildPage = () => el("p", {}, "soon");
