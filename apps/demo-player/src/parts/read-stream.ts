import { type ParseErrorCode, parseStream, toStreamerFile } from "@oxbow/stream-url";

/** A stream as a player is given it. */
export interface ChosenStream {
  readonly streamer: string;
  readonly file: string;
}

/** What was made of what a visitor wrote or pasted. */
export type ReadStream =
  /** `note`: it was written in another form. */
  | { readonly stream: ChosenStream; readonly note?: string }
  | { readonly problem: string; readonly at: keyof ChosenStream };

const PROBLEMS: Readonly<
  Record<ParseErrorCode, { readonly problem: string; readonly at: keyof ChosenStream }>
> = {
  "no-address": {
    problem: "No server is named. A streamer looks like rtmp://s….cloudfront.net/cfx/st.",
    at: "streamer",
  },
  "no-name": { problem: "No file is named. A file looks like videos/clock.flv.", at: "file" },
  "unsafe-name": {
    problem: "No object can have this name: it holds “..” or control characters.",
    at: "file",
  },
  "not-media": { problem: "This is no media file: the name has to end with .flv, .mp4 or .mp3.", at: "file" },
  "too-long": { problem: "This is too long for an address. What was pasted?", at: "file" },
};

/** What only a page or a configuration holds, never an address. */
const SNIPPET = /[<{]|\bflashvars\b|(?:^|&)streamer=/i;

/**
 * Reads a stream in any form: the two halves, a whole URL in either of them, or a snippet that was pasted in place of
 * an address.
 */
export async function readStream({ streamer, file }: ChosenStream): Promise<ReadStream> {
  const pasted = [streamer, file].find((text) => SNIPPET.test(text));
  if (pasted !== undefined) {
    const found = await readSnippet(pasted);
    if (found !== undefined) return found;
  }
  const parsed = parseStream({ streamer, file });
  if (!parsed.ok) return PROBLEMS[parsed.error];
  const isUrl = streamer === "" || file === "" || /^rtmp\w*:\/\//i.test(file);
  if (!isUrl) return { stream: { streamer, file } };
  return { stream: toStreamerFile(parsed.reference), note: "The address was split into streamer and file." };
}

async function readSnippet(text: string): Promise<ReadStream | undefined> {
  const { resurrect } = await import("@oxbow/stream-url/legacy");
  // A call without its script tags, or variables without their embed.
  const forms = [
    text,
    `<script>${text}</script>`,
    `<embed src="player.swf" flashvars="${text.replaceAll('"', "&quot;")}">`,
  ];
  for (const form of forms) {
    const [reference] = resurrect(form).embeds.flatMap(({ references }) => references);
    if (reference !== undefined)
      return { stream: toStreamerFile(reference), note: "The stream was read out of the snippet." };
  }
  return undefined;
}
