/**
 * SHA-256 of a stream (FIPS 180-4), for files too large to be held whole for the browser's own. Made
 * here because noble's takes three times as long in the browsers that were measured, and nothing
 * takes longer in checking a film: eight rounds a turn, so that no value changes its place.
 */

const primes = (() => {
  const found = [];
  for (let one = 2; found.length < 64; one += 1) {
    if (found.every((prime) => one % prime)) found.push(one);
  }
  return found;
})();

/** The first 32 bits behind the point of a root; exact, since doubles hold 52. */
const behindPoint = (root) => Math.floor((root % 1) * 2 ** 32) | 0;
const ROUND = Int32Array.from(primes, (prime) => behindPoint(Math.cbrt(prime)));
const BEGIN = Int32Array.from(primes.slice(0, 8), (prime) => behindPoint(Math.sqrt(prime)));
const BLOCK = 64;

const S0 = (x) => ((x >>> 2) | (x << 30)) ^ ((x >>> 13) | (x << 19)) ^ ((x >>> 22) | (x << 10));
const S1 = (x) => ((x >>> 6) | (x << 26)) ^ ((x >>> 11) | (x << 21)) ^ ((x >>> 25) | (x << 7));
const s0 = (x) => ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
const s1 = (x) => ((x >>> 17) | (x << 15)) ^ ((x >>> 19) | (x << 13)) ^ (x >>> 10);

/** Whole blocks out of `bytes` from `begin` on, taken into the state. */
function blocks(state, words, bytes, begin, count) {
  const k = ROUND;
  const w = words;
  const view = new DataView(bytes.buffer, bytes.byteOffset + begin, count * BLOCK);
  let [a, b, c, d, e, f, g, h] = state;
  for (let from = 0; from < count * BLOCK; from += BLOCK) {
    for (let at = 0; at < 16; at += 1) w[at] = view.getInt32(from + 4 * at);
    for (let at = 16; at < 64; at += 1) {
      w[at] = (((w[at - 16] + w[at - 7]) | 0) + ((s0(w[at - 15]) + s1(w[at - 2])) | 0)) | 0;
    }
    const [a0, b0, c0, d0, e0, f0, g0, h0] = [a, b, c, d, e, f, g, h];
    for (let at = 0; at < 64; at += 8) {
      h = ((h + S1(e)) | 0) + (((g ^ (e & (f ^ g))) + ((k[at + 0] + w[at + 0]) | 0)) | 0) | 0;
      d = (d + h) | 0;
      h = (((h + S0(a)) | 0) + ((a & b) ^ (c & (a ^ b)))) | 0;
      g = ((g + S1(d)) | 0) + (((f ^ (d & (e ^ f))) + ((k[at + 1] + w[at + 1]) | 0)) | 0) | 0;
      c = (c + g) | 0;
      g = (((g + S0(h)) | 0) + ((h & a) ^ (b & (h ^ a)))) | 0;
      f = ((f + S1(c)) | 0) + (((e ^ (c & (d ^ e))) + ((k[at + 2] + w[at + 2]) | 0)) | 0) | 0;
      b = (b + f) | 0;
      f = (((f + S0(g)) | 0) + ((g & h) ^ (a & (g ^ h)))) | 0;
      e = ((e + S1(b)) | 0) + (((d ^ (b & (c ^ d))) + ((k[at + 3] + w[at + 3]) | 0)) | 0) | 0;
      a = (a + e) | 0;
      e = (((e + S0(f)) | 0) + ((f & g) ^ (h & (f ^ g)))) | 0;
      d = ((d + S1(a)) | 0) + (((c ^ (a & (b ^ c))) + ((k[at + 4] + w[at + 4]) | 0)) | 0) | 0;
      h = (h + d) | 0;
      d = (((d + S0(e)) | 0) + ((e & f) ^ (g & (e ^ f)))) | 0;
      c = ((c + S1(h)) | 0) + (((b ^ (h & (a ^ b))) + ((k[at + 5] + w[at + 5]) | 0)) | 0) | 0;
      g = (g + c) | 0;
      c = (((c + S0(d)) | 0) + ((d & e) ^ (f & (d ^ e)))) | 0;
      b = ((b + S1(g)) | 0) + (((a ^ (g & (h ^ a))) + ((k[at + 6] + w[at + 6]) | 0)) | 0) | 0;
      f = (f + b) | 0;
      b = (((b + S0(c)) | 0) + ((c & d) ^ (e & (c ^ d)))) | 0;
      a = ((a + S1(f)) | 0) + (((h ^ (f & (g ^ h))) + ((k[at + 7] + w[at + 7]) | 0)) | 0) | 0;
      e = (e + a) | 0;
      a = (((a + S0(b)) | 0) + ((b & c) ^ (d & (b ^ c)))) | 0;
    }
    a = (a + a0) | 0;
    b = (b + b0) | 0;
    c = (c + c0) | 0;
    d = (d + d0) | 0;
    e = (e + e0) | 0;
    f = (f + f0) | 0;
    g = (g + g0) | 0;
    h = (h + h0) | 0;
  }
  state.set([a, b, c, d, e, f, g, h]);
}

export class Sha256 {
  constructor() {
    this.state = Int32Array.from(BEGIN);
    this.words = new Int32Array(64);
    this.rest = new Uint8Array(BLOCK);
    this.size = 0;
  }

  update(bytes) {
    let begin = 0;
    const held = this.size % BLOCK;
    this.size += bytes.length;
    if (held) {
      begin = Math.min(BLOCK - held, bytes.length);
      this.rest.set(bytes.subarray(0, begin), held);
      if (held + begin < BLOCK) return this;
      blocks(this.state, this.words, this.rest, 0, 1);
    }
    const count = Math.floor((bytes.length - begin) / BLOCK);
    if (count) blocks(this.state, this.words, bytes, begin, count);
    this.rest.set(bytes.subarray(begin + count * BLOCK));
    return this;
  }

  /** The 32 bytes; nothing may be added afterwards. */
  digest() {
    const held = this.size % BLOCK;
    const end = new Uint8Array(held < 56 ? BLOCK : 2 * BLOCK);
    end.set(this.rest.subarray(0, held));
    end[held] = 0x80;
    new DataView(end.buffer).setBigUint64(end.length - 8, BigInt(this.size) * 8n);
    blocks(this.state, this.words, end, 0, end.length / BLOCK);
    const sum = new Uint8Array(32);
    const view = new DataView(sum.buffer);
    this.state.forEach((word, at) => view.setInt32(4 * at, word));
    return sum;
  }
}
