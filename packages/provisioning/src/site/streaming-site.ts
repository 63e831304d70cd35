/** A streaming site as its owner describes it: the content of `oxbow.config.ts` or of a JSON file. */
export interface StreamingSite {
  /** Names the resources and is part of the CallerReferences, so it tells two sites of one account apart. */
  readonly name: string;
  readonly region: string;
  readonly media: SiteFolder;
  /** The player's files, or the web distribution that serves them already. May share the media bucket. */
  readonly player: (SiteFolder & PlayerFolder) | { readonly distributionId: string };
  /**
   * How viewers get to read the objects: `public-objects` gives each object the ACL `public-read`, as the guide
   * does; `origin-access-identity` keeps them private and lets only CloudFront in.
   */
  readonly access: "public-objects" | "origin-access-identity";
  /** `self` or account numbers; not empty means that stream names have to be signed. */
  readonly trustedSigners: readonly string[];
  readonly aliases: readonly string[];
  readonly priceClass: "PriceClass_100" | "PriceClass_200" | "PriceClass_All";
  /** At most 128 characters. */
  readonly comment: string;
  readonly enabled: boolean;
  readonly logging?: { readonly bucket: string; readonly prefix: string };
}

export interface SiteFolder {
  readonly bucket: string;
  /** Folder whose files are uploaded; a relative one is relative to the site file. */
  readonly directory: string;
  /**
   * Cache-Control of the objects: one header for all, or headers by glob, of which the first that a key matches counts.
   * `""` means none. Left out: `no-cache` for pages (`**\/*.html`), none for the rest.
   */
  readonly cacheControl?: string | Readonly<Record<string, string>>;
}

export interface PlayerFolder {
  /** Key of a JSON file that is written beside the player's files and tells them streamer and file; none by default. */
  readonly configuration?: string;
  /** Members of that file besides the ones provisioning writes. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** What the web distribution serves at `/`. */
  readonly defaultRootObject?: string;
}

/** The members that a site file may leave out. */
type DefaultedMember =
  | "region"
  | "access"
  | "trustedSigners"
  | "aliases"
  | "priceClass"
  | "comment"
  | "enabled";

const SITE_DEFAULTS: Readonly<Pick<StreamingSite, DefaultedMember>> = Object.freeze({
  region: "us-east-1",
  access: "public-objects",
  trustedSigners: [],
  aliases: [],
  priceClass: "PriceClass_All",
  comment: "",
  enabled: true,
});

/** A site file as it may be written: members with defaults left out. */
export type StreamingSiteInput = Omit<StreamingSite, DefaultedMember> &
  Partial<Pick<StreamingSite, DefaultedMember>>;

/** Fills in the defaults. Does not validate: see `validateStreamingSite`. */
export function toStreamingSite(input: StreamingSiteInput): StreamingSite {
  return { ...SITE_DEFAULTS, ...input };
}

/** The folder of player files that this site uploads; `undefined` when a given distribution serves them. */
export function playerFolder(site: StreamingSite): (SiteFolder & PlayerFolder) | undefined {
  return "bucket" in site.player ? site.player : undefined;
}
