/** The custody log: every head recomputed from the beginning (app/bundle/verify/custody.py). */

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesOf, hex, joined, unhex } from "./bytes.js";
import { isObject, readCanonical, spelled } from "./canon.js";
import { CheckFailed, Damaged } from "./faults.js";

const MAX_LINE = 256 * 1024;
const GENESIS = sha256(bytesOf("ongi/v1/chain-genesis"));
const LABEL = bytesOf("ongi/v1/chain-link\0");
const HEX = /^[0-9a-f]{64}$/;
const TAKEN = new Set(["item.taken", "item.made", "item.seen_again"]);

const broken = (number) =>
  new CheckFailed("It does not fit together at entry {number}.", { number });

const ownNumber = (entry, number) => ("number" in entry ? entry.number : number);

/** One line: number, head, digest, and the entry where it is shown. */
function readLine(bytes, number) {
  let value;
  try {
    value = readCanonical(bytes);
  } catch (error) {
    if (error instanceof Damaged) throw broken(number);
    throw error;
  }
  const keys = isObject(value) ? Object.keys(value).sort().join() : "";
  const { digest, entry, head } = keys ? value : {};
  if (!keys || value.number !== number || typeof head !== "string") throw broken(number);
  if (keys === "entry,head,number" && isObject(entry) && ownNumber(entry, number) === number) {
    return { number, head, digest: sha256(bytesOf(spelled(entry))), entry };
  }
  if (keys === "digest,head,number" && typeof digest === "string" && HEX.test(digest)) {
    return { number, head, digest: unhex(digest), entry: null };
  }
  throw broken(number);
}

/** Lines out of pieces of bytes; a rest without an end of line is a broken line. */
async function* lines(pieces) {
  let rest = new Uint8Array(0);
  let number = 0;
  for await (const piece of pieces) {
    const bytes = rest.length ? joined([rest, piece]) : piece;
    let begin = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, begin)) {
      number += 1;
      if (end - begin >= MAX_LINE) throw broken(number);
      yield readLine(bytes.subarray(begin, end), number);
      begin = end + 1;
    }
    rest = bytes.slice(begin);
    if (rest.length > MAX_LINE) throw broken(number + 1);
  }
  if (rest.length) throw broken(number + 1);
}

/**
 * Follow the chain: the last number, the head after it, each item's SHA-256. `each` is given every
 * line that holds. CheckFailed at the first that does not.
 */
export async function follow(pieces, each) {
  let head = GENESIS;
  let number = 0;
  const taken = new Map();
  for await (const line of lines(pieces)) {
    number = line.number;
    head = sha256(joined([LABEL, head, line.digest]));
    if (hex(head) !== line.head) throw broken(number);
    noteTaken(line.entry, taken, number);
    each?.(line);
  }
  if (!number) throw broken(1);
  return { number, head: hex(head), taken };
}

function noteTaken(entry, taken, number) {
  const sum = isObject(entry?.details) ? entry.details.sha256 : null;
  if (typeof entry?.subject !== "string" || typeof sum !== "string" || !TAKEN.has(entry.act)) return;
  if (!taken.has(entry.subject)) taken.set(entry.subject, sum);
  if (taken.get(entry.subject) !== sum) throw broken(number);
}
