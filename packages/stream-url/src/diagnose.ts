export { type BrowserSymptom, diagnose, type Observations } from "./diagnose/diagnose.ts";
export type { DiagnosisCode, Finding, Place, Severity } from "./diagnose/diagnosis.ts";
export { type LintOptions, lint } from "./diagnose/lint.ts";
export { DIAGNOSIS_CODES, findingOf } from "./diagnose/registry.ts";
