import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { type AddressInfo, connect, createServer } from "node:net";
import { join } from "node:path";
import { observe, type ServerProcess, usageOf } from "../server-process.ts";

/** Where Debian's nginx and libnginx-mod-rtmp put themselves. */
const NGINX = "/usr/sbin/nginx";
const MODULE = "/usr/lib/nginx/modules/ngx_rtmp_module.so";

/** nginx-rtmp with one worker over a folder of media; `undefined` where it is not installed. */
export async function startNginx(
  directory: string,
  mediaDirectory: string,
): Promise<(ServerProcess & { readonly port: number }) | undefined> {
  if (!existsSync(NGINX) || !existsSync(MODULE)) return undefined;
  const port = await freePort();
  const configuration = join(directory, "nginx.conf");
  await writeFile(
    configuration,
    `load_module ${MODULE};
${process.getuid?.() === 0 ? "user root;" : ""}
daemon off; worker_processes 1; worker_rlimit_nofile 20000; pid ${join(directory, "nginx.pid")}; error_log stderr crit;
events { worker_connections 8192; }
rtmp { access_log off; server { listen 127.0.0.1:${port}; chunk_size 4096; application vod { play ${mediaDirectory}; } } }
`,
  );
  const master = spawn(NGINX, ["-p", directory, "-e", "stderr", "-c", configuration], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const { stop } = observe(master);
  try {
    await accepts(port);
    const children = readFileSync(`/proc/${master.pid}/task/${master.pid}/children`, "utf8");
    const worker = Number(children.trim().split(" ")[0]);
    return { endpoint: `rtmp://127.0.0.1:${port}`, ready: {}, port, ...usageOf(worker), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Tries for five seconds, as nginx does not say when it listens. */
async function accepts(port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const socket = connect(port, "127.0.0.1");
    try {
      await once(socket, "connect");
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      socket.destroy();
    }
  }
  throw new Error(`nginx does not listen on port ${port}`);
}
