import { EDGE_LOCATION } from "./rtmp-record.ts";
import { logValue, withoutSecrets } from "./w3c-value.ts";

/** `x-edge-result-type`. */
export type EdgeResult = "Hit" | "RefreshHit" | "Miss" | "Error" | "Redirect" | "LimitExceeded";

/** One request to a web distribution. */
export interface WebRecord {
  readonly at: Date;
  readonly clientIp: string;
  readonly clientPort: number;
  readonly method: string;
  /** Domain name of the distribution. */
  readonly domainName: string;
  /** The Host header. */
  readonly host: string;
  readonly path: string;
  readonly query: string;
  readonly status: number;
  readonly referer: string | undefined;
  readonly userAgent: string | undefined;
  readonly forwardedFor: string | undefined;
  readonly result: EdgeResult;
  readonly requestId: string;
  readonly isSecure: boolean;
  readonly httpVersion: string;
  readonly bytesReceived: number;
  readonly bytesSent: number;
  readonly firstByteMs: number;
  readonly takenMs: number;
  readonly contentType: string | undefined;
  readonly contentLength: string | undefined;
  /** Of a 206 with one range, inclusive as HTTP has it. */
  readonly range: { readonly first: number; readonly last: number } | undefined;
}

/** `#Fields` of a web distribution's log (33 fields, since December 2019). */
export const WEB_LOG_FIELDS: string =
  "date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) " +
  "cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken " +
  "x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status " +
  "fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len " +
  "sc-range-start sc-range-end";

/** One line, in the order of {@link WEB_LOG_FIELDS}. Cookies are not logged: IncludeCookies is not modelled. */
export function webLogLine(record: WebRecord): string {
  const [date, time] = record.at.toISOString().slice(0, 19).split("T");
  return [
    date,
    time,
    EDGE_LOCATION,
    record.bytesSent,
    record.clientIp,
    record.method,
    record.domainName,
    withoutSecrets(record.path),
    record.status,
    record.referer === undefined ? undefined : withoutSecrets(record.referer),
    record.userAgent,
    withoutSecrets(record.query),
    undefined,
    record.result,
    record.requestId,
    record.host,
    record.isSecure ? "https" : "http",
    record.bytesReceived,
    (record.takenMs / 1000).toFixed(3),
    record.forwardedFor,
    undefined,
    undefined,
    record.result,
    `HTTP/${record.httpVersion}`,
    undefined,
    undefined,
    record.clientPort,
    (record.firstByteMs / 1000).toFixed(3),
    record.result,
    record.contentType,
    record.contentLength,
    record.range?.first,
    record.range?.last,
  ]
    .map(logValue)
    .join("\t");
}
