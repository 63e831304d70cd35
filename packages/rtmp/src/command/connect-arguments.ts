import { type Amf0Value, amf0Properties } from "@oxbow/media/amf";
import { RtmpProtocolError } from "../rtmp-error.ts";

/** What a client says of itself in `connect`. Source: RTMP 1.0 §7.2.1.1; enhanced RTMP v2 for the last two. */
export interface ConnectArguments {
  readonly app: string;
  readonly tcUrl: string;
  readonly swfUrl: string | undefined;
  readonly pageUrl: string | undefined;
  readonly flashVer: string | undefined;
  readonly objectEncoding: 0 | 3;
  readonly fourCcs: readonly string[];
  readonly capsEx: number;
}

/**
 * Reads the command object of `connect`. Only `app` is required: clients exist that send nothing else.
 *
 * @throws RtmpProtocolError
 */
export function readConnectArguments(commandObject: Amf0Value, streamOffset: number): ConnectArguments {
  const properties = amf0Properties(commandObject);
  const app = properties?.app;
  if (properties === undefined || typeof app !== "string") {
    throw new RtmpProtocolError("ERR_RTMP_COMMAND", "connect does not name its application", streamOffset);
  }
  return {
    app,
    tcUrl: stringOf(properties.tcUrl) ?? "",
    swfUrl: stringOf(properties.swfUrl),
    pageUrl: stringOf(properties.pageUrl),
    flashVer: stringOf(properties.flashVer),
    objectEncoding: properties.objectEncoding === 3 ? 3 : 0,
    fourCcs: readFourCcs(properties),
    capsEx: typeof properties.capsEx === "number" ? properties.capsEx >>> 0 : 0,
  };
}

/** The list of enhanced RTMP v1 and the two maps of v2 (whose values are bits: 1 decode, 2 encode, 4 forward). */
function readFourCcs(properties: Readonly<Record<string, Amf0Value>>): readonly string[] {
  const { fourCcList } = properties;
  const fourCcs = new Set<string>();
  if (Array.isArray(fourCcList)) {
    for (const fourCc of fourCcList as readonly Amf0Value[]) {
      if (typeof fourCc === "string") fourCcs.add(fourCc);
    }
  }
  for (const map of [properties.videoFourCcInfoMap, properties.audioFourCcInfoMap]) {
    for (const [fourCc, bits] of Object.entries(amf0Properties(map) ?? {})) {
      if (typeof bits === "number" && (bits & 1) !== 0) fourCcs.add(fourCc);
    }
  }
  return [...fourCcs];
}

function stringOf(value: Amf0Value): string | undefined {
  return typeof value === "string" ? value : undefined;
}
