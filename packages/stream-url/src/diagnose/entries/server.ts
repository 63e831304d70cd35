import type { Entry, ServerCode } from "../diagnosis.ts";

export const SERVER: Readonly<Record<ServerCode, Entry>> = {
  "CFX-DIST-DISABLED": [
    "error",
    "The distribution is disabled.",
    "Enable it, and wait until it is Deployed.",
  ],
  "CFX-DIST-IN-PROGRESS": [
    "warning",
    "The distribution is not deployed yet.",
    "Wait for the status Deployed.",
  ],
  "CFX-DIST-NOT-FOUND": [
    "error",
    "No distribution has this host name.",
    "Use the domain name, or add the alias to the distribution and its CNAME to the DNS.",
  ],
  "CFX-DIST-TYPE-MISMATCH": [
    "error",
    "This host belongs to a web distribution.",
    "Create an RTMP distribution for the media.",
  ],
  "CFX-INVALID-INSTANCE": [
    "error",
    "The player connected to another instance than st.",
    "Have it connect to cfx/st exactly.",
  ],
  "CFX-INVALID-URI": [
    "error",
    "The server can't use the address.",
    "Compare it with rtmp://HOST/cfx/st/NAME.",
  ],
  "CFX-NAME-EXT-DROPPED-IN-S3": [
    "error",
    "The object has no extension in the bucket.",
    "Rename it: players drop the extension, buckets don't.",
  ],
  "CFX-PORT-1935": ["error", "Port 1935 is closed on the way.", "Use rtmpt:// over port 80."],
  "CFX-S3-ACCESS-DENIED": [
    "error",
    "The edge may not read the object.",
    "Make the object public-read, or grant the origin access identity s3:GetObject.",
  ],
  "CFX-S3-CASE": [
    "error",
    "A key differs in upper and lower case only.",
    "Write the name exactly as the key.",
  ],
  "CFX-S3-CONTENT-MISMATCH": [
    "error",
    "The content is not what the extension says.",
    "Rename or convert the object.",
  ],
  "CFX-S3-FLV-NAME": [
    "error",
    "A Flash Video file is not named .flv.",
    "Rename it to .flv: it won't stream else.",
  ],
  "CFX-S3-KEY-MISSING": ["error", "The bucket has no such object.", "Upload it, or correct the name."],
  "CFX-S3-LEADING-SLASH": ["error", "The key begins with a slash.", "Upload it again without."],
};
