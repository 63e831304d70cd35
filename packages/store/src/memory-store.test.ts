import { openMemoryStore } from "./memory-store.ts";
import { describeStore } from "./store.cases.ts";

describeStore("memory store", async () => openMemoryStore());
