import "@oxbow/player/element";
import "./style/base.css";
import "./style/shell.css";
import "./style/layout.css";
import "./style/controls.css";
import "./style/data.css";
import "./style/steps.css";
import "./style/motion.css";
import "./style/touch.css";
import { connectionBanner } from "./parts/connection-banner.ts";
import { startRouter } from "./router.ts";
import { buildShell } from "./shell.ts";
import { readSiteConfig } from "./site-config.ts";

const shell = buildShell();
document.querySelector("#app")?.replaceWith(shell.root);
const config = await readSiteConfig();
shell.notices.append(connectionBanner(config));
startRouter(config, shell);
