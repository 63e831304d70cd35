import type { PageEntry } from "./page.ts";

/** Every page, in the order of the navigation. Each is loaded when it is first visited. */
export const PAGES: readonly PageEntry[] = [
  { path: "play", title: "Play", load: async () => (await import("./pages/play.ts")).playPage },
  { path: "cloud", title: "Cloud", load: async () => (await import("./pages/cloud.ts")).cloudPage },
  {
    path: "tasks",
    title: "Task list",
    load: async () => (await import("./pages/task-list.ts")).taskListPage,
  },
  {
    path: "configure",
    title: "Configure",
    load: async () => (await import("./pages/configure.ts")).configurePage,
  },
  {
    path: "resurrect",
    title: "Resurrect",
    load: async () => (await import("./pages/resurrect.ts")).resurrectPage,
  },
  { path: "doctor", title: "Doctor", load: async () => (await import("./pages/doctor.ts")).doctorPage },
  { path: "sign", title: "Sign", load: async () => (await import("./pages/sign.ts")).signPage },
  { path: "compare", title: "Compare", load: async () => (await import("./pages/compare.ts")).comparePage },
];
