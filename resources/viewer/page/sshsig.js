/** OpenSSH file signatures: Ed25519 over SHA-512, as in OpenSSH's PROTOCOL.sshsig. */

import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { ascii, base64, bytesOf, hex, joined, same, unbase64 } from "./bytes.js";
import { Damaged, WrongKey } from "./faults.js";

const MAX_TEXT = 16 * 1024;
const KIND = "ssh-ed25519";
const MAGIC = joined([bytesOf("SSHSIG"), new Uint8Array([0, 0, 0, 1])]);

function string(bytes) {
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, bytes.length);
  return joined([size, bytes]);
}

/** The bytes of a public key line; Damaged if it is none. */
function publicBlob(line) {
  const [kind, text] = line.trim().split(" ");
  const blob = kind === KIND && line.length <= MAX_TEXT ? unbase64(text ?? "") : null;
  const form = blob && joined([string(bytesOf(KIND)), string(blob.slice(-32))]);
  if (!blob || blob.length !== 51 || !same(blob, form)) throw new Damaged("public line");
  return blob;
}

/** `SHA256:…` of a public key line, as OpenSSH prints it. */
export function fingerprint(line) {
  return `SHA256:${base64(sha256(publicBlob(line))).replace(/=+$/, "")}`;
}

function* fields(bytes) {
  for (let at = 0; at < bytes.length; ) {
    if (at + 4 > bytes.length) throw new Damaged("signature");
    const size = new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0);
    if (at + 4 + size > bytes.length) throw new Damaged("signature");
    yield bytes.subarray(at + 4, at + 4 + size);
    at += 4 + size;
  }
}

function exactly(bytes, count) {
  const list = [...fields(bytes)];
  if (list.length !== count) throw new Damaged("signature");
  return list;
}

/** The one text of a signature's bytes, as ssh-keygen writes it. */
function armored(bytes) {
  const lines = base64(bytes).match(/.{1,70}/g) ?? [];
  return ["-----BEGIN SSH SIGNATURE-----", ...lines, "-----END SSH SIGNATURE-----", ""].join("\n");
}

function unarmored(text) {
  const lines = text.length <= MAX_TEXT ? text.split("\n") : [];
  const bytes = unbase64(lines.slice(1, -2).join(""));
  if (!bytes || text !== armored(bytes)) throw new Damaged("signature");
  if (!same(bytes.subarray(0, MAGIC.length), MAGIC)) throw new Damaged("signature");
  return bytes.subarray(MAGIC.length);
}

const number = (bytes) => BigInt(`0x${hex(Uint8Array.from(bytes).reverse())}`);

/**
 * The equation itself, as OpenSSL and OpenSSH check it. The library's multiplies it by eight, and so
 * forgives what those refuse.
 */
function fitsExactly(raw, signed, key) {
  const { BASE, Fn } = ed25519.Point;
  const challenge = Fn.create(number(sha512(joined([raw.subarray(0, 32), key, signed]))));
  const owner = ed25519.Point.fromBytes(key).multiplyUnsafe(challenge);
  return same(BASE.multiplyUnsafe(number(raw.subarray(32))).subtract(owner).toBytes(), raw.subarray(0, 32));
}

/** Check a signature; Damaged for malformed text, WrongKey for another key, purpose or message. */
export function verify(line, namespace, message, signature) {
  const key = publicBlob(line);
  const [signer, name, reserved, algorithm, inner] = exactly(unarmored(signature), 5);
  const [kind, raw] = exactly(inner, 2);
  const known = ascii(algorithm) === "sha512" && ascii(kind) === KIND;
  if (!known || reserved.length) throw new Damaged("signature");
  if (!same(signer, key) || ascii(name) !== namespace) throw new WrongKey("signature");
  const signed = joined([
    bytesOf("SSHSIG"), string(name), string(new Uint8Array(0)), string(algorithm),
    string(sha512(message)),
  ]);
  let fits = false;
  try {
    fits = ed25519.verify(raw, signed, key.slice(-32), { zip215: false })
      && fitsExactly(raw, signed, key.slice(-32));
  } catch {
    fits = false;
  }
  if (!fits) throw new WrongKey("signature");
}
