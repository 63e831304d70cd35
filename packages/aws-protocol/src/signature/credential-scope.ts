/** The parts of `AKID/20251122/us-east-1/s3/aws4_request`. The access key itself may contain slashes. */
export interface CredentialScope {
  readonly accessKeyId: string;
  /** `YYYYMMDD` */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

/** Takes a credential apart; `undefined` when it is malformed. */
export function parseCredential(credential: string): CredentialScope | undefined {
  // Asked twice a request: for the service it is for, and to verify it.
  if (credential === lastCredential) return lastScope;
  lastScope = scopeOf(credential);
  lastCredential = credential;
  return lastScope;
}

let lastCredential = "";
let lastScope: CredentialScope | undefined;

function scopeOf(credential: string): CredentialScope | undefined {
  const parts = credential.split("/");
  const [date = "", region = "", service = "", terminator = ""] = parts.slice(-4);
  const accessKeyId = parts.slice(0, -4).join("/");
  if (terminator !== "aws4_request" || accessKeyId === "" || !/^\d{8}$/.test(date)) return undefined;
  return { accessKeyId, date, region, service };
}

/** `DATE/REGION/SERVICE/aws4_request`, the scope without its access key. */
export function scopeText({ date, region, service }: CredentialScope): string {
  return `${date}/${region}/${service}/aws4_request`;
}
