/** Remembers the first Content-Security-Policy violation about `url` or about `blob:` media. */
export function watchPolicy(url: string): {
  readonly violation: () => string | undefined;
  readonly stop: () => void;
} {
  let seen: string | undefined;
  const origin = new URL(url, document.baseURI).origin;
  const onViolation = (event: SecurityPolicyViolationEvent): void => {
    const isOurs =
      event.blockedURI === "blob" ||
      event.blockedURI.startsWith("blob:") ||
      event.blockedURI.startsWith(origin);
    if (isOurs) seen ??= `${event.effectiveDirective} blocks ${event.blockedURI}`;
  };
  document.addEventListener("securitypolicyviolation", onViolation);
  return {
    violation: () => seen,
    stop: () => document.removeEventListener("securitypolicyviolation", onViolation),
  };
}
