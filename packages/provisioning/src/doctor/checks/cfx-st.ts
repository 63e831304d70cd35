import { type CheckResult, cannotTell, fault, ok } from "../check-result.ts";
import type { Patient } from "../patient.ts";

const CODE = "CFX_ST";

/** Item 2: `cfx/st` stands right after the host, and is no part of a key. */
export function checkCfxSt({ parsed, cloud, input }: Patient): CheckResult {
  const codes = parsed.warnings.map(({ code }) => code);
  const text = typeof input === "string" ? input : `${input.streamer} ${input.file}`;
  if (codes.includes("CFX-PATH-CFXST-IN-KEY"))
    return fault(CODE, `${text} has cfx/st twice`, "write it once, right after the host");
  if (codes.includes("CFX-PATH-CFXST-MISPLACED"))
    return fault(CODE, `${text} has cfx/st behind a folder`, "write it right after the host");
  if (codes.includes("CFX-PATH-CFXST-MISSING") && text.trim() !== "")
    return fault(CODE, `${text} has no cfx/st`, "write rtmp://HOST/cfx/st as the streamer");
  const inKey = [...(cloud?.keys ?? [])].find((key) => key.startsWith("cfx/st/"));
  if (inKey !== undefined) {
    return fault(
      CODE,
      `${cloud?.bucket}/${inKey} has cfx/st in its key, where it is no part of the address`,
      `copy the object to ${inKey.slice("cfx/st/".length)}`,
    );
  }
  if (!parsed.ok) return cannotTell(CODE, `${text} cannot be read as a stream: ${parsed.error}`);
  return ok(CODE, `${text} has cfx/st right after its host`);
}
