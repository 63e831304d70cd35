/** What media files may hold beyond what Flash Player knew. Source: Enhanced RTMP v2. */
export const VIDEO_FOURCCS: readonly string[] = ["hvc1", "av01", "vp09", "vp08", "avc1"];
export const AUDIO_FOURCCS: readonly string[] = ["Opus", "fLaC", "ac-3", "ec-3", "mp4a", ".mp3"];

/** Those of a list that a client announced; `*` stands for all. */
export function announcedOf(announced: readonly string[], served: readonly string[]): readonly string[] {
  return announced.includes("*") ? served : served.filter((fourCc) => announced.includes(fourCc));
}
