/**
 * Opening a bundle: from the files that were chosen to its list of files. Reads the headers, the
 * last chunk and the ZIP's directory, nothing else.
 */

import { identitiesFrom, isPlain, looksLikeAge, openFile } from "./age.js";
import { checkLocal, readDirectory } from "./archive.js";
import { BadKeyFile, BadZip, Damaged, Refused, WrongKey } from "./faults.js";
import { filesInZip, looksLikeZip } from "./outerzip.js";
import { nativeCipher } from "./payload.js";
import { gathered, isPart, PART_LIST, Source } from "./source.js";
import { deriveKey, spread } from "./workers.js";

export const BUNDLE = "bundle.age";
export const KEY = "key-passphrase.age";
/** Above this size the page says that the other two ways are the better ones. */
export const LIMIT = 64 * 1024 ** 3;
const RECIPIENT = /^key-[a-z0-9-]{1,32}\.age$/;
const MAX_KEYS = 64;

/** Whether a name is one that this page reads. */
const isOurs = (name) => name === BUNDLE || isPart(name) || RECIPIENT.test(name);

/** The one ZIP among files in which no bundle lies open, or null. */
async function packedIn(files) {
  const zips = [];
  for (const file of files) if (await looksLikeZip(file)) zips.push(file);
  return zips.length === 1 ? zips[0] : null;
}

/**
 * Out of chosen files: the bundle (whole, or its parts), its passphrase key, the recipients' keys.
 * Where nothing of one is there but a ZIP of the folder, out of that. Where a set of parts is not
 * whole, `lacking` says why. Refused BND-002, BND-007.
 */
export async function sortOut(files) {
  const named = (name) => files.find((file) => file.name === name) ?? null;
  const keys = files.filter((file) => RECIPIENT.test(file.name) && file.name !== KEY)
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const found = { key: named(KEY), keys: keys.slice(0, MAX_KEYS), parts: [], lacking: null };
  const whole = named(BUNDLE);
  if (whole) return { ...found, bundle: new Source([whole]) };
  if (files.some((file) => isPart(file.name))) return { ...found, ...(await gathered(files)) };
  const other = files.find((file) => file.name.endsWith(".age") && !file.name.startsWith("key-"));
  if (other && (await looksLikeAge(other))) return { ...found, bundle: new Source([other]) };
  const packed = await packedIn(files);
  if (!packed) throw new Refused("BND-002");
  return sortOut(await filesInZip(packed, isOurs, [BUNDLE, PART_LIST]));
}

/** An opened bundle: its entries by path, and their bytes. */
export class Opened {
  constructor(payload, entries) {
    this.payload = payload;
    this.list = entries;
    this.entries = new Map(entries.map((entry) => [entry.path, entry]));
  }

  /** The pieces of one file, each authentic; BadZip "local" if its header contradicts the list. */
  async *pieces(path, passing = false) {
    const entry = this.entries.get(path);
    checkLocal(await this.payload.read(entry.offset, entry.begin - entry.offset), entry);
    yield* this.payload.pieces(entry.begin, entry.end, passing);
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

/**
 * What may open the bundle, with the name of the key file it came out of: the passphrase's key, or
 * a recipient's own identities and what the key files hold for them.
 */
async function* keysOf(outer, { passphrase, identity }) {
  if (!identity) {
    yield { key: await deriveKey(outer.key, { passphrase }), name: "" };
    return;
  }
  const identities = identitiesFrom(identity);
  for (const key of identities.filter(isPlain)) yield { key, name: "" };
  for (const file of outer.keys) {
    // A key file of another recipient, or a damaged one, must not block the rest.
    const key = await deriveKey(file, { identities }).catch(() => null);
    if (key && isPlain(key)) yield { key, name: file.name };
  }
}

/** The payload by the first key that opens it, and that key's file. WrongKey, Damaged. */
async function openWith(outer, secret, native) {
  let beside = !secret.identity; // whether a key file gave a key
  for await (const { key, name } of keysOf(outer, secret)) {
    beside ||= name !== "";
    try {
      return { payload: await openFile(outer.bundle, key, native), name };
    } catch (error) {
      if (!(error instanceof WrongKey)) throw error;
    }
  }
  throw Object.assign(new WrongKey("none fits"), { beside });
}

/**
 * The payload of a bundle, or how check 1 or 2 ended instead: `{ payload }` (with the `name` of a
 * recipient's key file) or `{ number, why }`; and the parts it came in, `tried` if a key was tried on it. Refused for a wrong passphrase and
 * for too much work: those are no verdict.
 */
export async function openPayloadOf(outer, secret, native) {
  const { parts, lacking } = outer;
  const ended = (number, why, tried) => ({ number, why, tried, parts });
  if (lacking) return { ...ended(1, lacking.why, false), values: lacking.values };
  try {
    if (!secret.identity && !outer.key) {
      const others = outer.keys.length > 0;
      const why = others ? "It opens with a recipient's key file alone." : "key-passphrase.age is not there.";
      return ended(1, why, false);
    }
    const { payload, name } = await openWith(outer, secret, native ?? (await nativeCipher()));
    payload.spread = (length) => spread(payload, length);
    return { payload, parts, tried: true, name };
  } catch (error) {
    if (error instanceof BadKeyFile) return ended(1, "key-passphrase.age is damaged.", false);
    if (error instanceof WrongKey) {
      const none = error.beside === false;
      const why = none ? "No key file beside it is for this key." : "The key beside it does not open it.";
      return ended(1, why, true);
    }
    if (error instanceof Damaged) return ended(2, "Its beginning is damaged.", true);
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
