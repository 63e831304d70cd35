import { afterEach, expect, test, vi } from "vitest";
import { SeekGuard } from "./seek-guard.ts";

afterEach(() => {
  vi.useRealTimers();
});

test.for([
  { ended: false, timers: 1 },
  { ended: true, timers: 0 },
])("looks on while a frame may still come, and no longer at the end: $ended", ({ ended, timers }) => {
  vi.useFakeTimers();
  const state = {
    currentTime: 20,
    duration: 20,
    ended,
    readyState: 2,
    seeking: false,
    buffered: { length: 0 },
  };
  const video = Object.assign(new EventTarget(), state) as unknown as HTMLVideoElement;
  const guard = new SeekGuard(video, () => undefined);
  guard.watch(19.9);
  vi.advanceTimersByTime(1000);
  expect(vi.getTimerCount()).toBe(timers);
  guard.stop();
});
