import { el } from "../markup.ts";
import type { BuildPage } from "../page.ts";

export const taskListPage: BuildPage = () => el("p", {}, "soon");
