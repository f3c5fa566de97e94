/**
 * Opening a bundle: from the files that were chosen to its list of files. Reads the headers, the
 * last chunk and the ZIP's directory, nothing else.
 */

import { identityFrom, keyFrom, looksLikeAge, openFile } from "./age.js";
import { checkLocal, readDirectory } from "./archive.js";
import { BadKeyFile, BadZip, Damaged, Refused, WrongKey } from "./faults.js";
import { nativeCipher } from "./payload.js";

export const BUNDLE = "bundle.age";
export const KEY = "key-passphrase.age";
/** Above this size the page says that the other two ways are the better ones. */
export const LIMIT = 64 * 1024 ** 3;
const MAX_KEYS = 64;

/** Out of chosen files: the bundle, its passphrase key and the recipients' keys. Refused BND-002. */
export async function sortOut(files) {
  const named = (name) => files.find((file) => file.name === name) ?? null;
  const other = files.find((file) => file.name.endsWith(".age") && !file.name.startsWith("key-"));
  const bundle = named(BUNDLE) ?? (other && (await looksLikeAge(other)) ? other : null);
  if (!bundle) throw new Refused("BND-002");
  const keys = files.filter((file) => /^key-.{1,80}\.age$/.test(file.name) && file.name !== KEY);
  return { bundle, key: named(KEY), keys: keys.slice(0, MAX_KEYS) };
}

/** An opened bundle: its entries by path, and their bytes. */
export class Opened {
  constructor(payload, entries) {
    this.payload = payload;
    this.list = entries;
    this.entries = new Map(entries.map((entry) => [entry.path, entry]));
  }

  /** The pieces of one file, each authentic; BadZip "local" if its header contradicts the list. */
  async *pieces(path) {
    const entry = this.entries.get(path);
    checkLocal(await this.payload.read(entry.offset, entry.begin - entry.offset), entry);
    yield* this.payload.pieces(entry.begin, entry.end);
  }

  /** A small file whole. */
  async read(path) {
    const entry = this.entries.get(path);
    const bytes = await this.payload.read(entry.offset, entry.end - entry.offset);
    const header = entry.begin - entry.offset;
    checkLocal(bytes.subarray(0, header), entry);
    return bytes.subarray(header);
  }
}

/** The identities that a secret may stand for: the bundle's own, or what a key file gives. */
async function candidates(outer, { passphrase, identity }) {
  if (!identity) {
    if (!outer.key) return { missing: true };
    return { found: await keyFrom(outer.key, { passphrase }) };
  }
  return { found: identityFrom(identity) };
}

/** The payload for a pasted key: the bundle's own, or a recipient's with a key file for it. */
async function openWith(outer, identity, native) {
  try {
    return await openFile(outer.bundle, identity, native);
  } catch (error) {
    if (!(error instanceof WrongKey)) throw error;
    for (const file of outer.keys) {
      // A key file of another recipient, or a damaged one, must not block the rest.
      const inner = await keyFrom(file, { identity }).catch(() => null);
      if (inner) return openFile(outer.bundle, inner, native);
    }
    throw error;
  }
}

/**
 * The payload of a bundle, or how check 1 or 2 ended instead: `{ payload }` or `{ number, why }`.
 * Refused for a wrong passphrase and for too much work: those are no verdict.
 */
export async function openPayloadOf(outer, secret, native) {
  const damaged = { number: 1, why: "key-passphrase.age is damaged." };
  try {
    const { missing, found } = await candidates(outer, secret);
    if (missing) return { number: 1, why: "key-passphrase.age is not there." };
    return { payload: await openWith(outer, found, native ?? (await nativeCipher())) };
  } catch (error) {
    if (error instanceof BadKeyFile) return damaged;
    if (error instanceof WrongKey) {
      return { number: 1, why: "The key beside it does not open it." };
    }
    if (error instanceof Damaged) return { number: 2, why: "Its beginning is damaged." };
    throw error;
  }
}

/** The opened bundle, or null where its directory cannot be read (the checks then say why). */
export async function openList(payload) {
  try {
    return new Opened(payload, await readDirectory(payload));
  } catch (error) {
    if (error instanceof Damaged || error instanceof BadZip) return null;
    throw error;
  }
}
