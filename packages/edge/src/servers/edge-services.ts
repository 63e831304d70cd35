import type { StreamNames } from "../access/authorize-stream.ts";
import type { EdgeClock } from "../clock.ts";
import type { Faults } from "../faults.ts";
import type { EdgeLimits } from "../limits.ts";
import type { EdgeLogger } from "../logger.ts";
import type { AccessLog } from "../logs/access-log.ts";
import type { EdgeMetrics } from "../metrics.ts";
import type { DistributionDirectory } from "../ports.ts";
import type { MediaLibrary } from "../vod/media-library.ts";
import type { SegmentCache } from "../vod/segment-cache.ts";
import type { TimerWheel } from "../vod/timer-wheel.ts";
import type { Turns } from "../vod/turns.ts";
import type { Viewers } from "./viewers.ts";

/** What every server of the edge works with. */
export interface EdgeServices {
  readonly directory: DistributionDirectory;
  readonly library: MediaLibrary;
  readonly segments: SegmentCache;
  readonly viewers: Viewers;
  readonly log: AccessLog;
  readonly metrics: EdgeMetrics;
  readonly faults: Faults;
  readonly limits: EdgeLimits;
  readonly clock: EdgeClock;
  readonly wheel: TimerWheel;
  readonly turns: Turns;
  readonly logger: EdgeLogger;
  readonly streamNames: StreamNames;
  /** Whether the play of a missing file is answered, or waits for the file. */
  readonly missing: "report" | "wait";
}
