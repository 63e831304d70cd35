import { logValue, withoutSecrets } from "./w3c-value.ts";

export type RtmpLogEvent = "connect" | "play" | "pause" | "unpause" | "seek" | "stop" | "disconnect";

/** One event of a connection. */
export interface RtmpRecord {
  readonly at: Date;
  readonly event: RtmpLogEvent;
  readonly clientIp: string;
  /** Running total of bytes sent on the connection. */
  readonly bytesSent: number;
  /** 32 hexadecimal digits, one value a connection. */
  readonly clientId: string;
  /** `rtmp://host/cfx/st` */
  readonly tcUrl: string;
  readonly swfUrl: string | undefined;
  readonly pageUrl: string | undefined;
  readonly flashVer: string | undefined;
  /** Of the stream; absent for connect and disconnect. */
  readonly stream:
    | {
        /** Without prefix and extension. */
        readonly name: string;
        readonly query: string;
        readonly extension: string;
        /** Counts the connection's streams from 1. */
        readonly number: number;
      }
    | undefined;
}

/** `#Fields` of an RTMP distribution's log. */
export const RTMP_LOG_FIELDS: string =
  "date time x-edge-location c-ip x-event sc-bytes x-cf-status x-cf-client-id cs-uri-stem cs-uri-query " +
  "c-referrer x-page-url c-user-agent x-sname x-sname-query x-file-ext x-sid";

/** The edge location that an edge with no place of its own names. */
export const EDGE_LOCATION = "OXB50";

/** One line, in the order of {@link RTMP_LOG_FIELDS}. */
export function rtmpLogLine(record: RtmpRecord): string {
  const [date, time] = record.at.toISOString().slice(0, 19).split("T");
  const [stem, query = ""] = splitOnce(record.tcUrl, "?");
  const { stream } = record;
  return [
    date,
    time,
    EDGE_LOCATION,
    record.clientIp,
    record.event,
    record.bytesSent,
    "OK",
    record.clientId,
    withoutSecrets(stem),
    withoutSecrets(query),
    record.swfUrl === undefined ? undefined : withoutSecrets(record.swfUrl),
    record.pageUrl === undefined ? undefined : withoutSecrets(record.pageUrl),
    record.flashVer,
    stream === undefined ? undefined : withoutSecrets(stream.name),
    stream === undefined ? undefined : withoutSecrets(stream.query),
    stream?.extension,
    stream?.number,
  ]
    .map(logValue)
    .join("\t");
}

function splitOnce(text: string, separator: string): readonly [string, string | undefined] {
  const index = text.indexOf(separator);
  return index === -1 ? [text, undefined] : [text.slice(0, index), text.slice(index + 1)];
}
