/** Brings what a start does without; see `later.ts`. */
export const loadLater = (): Promise<typeof import("./later.ts")> => import("./later.ts");
