/** Documents a generation holds; two generations are alive. */
const GENERATION_DOCUMENTS = 32_768;
/** Characters of JSON a generation holds. */
const GENERATION_CHARACTERS = 32 * 1024 * 1024;

/**
 * Parsed documents by revision. A revision is never used twice, so an entry is never wrong; it is dropped
 * after one to two generations.
 */
export class DocumentCache {
  #young = new Map<number, unknown>();
  #old = new Map<number, unknown>();
  #characters = 0;

  get(revision: number): { readonly value: unknown } | undefined {
    if (this.#young.has(revision)) return { value: this.#young.get(revision) };
    return this.#old.has(revision) ? { value: this.#old.get(revision) } : undefined;
  }

  set(revision: number, value: unknown, characters: number): void {
    this.#young.set(revision, value);
    this.#characters += characters;
    if (this.#young.size < GENERATION_DOCUMENTS && this.#characters < GENERATION_CHARACTERS) return;
    this.#old = this.#young;
    this.#young = new Map();
    this.#characters = 0;
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
    this.#characters = 0;
  }
}
