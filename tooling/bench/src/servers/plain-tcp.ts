/** Sends so many bytes to whoever connects, 64 KB a write, and closes: what no stream from Node can be cheaper than. */
import { type AddressInfo, createServer } from "node:net";

const BLOCK = Buffer.alloc(64 * 1024, 0x78);
const total = Number(process.argv[2]);

const server = createServer({ noDelay: true }, (socket) => {
  let left = total;
  const pump = (): void => {
    while (left > 0) {
      const bytes = left < BLOCK.length ? BLOCK.subarray(0, left) : BLOCK;
      left -= bytes.length;
      if (!socket.write(bytes)) return;
    }
    socket.end();
  };
  socket.on("drain", pump);
  socket.on("error", () => socket.destroy());
  pump();
});
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ endpoint: `tcp://127.0.0.1:${port}`, port })}\n`);
});
