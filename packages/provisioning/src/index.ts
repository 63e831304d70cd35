export type { ApplyEvent, SiteAddresses } from "./apply/apply-event.ts";
export { type ApplyOptions, applyPlan } from "./apply/apply-plan.ts";
export { createSiteClients, type SiteClients } from "./clients.ts";
export {
  type ApiDistribution,
  type DistributionResource,
  fromCloudFormation,
  toCloudFormation,
} from "./cloud-formation/distribution-resource.ts";
export type { DestroyEvent, Kept, Removal } from "./destroy/destroy-event.ts";
export { type DestroyOptions, destroyStreamingSite } from "./destroy/destroy-streaming-site.ts";
export type { CheckCode, CheckResult } from "./doctor/check-result.ts";
export { diagnoseStreamingSite } from "./doctor/diagnose-streaming-site.ts";
export type { DoctorDns, DoctorOptions } from "./doctor/doctor-options.ts";
export type { DoctorTarget } from "./doctor/patient.ts";
export { SiteError, type SiteErrorCode } from "./errors.ts";
export { formatMigration, type MigrationFormat } from "./migrate/format-migration.ts";
export type { MigratedStream, MigrationPlan } from "./migrate/migration-plan.ts";
export { type MigrationOptions, planMigration } from "./migrate/plan-migration.ts";
export type { Change, PlanStep, ResourceKind, SitePlan } from "./plan/plan.ts";
export { planStreamingSite } from "./plan/plan-streaming-site.ts";
export { loadSite, resolveDirectories } from "./site/load-site.ts";
export {
  type PlayerFolder,
  type SiteFolder,
  type StreamingSite,
  type StreamingSiteInput,
  toStreamingSite,
} from "./site/streaming-site.ts";
export { type DistributionStatus, readStatus, type SiteStatus } from "./status/read-status.ts";
export type { Finding, FindingCode } from "./validate/finding.ts";
export { validateStreamingSite } from "./validate/validate-streaming-site.ts";
