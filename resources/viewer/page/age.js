/**
 * The header of an age file and the keys that open it. Sizes and counts are capped before typage
 * sees anything, the work of a passphrase file before anything is derived. C2SP age specification,
 * section "Header".
 */

import { Decrypter } from "age-encryption";
import { ascii, utf8 } from "./bytes.js";
import { BadKeyFile, Damaged, Refused, WrongKey } from "./faults.js";
import { openPayload } from "./payload.js";

const VERSION = "age-encryption.org/v1\n";
const MAX_HEADER = 128 * 1024;
const MAX_LINE = 8 * 1024;
const MAX_STANZAS = 64;
const MAX_ARGUMENTS = 32;
const MAX_KEY = 64 * 1024;
const MAX_WORK = 20;
const BASE64 = /^[A-Za-z0-9+/]*$/;

/** Whether a file begins as an age file does. */
export async function looksLikeAge(blob) {
  const begin = new Uint8Array(await blob.slice(0, 19).arrayBuffer());
  return ascii(begin) === VERSION.slice(0, 19);
}

/** The header's bytes and its stanzas' first lines, after its grammar; Damaged otherwise. */
async function readHeader(blob) {
  const bytes = new Uint8Array(await blob.slice(0, MAX_HEADER + 1).arrayBuffer());
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

/** An identity out of text: the first line that is no remark. BadKeyFile if it is none. */
export function identityFrom(text) {
  const line = text.split(/\r\n|\r|\n/).filter((one) => one.trim() && one[0] !== "#")[0] ?? "";
  const trimmed = line.trim();
  const identity = trimmed === trimmed.toLowerCase() ? trimmed.toUpperCase() : trimmed;
  try {
    new Decrypter().addIdentity(identity);
  } catch {
    throw new BadKeyFile("no identity");
  }
  return identity;
}

/**
 * The bundle's identity out of a key file, by passphrase or by the recipient's own identity.
 * Refused BND-001 (wrong passphrase), BND-004 (asks for too much work), ENV-010 (not enough
 * memory); WrongKey for an identity that it is not for; BadKeyFile.
 */
export async function keyFrom(keyFile, { passphrase, identity }) {
  if (keyFile.size > MAX_KEY) throw new BadKeyFile("too long");
  try {
    const header = await readHeader(keyFile);
    const decrypter = new Decrypter();
    if (identity) decrypter.addIdentity(identity);
    else decrypter.addPassphrase(normalised(passphrase));
    const [kind, , work] = header.stanzas[0];
    if (!identity && kind === "scrypt" && /^[1-9][0-9]?$/.test(work) && Number(work) > MAX_WORK) {
      throw new Refused("BND-004");
    }
    const key = await fileKey(header.bytes, decrypter);
    const plain = await openPayload(keyFile, header.bytes.length, key, false);
    return identityFrom(utf8(await plain.read(0, plain.size)));
  } catch (error) {
    if (error instanceof WrongKey && !identity) throw new Refused("BND-001");
    if (error instanceof Damaged) throw new BadKeyFile(error.message);
    throw error;
  }
}
