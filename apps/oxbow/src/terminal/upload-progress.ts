import type { ApplyEvent, SitePlan } from "@oxbow/provisioning";

const MEGABYTE = 1024 * 1024;
/** Rates over less than this are noise. */
const SETTLING_MS = 500;

/** Counts the bytes of a plan's uploads, and says how far they are. */
export class UploadProgress {
  readonly #totalBytes: number;
  readonly #loaded = new Map<string, number>();
  readonly #nowMs: () => number;
  #startedAtMs: number | undefined;

  /** @param nowMs a clock that only goes forward */
  constructor({ steps }: SitePlan, nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
    // A step that only changes the ACL uploads nothing.
    this.#totalBytes = steps
      .filter(
        ({ action, changes }) => action === "create" || changes.some(({ member }) => member === "content"),
      )
      .reduce((sum, { byteLength = 0 }) => sum + byteLength, 0);
  }

  /** @returns a line that tells the state of the uploads, when the event changed it */
  observe(event: ApplyEvent): string | undefined {
    if (event.type !== "progress") return undefined;
    this.#startedAtMs ??= this.#nowMs();
    this.#loaded.set(event.step.id, event.loadedBytes);
    const loadedBytes = [...this.#loaded.values()].reduce((sum, bytes) => sum + bytes, 0);
    const elapsedMs = this.#nowMs() - this.#startedAtMs;
    const share =
      this.#totalBytes === 0 ? 100 : Math.min(100, Math.floor((loadedBytes / this.#totalBytes) * 100));
    const amount = `${share}% of ${(this.#totalBytes / MEGABYTE).toFixed(1)} MB`;
    if (elapsedMs < SETTLING_MS) return amount;
    const bytesPerSecond = (loadedBytes / elapsedMs) * 1000;
    const leftSeconds = Math.ceil(Math.max(0, this.#totalBytes - loadedBytes) / bytesPerSecond);
    return `${amount}, ${(bytesPerSecond / MEGABYTE).toFixed(1)} MB/s, ${describeSeconds(leftSeconds)} left`;
  }
}

function describeSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) return "unknown time";
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
