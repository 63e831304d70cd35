import type { PacketColumns } from "../media-file.ts";
import type { PacketKind } from "../packet.ts";

const FIRST_CAPACITY = 128;

/** Collects {@link PacketColumns} row by row. */
export class PacketColumnsBuilder {
  #count = 0;
  #kind = new Uint8Array(FIRST_CAPACITY);
  #isKey = new Uint8Array(FIRST_CAPACITY);
  #dtsMs = new Float64Array(FIRST_CAPACITY);
  #bodyOffset = new Uint32Array(FIRST_CAPACITY);
  #bodyLength = new Uint32Array(FIRST_CAPACITY);

  add(kind: PacketKind, dtsMs: number, isKey: boolean, bodyOffset: number, bodyLength: number): void {
    const row = this.#count;
    if (row === this.#kind.length) this.#grow();
    this.#kind[row] = kind;
    this.#dtsMs[row] = dtsMs;
    this.#isKey[row] = isKey ? 1 : 0;
    this.#bodyOffset[row] = bodyOffset;
    this.#bodyLength[row] = bodyLength;
    this.#count = row + 1;
  }

  build(): PacketColumns {
    const count = this.#count;
    return {
      count,
      kind: this.#kind.slice(0, count),
      dtsMs: this.#dtsMs.slice(0, count),
      isKey: this.#isKey.slice(0, count),
      bodyOffset: this.#bodyOffset.slice(0, count),
      bodyLength: this.#bodyLength.slice(0, count),
    };
  }

  #grow(): void {
    this.#kind = grown(this.#kind, new Uint8Array(this.#count * 2));
    this.#isKey = grown(this.#isKey, new Uint8Array(this.#count * 2));
    this.#dtsMs = grown(this.#dtsMs, new Float64Array(this.#count * 2));
    this.#bodyOffset = grown(this.#bodyOffset, new Uint32Array(this.#count * 2));
    this.#bodyLength = grown(this.#bodyLength, new Uint32Array(this.#count * 2));
  }
}

function grown<Column extends Uint8Array | Uint32Array | Float64Array>(from: Column, to: Column): Column {
  to.set(from);
  return to;
}
