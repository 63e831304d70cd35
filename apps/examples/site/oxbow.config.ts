import type { StreamingSiteInput } from "@oxbow/provisioning";

/** A streaming site as `oxbow plan`, `apply`, `doctor` and `destroy` take it. Folders count from this file. */
const site: StreamingSiteInput = {
  name: "holiday",
  region: "us-east-1",
  media: { bucket: "holiday-media", directory: "../../demo-player/media" },
  player: { bucket: "holiday-player", directory: "./page" },
  access: "public-objects",
  comment: "Our holiday",
  logging: { bucket: "holiday-logs", prefix: "rtmp/" },
};

export default site;
