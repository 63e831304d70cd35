/** What is odd about an address that could still be read. The texts are in `@oxbow/stream-url/diagnose`. */
export type ParseWarningCode =
  | "CFX-DIST-SAME"
  | "CFX-FLASHVARS-DOUBLE-ENCODED"
  | "CFX-HTML-AMP-ENTITY"
  | "CFX-NAME-LEADING-SLASH"
  | "CFX-NAME-PREFIX-DOUBLE"
  | "CFX-NAME-PREFIX-MISPLACED"
  | "CFX-NAME-PREFIX-WRONG"
  | "CFX-PATH-CFXST-IN-KEY"
  | "CFX-PATH-CFXST-MISPLACED"
  | "CFX-PATH-CFXST-MISSING"
  | "CFX-PATH-FOLDER-IN-STREAMER"
  | "CFX-PATH-TRAILING-SLASH"
  | "CFX-SCHEME";

/** One odd thing about an address. */
export interface ParseWarning {
  /** Stable; its text is in `@oxbow/stream-url/diagnose`. */
  readonly code: ParseWarningCode;
  /** Which part of the input it is about. */
  readonly place: "url" | "streamer" | "file";
}

/** Takes note of a warning; the same code twice counts once. */
export type Warn = (code: ParseWarningCode, place: ParseWarning["place"]) => void;
