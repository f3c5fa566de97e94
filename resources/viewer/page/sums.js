/** SHA-256 and CRC-32 of streams. Small files by the browser's own SHA-256, large ones piecewise. */

import { hex } from "./bytes.js";
import { Sha256 } from "./sha256.js";

/** Files up to this size are held whole, so that the browser itself can sum them up. */
const WHOLE = 32 * 1024 * 1024;

const TABLES = (() => {
  const tables = Array.from({ length: 16 }, () => new Int32Array(256));
  for (let byte = 0; byte < 256; byte += 1) {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    tables[0][byte] = value;
  }
  for (let byte = 0; byte < 256; byte += 1) {
    for (let turn = 1; turn < 16; turn += 1) {
      const before = tables[turn - 1][byte];
      tables[turn][byte] = (before >>> 8) ^ tables[0][before & 255];
    }
  }
  return tables;
})();
const [T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, TA, TB, TC, TD, TE, TF] = TABLES;

/** Four words a step, as they lie in memory (every browser's machine is little-endian). */
function crcOfWords(words, before) {
  let crc = before;
  for (let at = 0; at + 4 <= words.length; at += 4) {
    const a = crc ^ words[at];
    const b = words[at + 1];
    const c = words[at + 2];
    const d = words[at + 3];
    crc = TF[a & 255] ^ TE[(a >>> 8) & 255] ^ TD[(a >>> 16) & 255] ^ TC[a >>> 24]
      ^ TB[b & 255] ^ TA[(b >>> 8) & 255] ^ T9[(b >>> 16) & 255] ^ T8[b >>> 24]
      ^ T7[c & 255] ^ T6[(c >>> 8) & 255] ^ T5[(c >>> 16) & 255] ^ T4[c >>> 24]
      ^ T3[d & 255] ^ T2[(d >>> 8) & 255] ^ T1[(d >>> 16) & 255] ^ T0[d >>> 24];
  }
  return crc;
}

/** CRC-32 as in ZIP; begin with 0. */
export function crc32(bytes, before = 0) {
  let crc = ~before;
  const step = (from, to) => {
    for (let at = from; at < to; at += 1) crc = (crc >>> 8) ^ T0[(crc ^ bytes[at]) & 255];
  };
  const begin = Math.min(bytes.length, (4 - (bytes.byteOffset % 4)) % 4);
  const end = begin + Math.floor((bytes.length - begin) / 16) * 16;
  step(0, begin);
  if (end > begin) {
    const place = bytes.byteOffset + begin;
    crc = crcOfWords(new Int32Array(bytes.buffer, place, (end - begin) / 4), crc);
  }
  step(end, bytes.length);
  return ~crc >>> 0;
}

/** Both sums of what comes in pieces; `size` is what will come. */
export class Sums {
  constructor(size) {
    this.size = size;
    this.at = 0;
    this.crc = 0;
    this.held = null;
    this.running = size > WHOLE ? new Sha256() : null;
  }

  update(piece) {
    this.crc = crc32(piece, this.crc);
    if (this.running) this.running.update(piece);
    else if (piece.length === this.size) this.held = piece;
    else {
      this.held ??= new Uint8Array(this.size);
      this.held.set(piece, this.at);
    }
    this.at += piece.length;
  }

  async ended() {
    const sum = this.running ? this.running.digest()
      : new Uint8Array(await globalThis.crypto.subtle.digest("SHA-256", this.held ?? new Uint8Array(0)));
    this.held = null;
    return { sha256: hex(sum), crc32: this.crc };
  }
}
