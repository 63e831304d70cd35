import { mediaExtension, playName, resolveStream } from "@oxbow/stream-url";
import { type CheckResult, cannotTell, fault, ok } from "../check-result.ts";
import type { Patient } from "../patient.ts";

const CODE = "STREAM_NAME";
const BAD_PREFIX = new Map([
  ["CFX-NAME-PREFIX-WRONG", "has a prefix that is not its container's"],
  ["CFX-NAME-PREFIX-DOUBLE", "has its prefix twice"],
  ["CFX-NAME-PREFIX-MISPLACED", "has its prefix behind a folder"],
  ["CFX-NAME-LEADING-SLASH", "begins with a slash"],
]);

/** Item 3: prefix and extension as the player wants them; the object's own name always with its extension. */
export function checkStreamName({ parsed, cloud, input }: Patient): CheckResult {
  if (!parsed.ok) return cannotTell(CODE, `there is no name to look at: ${parsed.error}`);
  const { reference, warnings } = parsed;
  const file = typeof input === "string" ? input : input.file;
  const name = playName({ ...reference, query: "" });
  const oddity = warnings.find(({ code }) => BAD_PREFIX.has(code));
  if (oddity !== undefined)
    return fault(CODE, `${file} ${BAD_PREFIX.get(oddity.code)}`, `let the player play ${name}`);
  if (cloud?.keys === undefined) return cannotTell(CODE, "the bucket's keys cannot be read");

  const resolved = resolveStream(reference.app, name, { mode: "lenient" });
  const wanted = resolved.ok ? resolved.keys : [reference.key];
  const found = wanted.find((key) => cloud.keys?.has(key));
  if (found !== undefined) return ok(CODE, `${name} is the object ${cloud.bucket}/${found}`);
  const similar = [...cloud.keys].find((key) => isSimilar(key, reference.key));
  if (similar === undefined) {
    return fault(
      CODE,
      `${name} means ${wanted.join(" or ")}, and ${cloud.bucket} has no such object`,
      `upload ${reference.key}, or play another name`,
    );
  }
  return fault(
    CODE,
    `${name} means ${wanted.join(" or ")}; what ${cloud.bucket} has is ${similar}`,
    mediaExtension(similar) === ""
      ? `copy the object ${similar} to ${reference.key}: an object's key has its extension`
      : `let the player play ${similar}, upper and lower case and extension alike`,
  );
}

/** The same name but for its case or its extension. */
function isSimilar(key: string, wanted: string): boolean {
  return stem(key) === stem(wanted);
}

const stem = (key: string): string => key.toLowerCase().replace(/\.[^./]+$/, "");
