import type { PacketColumns } from "../media-file.ts";
import type { PacketKind } from "../packet.ts";

/** Fills {@link PacketColumns} row by row. */
export class PacketColumnsBuilder {
  readonly #columns: PacketColumns;
  #row = 0;

  /** @param count how many rows will be added */
  constructor(count: number) {
    this.#columns = {
      count,
      kind: new Uint8Array(count),
      dtsMs: new Float64Array(count),
      isKey: new Uint8Array(count),
      bodyOffset: new Uint32Array(count),
      bodyLength: new Uint32Array(count),
    };
  }

  add(kind: PacketKind, dtsMs: number, isKey: boolean, bodyOffset: number, bodyLength: number): void {
    const {
      kind: kinds,
      dtsMs: times,
      isKey: keys,
      bodyOffset: offsets,
      bodyLength: lengths,
    } = this.#columns;
    const row = this.#row;
    kinds[row] = kind;
    times[row] = dtsMs;
    keys[row] = isKey ? 1 : 0;
    offsets[row] = bodyOffset;
    lengths[row] = bodyLength;
    this.#row = row + 1;
  }

  build(): PacketColumns {
    if (this.#row !== this.#columns.count)
      throw new RangeError(`${this.#row} rows of ${this.#columns.count}`);
    return this.#columns;
  }
}
