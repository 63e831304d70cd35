import { type CheckResult, cannotTell, fault, ok } from "../check-result.ts";
import type { Patient } from "../patient.ts";

const CODE = "PORT_1935";

/** Item 4: RTMP's own port is open, or else RTMPT gets through. */
export function checkPort1935({ probe, tunnel }: Patient): CheckResult {
  if (probe === undefined) return cannotTell(CODE, "there is no address to connect to");
  if (probe.stage === "no-rtmp")
    return fault(
      CODE,
      `something answers, but not with RTMP: ${probe.detail}`,
      "let RTMP through on this port: a proxy or another server has it",
    );
  if (probe.stage !== "unreachable") return ok(CODE, "the port takes connections and speaks RTMP");
  const works = tunnel !== undefined && !["unreachable", "no-rtmp"].includes(tunnel.stage);
  return works
    ? fault(
        CODE,
        `RTMP cannot connect (${probe.detail}), RTMPT through HTTP can (${tunnel.detail})`,
        "open port 1935 in the firewall, or write rtmpt:// in place of rtmp:// in the streamer",
      )
    : fault(
        CODE,
        `neither RTMP (${probe.detail}) nor RTMPT (${tunnel?.detail ?? "not tried"}) can connect`,
        "look whether the host name is right and whether this network lets ports 1935 and 80 out",
      );
}
