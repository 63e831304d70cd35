import type { DistributionConfig } from "@aws-sdk/client-cloudfront";

/** What becomes of an RTMP distribution. */
export interface MigrationPlan {
  /** The RTMP distribution as it was found. */
  readonly source: {
    readonly id: string | undefined;
    readonly domainName: string | undefined;
    readonly bucket: string;
  };
  /** `DistributionConfig` of CreateDistribution: same origin, identity, aliases, logging, signers; CORS for the page. */
  readonly distribution: DistributionConfig;
  /** Every stream and where it is now; empty when the bucket could not be listed and no keys were given. */
  readonly streams: readonly MigratedStream[];
  /** What a person has to know or do besides, a sentence each. */
  readonly notes: readonly string[];
}

export interface MigratedStream {
  readonly key: string;
  /** What players were told to play: `videos/clip`, `mp4:videos/clip.mp4`. */
  readonly oldName: string;
  readonly oldUrl: string;
  readonly newUrl: string;
  /**
   * `native`: a video element plays it; `player`: the codecs are fine, the container needs a player that reads FLV
   * (or the command); `convert`: no browser plays its codecs until the command was run; `unknown`: it was not read.
   */
  readonly playback: "native" | "player" | "convert" | "unknown";
  /** Makes the MP4 of `newUrl` (`convert`), or one that needs no player (`player`). */
  readonly command: string | undefined;
}
