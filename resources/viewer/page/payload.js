/**
 * The payload of an age file, read at any place by slices (C2SP age specification, section
 * "Payload"). The browser's own ChaCha20-Poly1305 where it has one, else noble's. Every byte that
 * leaves here is authentic. Memory is that of a few slices, whatever the size.
 */

import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesIn, bytesOf } from "./bytes.js";
import { Damaged } from "./faults.js";
import { Source } from "./source.js";

const CHUNK = 64 * 1024;
const TAG = 16;
const SEALED = CHUNK + TAG;
export const NONCE = 16;
/** Chunks that are read and opened together when a file is read from end to end. */
const AHEAD = 64;

/** Whether the browser opens ChaCha20-Poly1305 by itself. */
export async function nativeCipher() {
  try {
    await globalThis.crypto.subtle.importKey(
      "raw-secret", new Uint8Array(32), { name: "ChaCha20-Poly1305" }, false, ["decrypt"],
    );
    return true;
  } catch {
    return false;
  }
}

function nonceOf(index, last) {
  const nonce = new Uint8Array(12);
  const view = new DataView(nonce.buffer);
  view.setUint32(7, index % 2 ** 32);
  view.setUint8(6, Math.floor(index / 2 ** 32));
  nonce[11] = last ? 1 : 0;
  return nonce;
}

/** Where a run of sealed chunks opens: into which bytes, and what puts one there or fails. */
async function nativeOpener(key) {
  const subtle = globalThis.crypto.subtle;
  const name = "ChaCha20-Poly1305";
  const handle = await subtle.importKey("raw-secret", key, { name }, false, ["decrypt"]);
  return {
    room: (sealed, size) => new Uint8Array(size),
    async open(iv, sealed, into) {
      into.set(new Uint8Array(await subtle.decrypt({ name, iv, tagLength: 128 }, handle, sealed)));
    },
  };
}

/**
 * In place, chunk after chunk: what is opened is shorter than what was sealed, so no chunk is
 * written over before its turn, and nothing but one run of bytes is held.
 */
function scriptOpener(key) {
  return {
    room: (sealed, size) => sealed.subarray(0, size),
    async open(nonce, sealed, into) {
      chacha20poly1305(key, nonce).decrypt(sealed, into);
    },
  };
}

/** Give memory back at once, not when the browser sees to it; only where nobody looks any more. */
function forget(bytes) {
  bytes.buffer.transfer?.(0);
}

/** The plaintext of a payload: `size`, and bytes from any place. */
export class Payload {
  constructor(blob, start, opener, recipe) {
    this.blob = blob;
    this.recipe = recipe; // what another thread makes the same payload from
    this.spread = null; // gives threads to open a long range with, or nothing
    this.start = start + NONCE;
    this.sealed = blob.size - this.start;
    this.opener = opener;
    this.count = Math.ceil(this.sealed / SEALED);
    const rest = this.sealed - (this.count - 1) * SEALED;
    if (this.count < 1 || rest < TAG || (rest === TAG && this.count > 1)) {
      throw new Damaged("the payload is cut off");
    }
    this.size = this.sealed - this.count * TAG;
  }

  /** The plaintext of some chunks from `first` on, in one piece. */
  async chunks(first, count) {
    const end = Math.min(first + count, this.count);
    const from = this.start + first * SEALED;
    const until = Math.min(this.start + end * SEALED, this.blob.size);
    const sealed = await bytesIn(this.blob.slice(from, until));
    const plain = this.opener.room(sealed, sealed.length - (end - first) * TAG);
    const one = (index) => {
      const [at, to] = [(index - first) * SEALED, (index - first) * CHUNK];
      return this.opener.open(nonceOf(index, index === this.count - 1),
        sealed.subarray(at, at + SEALED), plain.subarray(to, to + CHUNK));
    };
    const ends = await Promise.allSettled(
      Array.from({ length: end - first }, async (_, at) => one(first + at)),
    );
    const bad = ends.findIndex((ended) => ended.status === "rejected");
    if (bad >= 0) {
      throw Object.assign(new Damaged("a chunk does not authenticate"), { chunk: first + bad });
    }
    if (plain.buffer !== sealed.buffer) forget(sealed);
    return plain;
  }

  /** Authenticate the last chunk, which says that it is the last: nothing was cut off. */
  async verifyEnd() {
    await this.chunks(this.count - 1, 1);
  }

  /** Bytes from `at`, as many as asked for; Damaged beyond the end. */
  async read(at, length) {
    if (at < 0 || length < 0 || at + length > this.size) throw new Damaged("beyond the end");
    if (length === 0) return new Uint8Array(0);
    const first = Math.floor(at / CHUNK);
    const count = Math.floor((at + length - 1) / CHUNK) - first + 1;
    const plain = await this.chunks(first, count);
    return plain.subarray(at - first * CHUNK, at - first * CHUNK + length);
  }

  /**
   * Pieces from `at` to `end`, in order; the next ones are opened while one is looked at, in threads
   * where `spread` gives some. What comes before a damaged chunk is given before Damaged is raised.
   * `passing`: whoever asks for the next piece is done with the one before, whose memory goes then.
   */
  async *pieces(at, end, passing = false) {
    const lanes = (await this.spread?.(end - at))
      ?? { depth: 2, open: (first, count) => this.chunks(first, count), end: () => {} };
    const beyond = Math.ceil(end / CHUNK);
    const under = [];
    let first = Math.floor(at / CHUNK);
    let asked = first;
    const ask = () => {
      for (; under.length < lanes.depth && asked < beyond; asked += AHEAD) {
        const plain = lanes.open(asked, Math.min(AHEAD, beyond - asked));
        plain.catch(() => {}); // told when it is waited for
        under.push(plain);
      }
    };
    try {
      for (ask(); at < end; first += AHEAD) {
        const plain = await under.shift().catch((error) => this.upTo(first, error));
        if (!plain.error) ask();
        const begin = at - first * CHUNK;
        const piece = plain.subarray(begin, Math.min(plain.length, begin + end - at));
        at += piece.length;
        if (piece.length) yield piece;
        if (plain.error) throw plain.error;
        if (passing) forget(plain);
      }
    } finally {
      lanes.end();
    }
  }

  /** The chunks before a damaged one, which is told as `error`; raises it where there are none. */
  async upTo(first, error) {
    if (!(error.chunk > first)) throw error;
    return Object.assign(await this.chunks(first, error.chunk - first), { error });
  }
}

/** The payload that a recipe describes: files, header size, key, and whose cipher. */
export async function payloadOf(recipe) {
  const { files, headerSize, key, native } = recipe;
  const opener = native ? await nativeOpener(key) : scriptOpener(key);
  return new Payload(new Source(files), headerSize, opener, recipe);
}

/** Open the payload behind a header of `headerSize` bytes with its file key. */
export async function openPayload(source, headerSize, fileKey, native) {
  const nonce = await bytesIn(source.slice(headerSize, headerSize + NONCE));
  if (nonce.length !== NONCE) throw new Damaged("the payload has no nonce");
  const key = hkdf(sha256, fileKey, nonce, bytesOf("payload"), 32);
  return payloadOf({ files: source.files ?? [source], headerSize, key, native });
}
