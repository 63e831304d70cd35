import "@oxbow/player/element";
import "./style/base.css";
import "./style/shell.css";
import "./style/layout.css";
import "./style/controls.css";
import "./style/data.css";
import "./style/steps.css";
import "./style/motion.css";
import "./style/touch.css";
import { startRouter } from "./router.ts";
import { buildShell } from "./shell.ts";
import { readSiteConfig } from "./site-config.ts";

const shell = buildShell();
document.querySelector("#app")?.replaceWith(shell.root);
startRouter(await readSiteConfig(), shell);
