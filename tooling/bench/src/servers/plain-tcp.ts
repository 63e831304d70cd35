/**
 * Sends so many bytes to whoever connects, 64 KB a write, and closes: what no stream from Node can be cheaper than. They
 * come from memory as long as the file, one after the other, since a file's bytes do: one block over and over would stay
 * in the processor's cache, where no file of that length can be.
 */
import { type AddressInfo, createServer } from "node:net";

const BLOCK_BYTES = 64 * 1024;
const file = Buffer.alloc(Number(process.argv[2]), 0x78);

const server = createServer({ noDelay: true }, (socket) => {
  let at = 0;
  const pump = (): void => {
    while (at < file.length) {
      const bytes = file.subarray(at, at + BLOCK_BYTES);
      at += bytes.length;
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
