/** s3cmd, which speaks API version 2010-11-01 and nothing but TLS to CloudFront, drives a web distribution's life. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand, runOrFail } from "@oxbow/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { awsEnvironment, openSurroundings, type Surroundings, s3cmdConfig } from "../foreign-client.ts";

let it: Surroundings;
let config: string;
beforeAll(async () => {
  const certificates = await openSurroundings();
  const [cert, key] = ["cert.pem", "key.pem"].map((name) => join(certificates.folder, name));
  await runOrFail("openssl", [
    ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"],
    ...["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key ?? "", "-out", cert ?? ""],
  ]);
  it = await openSurroundings({
    tls: { port: 0, cert: await readFile(cert ?? "", "utf8"), key: await readFile(key ?? "", "utf8") },
  });
  await certificates.close();
  config = await s3cmdConfig(it, {
    // It takes only buckets whose name is a host name here; no request goes there.
    host_bucket: "%(bucket)s.s3.amazonaws.com",
    cloudfront_host: new URL(it.cloud.endpoint).host,
    check_ssl_certificate: "False",
    check_ssl_hostname: "False",
  });
});
afterAll(async () => {
  await it?.close();
});

/** Its CloudFront commands forget their exit code and end with 1 when all went well: what they say has to tell. */
async function s3cmd(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runCommand("s3cmd", ["-c", config, ...args], {
    env: awsEnvironment(it.folder),
  });
  if ((code !== 0 && code !== 1) || stderr.includes("ERROR"))
    throw new Error(`s3cmd ${args.join(" ")} ended with ${code}: ${stderr}`);
  return stdout;
}

test("cfcreate, cfinfo, cfmodify, cfdelete", async () => {
  const created = await s3cmd("cfcreate", "s3://s3cmd-player", "--cf-comment", "from s3cmd");
  const id = /cf:\/\/(E[A-Z0-9]+)/.exec(created)?.[1];
  expect(created).toMatch(/DomainName:\s+d[a-z0-9]{13}\.cloudfront\.net/);
  const info = await waitUntilDeployed(`cf://${id}`);
  expect(info).toMatch(/Comment:\s+from s3cmd/);
  expect(info).toMatch(/Enabled:\s+True/);
  await s3cmd("cfmodify", `cf://${id}`, "--cf-add-cname", "s3cmd.example.com");
  expect(await waitUntilDeployed(`cf://${id}`)).toContain("s3cmd.example.com");
  await s3cmd("cfmodify", `cf://${id}`, "--disable");
  expect(await waitUntilDeployed(`cf://${id}`)).toMatch(/Enabled:\s+False/);
  await s3cmd("cfdelete", `cf://${id}`);
  expect(await s3cmd("cfinfo")).not.toContain(String(id));
});

async function waitUntilDeployed(uri: string): Promise<string> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const info = await s3cmd("cfinfo", uri);
    if (/Status:\s+Deployed/.test(info)) return info;
  }
  throw new Error(`${uri} was never deployed`);
}
