import { PlayerError } from "../player-error.ts";

/** Rejects with `ERR_PLAYER_STALLED` when `promise` is not settled after `ms`. */
export async function withSilenceLimit<Value>(
  promise: Promise<Value>,
  ms: number,
  waitingFor: string,
): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new PlayerError("ERR_PLAYER_STALLED", `no ${waitingFor} for ${ms} ms`)),
      ms,
    );
  });
  try {
    return await Promise.race([promise, silence]);
  } finally {
    clearTimeout(timer);
  }
}
