import { el } from "../markup.ts";
import type { BuildPage } from "../page.ts";

export const doctorPage: BuildPage = () => el("p", {}, "soon");
