import { readFileSync } from "node:fs";
import { test } from "vitest";
import { generateModel, MODELLED_SERVICES, modelFile } from "../generate/generate-model.ts";

test.for(MODELLED_SERVICES)(
  "the %s model is what the installed SDK says (run `pnpm generate`)",
  (service, { expect }) => {
    expect(readFileSync(modelFile(service), "utf8") === generateModel(service)).toBe(true);
  },
);
