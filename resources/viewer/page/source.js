/**
 * The encrypted archive as one thing that can be sliced, whole or in parts
 * (app/bundle/verify/parts.py). Nothing is copied or read but the slices that are asked for.
 */

import { ascii, bytesIn, bytesOf, hex, same } from "./bytes.js";
import { Sha256 } from "./sha256.js";

export const PART_LIST = "parts.sha256";
const PART = /^bundle\.age\.([0-9]{3})$/;
const LINE = /^([0-9a-f]{64}) {2}bundle\.age\.[0-9]{3}$/;
const MAX_PARTS = 999;
const MAX_LIST = 128 * 1024;
const STEP = 4 * 1024 * 1024;

export const isPart = (name) => PART.test(name) || name === PART_LIST;
const partName = (number) => `bundle.age.${String(number).padStart(3, "0")}`;

/** Files one after another, as one blob; what a worker is given is the list of files. */
export class Source {
  constructor(files) {
    this.files = files;
    this.size = files.reduce((sum, file) => sum + file.size, 0);
  }

  /** The bytes from one place to another, as a blob of references. */
  slice(from, until) {
    if (this.files.length === 1) return this.files[0].slice(from, until);
    const pieces = [];
    let begin = 0;
    for (const file of this.files) {
      const end = begin + file.size;
      if (end > from && begin < until) {
        pieces.push(file.slice(Math.max(0, from - begin), Math.min(file.size, until - begin)));
      }
      begin = end;
    }
    return new Blob(pieces);
  }
}

/** The SHA-256 of each part, in order; null for anything but the one form. */
function readPartList(bytes) {
  const sums = ascii(bytes).split("\n").slice(0, -1).map((line) => LINE.exec(line)?.[1] ?? "");
  const form = sums.map((sum, at) => `${sum}  ${partName(at + 1)}\n`).join("");
  const sound = sums.length >= 1 && sums.length <= MAX_PARTS && !sums.includes("");
  return sound && same(bytesOf(form), bytes) ? sums : null;
}

/** A set of parts out of chosen files: `{ bundle, parts }`, or `{ lacking }` with the reason. */
export async function gathered(files) {
  const list = files.find((file) => file.name === PART_LIST);
  if (!list) return { lacking: { why: "parts.sha256 is not there." } };
  const small = list.size <= MAX_LIST;
  const sums = small ? readPartList(await bytesIn(list)) : null;
  if (!sums) return { lacking: { why: "parts.sha256 can't be read." } };
  const there = new Map(files.filter((file) => PART.test(file.name))
    .map((file) => [Number(PART.exec(file.name)[1]), file]));
  const count = sums.length;
  for (let number = 1; number <= count; number += 1) {
    if (!there.has(number)) {
      return { lacking: { why: "Part {number} of {count} is not here.", values: { number, count } } };
    }
  }
  const over = [...there.keys()].filter((number) => number < 1 || number > count)
    .sort((one, other) => one - other)[0];
  if (over !== undefined) {
    const why = "{name} is here, but does not belong to the set.";
    return { lacking: { why, values: { name: partName(over) } } };
  }
  const parts = sums.map((sum, at) => ({ sum, file: there.get(at + 1) }));
  return { bundle: new Source(parts.map((part) => part.file)), parts };
}

/** The number of the first part that is not the one in the list; 0 if all are. */
export async function firstWrong(parts) {
  for (const [at, { sum, file }] of parts.entries()) {
    const digest = new Sha256();
    for (let begin = 0; begin < file.size; begin += STEP) {
      digest.update(await bytesIn(file.slice(begin, begin + STEP)));
    }
    if (hex(digest.digest()) !== sum) return at + 1;
  }
  return 0;
}
