import { el } from "../markup.ts";
import type { BuildPage } from "../page.ts";

export const signPage: BuildPage = () => el("p", {}, "soon");
