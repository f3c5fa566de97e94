/** SHA-256 and CRC-32 of streams. Small files by the browser's own SHA-256, large ones piecewise. */

import { sha256 } from "@noble/hashes/sha2.js";
import { hex, joined } from "./bytes.js";

/** Files up to this size are held whole, so that the browser itself can sum them up. */
const WHOLE = 64 * 1024 * 1024;

const TABLES = (() => {
  const tables = Array.from({ length: 8 }, () => new Int32Array(256));
  for (let byte = 0; byte < 256; byte += 1) {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    tables[0][byte] = value;
  }
  for (let byte = 0; byte < 256; byte += 1) {
    for (let turn = 1; turn < 8; turn += 1) {
      const before = tables[turn - 1][byte];
      tables[turn][byte] = (before >>> 8) ^ tables[0][before & 255];
    }
  }
  return tables;
})();

/** CRC-32 as in ZIP, eight bytes a step; begin with 0. */
export function crc32(bytes, before = 0) {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = TABLES;
  const eights = bytes.length - (bytes.length % 8);
  let crc = ~before;
  let at = 0;
  for (; at < eights; at += 8) {
    crc ^= bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
    crc = t7[crc & 255] ^ t6[(crc >>> 8) & 255] ^ t5[(crc >>> 16) & 255] ^ t4[crc >>> 24]
      ^ t3[bytes[at + 4]] ^ t2[bytes[at + 5]] ^ t1[bytes[at + 6]] ^ t0[bytes[at + 7]];
  }
  for (; at < bytes.length; at += 1) crc = (crc >>> 8) ^ t0[(crc ^ bytes[at]) & 255];
  return ~crc >>> 0;
}

export async function sha256Of(bytes) {
  return hex(new Uint8Array(await globalThis.crypto.subtle.digest("SHA-256", bytes)));
}

/** Both sums of what comes in pieces; `size` is what will come. */
export async function sumsOf(pieces, size, tick) {
  const held = size <= WHOLE ? [] : null;
  const running = held ? null : sha256.create();
  let crc = 0;
  for await (const piece of pieces) {
    crc = crc32(piece, crc);
    if (held) held.push(piece);
    else running.update(piece);
    await tick?.(piece.length);
  }
  const sum = held ? await sha256Of(held.length === 1 ? held[0] : joined(held))
    : hex(running.digest());
  return { sha256: sum, crc32: crc };
}
