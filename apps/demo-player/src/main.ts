import "@oxbow/player/element";
import "./style/app.css";
import { startRouter } from "./router.ts";
import { buildShell } from "./shell.ts";
import { readSiteConfig } from "./site-config.ts";

const shell = buildShell();
document.querySelector("#app")?.replaceWith(shell.root);
startRouter(await readSiteConfig(), shell);
