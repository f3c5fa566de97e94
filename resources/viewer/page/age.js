/**
 * The header of an age file and the keys that open it. Sizes and counts are capped before typage
 * sees anything, the work of a passphrase file before anything is derived. C2SP age specification,
 * section "Header".
 */

import { armor, Decrypter } from "age-encryption";
import { ascii, bytesIn, utf8 } from "./bytes.js";
import { BadKeyFile, Damaged, Refused, WrongKey } from "./faults.js";
import { openPayload } from "./payload.js";

const VERSION = "age-encryption.org/v1\n";
const MAX_HEADER = 128 * 1024;
const MAX_LINE = 8 * 1024;
const MAX_STANZAS = 64;
const MAX_ARGUMENTS = 32;
const MAX_KEY = 64 * 1024;
const MAX_WORK = 20;
const MAX_IDENTITIES = 100;
const IDENTITY = /^AGE-SECRET-KEY-1[0-9A-Z]{58}$/;
const BASE64 = /^[A-Za-z0-9+/]*$/;

/** Whether a file begins as an age file does. */
export async function looksLikeAge(blob) {
  const begin = await bytesIn(blob.slice(0, 19));
  return ascii(begin) === VERSION.slice(0, 19);
}

/** The header's bytes and its stanzas' first lines, after its grammar; Damaged otherwise. */
async function readHeader(blob) {
  const bytes = await bytesIn(blob.slice(0, MAX_HEADER + 1));
  const end = headerEnd(bytes);
  const lines = ascii(bytes.subarray(0, end - 1)).split("\n").slice(1);
  const stanzas = [];
  let at = 0;
  while (!lines[at].startsWith("---")) {
    const words = lines[at].split(" ");
    if (words[0] !== "->" || words.length < 2 || words.length > MAX_ARGUMENTS + 1) {
      throw new Damaged("stanza");
    }
    if (!words.every((word) => /^[!-~]+$/.test(word))) throw new Damaged("stanza");
    stanzas.push(words.slice(1));
    for (at += 1; ; at += 1) {
      if (at >= lines.length - 1 || lines[at].length > 64 || !BASE64.test(lines[at])) {
        throw new Damaged("stanza");
      }
      if (lines[at].length < 64) break;
    }
    at += 1;
  }
  if (!/^--- [A-Za-z0-9+/]{43}$/.test(lines[at]) || at !== lines.length - 1) {
    throw new Damaged("authentication code");
  }
  const alone = stanzas.length === 1 || stanzas.every((words) => words[0] !== "scrypt");
  if (!stanzas.length || stanzas.length > MAX_STANZAS || !alone) throw new Damaged("stanzas");
  return { bytes: bytes.subarray(0, end), stanzas };
}

function headerEnd(bytes) {
  if (ascii(bytes.subarray(0, VERSION.length)) !== VERSION) throw new Damaged("version");
  let begin = VERSION.length;
  for (;;) {
    const end = bytes.indexOf(10, begin);
    if (end < 0 || end - begin >= MAX_LINE || end >= MAX_HEADER) throw new Damaged("header");
    if (ascii(bytes.subarray(begin, begin + 3)) === "---") return end + 1;
    begin = end + 1;
  }
}

async function fileKey(header, decrypter) {
  try {
    return await decrypter.decryptHeader(header);
  } catch (error) {
    // typage knows one sentence for "none of these is for me"; a test holds it.
    if (error instanceof RangeError) throw new Refused("ENV-010");
    if (/^no identity matched/.test(error?.message ?? "")) throw new WrongKey("no stanza fits");
    throw new Damaged("the header was changed");
  }
}

/** The plaintext of an age file for an identity; WrongKey, Damaged. */
export async function openFile(blob, identity, native) {
  const header = await readHeader(blob);
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return openPayload(blob, header.bytes.length, await fileKey(header.bytes, decrypter), native);
}

/** What a typed passphrase is, whatever its case, gaps and width (crypto/words.py). */
export function normalised(text) {
  const folded = text.normalize("NFKC").toLowerCase();
  return folded.replace(/[\s\-_,.·‐-―−]+/g, "-").replace(/^-+|-+$/g, "");
}

/** One identity; BadKeyFile if it is none. */
function identityOf(line) {
  const identity = line === line.toLowerCase() ? line.toUpperCase() : line;
  try {
    new Decrypter().addIdentity(identity);
  } catch {
    throw new BadKeyFile("no identity");
  }
  return identity;
}

/** The identities in the text of an age identity file (crypto/age/keytext.py). BadKeyFile. */
export function identitiesFrom(text) {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  const found = lines.filter((line) => line && !line.startsWith("#"));
  if (text.length > MAX_KEY || !found.length || found.length > MAX_IDENTITIES) {
    throw new BadKeyFile("identities");
  }
  return found.map(identityOf);
}

/** Whether an identity can be the bundle's own: those are never the post-quantum ones. */
export const isPlain = (identity) => !identity.startsWith("AGE-SECRET-KEY-PQ-");

/** Bytes of an age file, out of its text form where it is one. */
async function unarmoured(file) {
  const bytes = await bytesIn(file);
  const text = ascii(bytes).trim();
  if (!text.startsWith("-----BEGIN AGE")) return file;
  try {
    return new Blob([armor.decode(text)]);
  } catch {
    throw new BadKeyFile("armour");
  }
}

/** What is in a small age file. `exact`: a passphrase as it is typed, for a key of one's own. */
async function bytesInside(keyFile, { passphrase, identities, exact }) {
  if (keyFile.size > MAX_KEY) throw new BadKeyFile("too long");
  try {
    // A bundle's own key files have one form; only what a recipient brings may be in text form.
    const file = exact ? await unarmoured(keyFile) : keyFile;
    const header = await readHeader(file);
    const decrypter = new Decrypter();
    for (const identity of identities ?? []) decrypter.addIdentity(identity);
    if (!identities) decrypter.addPassphrase(exact ? passphrase : normalised(passphrase));
    const [kind, , work] = header.stanzas[0];
    const heavy = kind === "scrypt" && /^[1-9][0-9]?$/.test(work) && Number(work) > MAX_WORK;
    if (!identities && heavy) throw new Refused("BND-004");
    const key = await fileKey(header.bytes, decrypter);
    const plain = await openPayload(file, header.bytes.length, key, false);
    return await plain.read(0, plain.size);
  } catch (error) {
    if (error instanceof WrongKey && !identities) throw new Refused("BND-001");
    if (error instanceof Damaged) throw new BadKeyFile(error.message);
    throw error;
  }
}

/**
 * The bundle's identity in a key file's bytes, by the rule of app/bundle/verify/unlock.py: the first
 * line that neither is blank nor begins with `#`, in its one spelling. BadKeyFile.
 */
function ownIdentity(bytes) {
  const lines = ascii(bytes).split("\n")
    .map((line) => (line.startsWith("#") ? "" : line.replace(/^[ \t\v\f\r]+|[ \t\v\f\r]+$/g, "")));
  const first = lines.find((line) => line) ?? "";
  if (!IDENTITY.test(first)) throw new BadKeyFile("no identity");
  return identityOf(first);
}

/**
 * The bundle's identity out of a key file, by passphrase or by the recipient's own identities.
 * Refused BND-001 (wrong passphrase), BND-004 (asks for too much work), ENV-010 (not enough
 * memory); WrongKey for identities that it is not for; BadKeyFile.
 */
export async function keyFrom(keyFile, secret) {
  return ownIdentity(await bytesInside(keyFile, secret));
}

/** Whether a recipient's own key file is closed with a passphrase. */
export async function isClosed(file) {
  const begin = ascii(await bytesIn(file.slice(0, 64))).trimStart();
  return begin.startsWith("age-encryption.org/") || begin.startsWith("-----BEGIN AGE");
}

/** The identities in a recipient's own key file, opened by its passphrase where it is closed. */
export async function ownKeys(file, passphrase) {
  if (file.size > MAX_KEY) throw new BadKeyFile("too long");
  if (!(await isClosed(file))) return identitiesFrom(await file.text());
  const bytes = await bytesInside(file, { passphrase, exact: true });
  try {
    return identitiesFrom(utf8(bytes));
  } catch (error) {
    if (error instanceof Damaged) throw new BadKeyFile(error.message);
    throw error;
  }
}
