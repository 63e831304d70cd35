/** Bytes that `sniffContainer` wants to see, fewer only when there are no more. */
export const SNIFF_BYTES = 64;
