/**
 * What a function may take when it is tested. The real limits are below 1 ms of CPU and 2 MB; a machine that is
 * busy with tests needs more, and V8 alone takes more than that.
 */

/** Wall time of the function, all its promise reactions included. */
export const RUN_LIMIT_MS = 1000;

/** Wall time of the thread from when it is up: the backstop for whatever the limit above does not end. */
export const THREAD_LIMIT_MS = 2500;

export const HEAP_LIMIT_MB = 24;

export const TIME_LIMIT_MESSAGE = "The function execution time exceeded the limit.";
export const MEMORY_LIMIT_MESSAGE = "The function used more memory than the limit.";
