import { quoteShell } from "./quote.ts";
import { predictLibavformat } from "./rules/libavformat.ts";
import type { Target } from "./target.ts";

/** VLC 3: libavformat's rule, no options for application or play path. */
export const vlc: Target = {
  id: "vlc",
  label: "VLC",
  era: "command-line",
  write: ({ url }) => ({
    code: quoteShell(["vlc", url]),
    data: { command: "vlc", args: [url] },
    input: url,
  }),
  predict: predictLibavformat,
};
