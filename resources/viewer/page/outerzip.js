/**
 * The files of a bundle that came as one ZIP of its folder (app/bundle/verify/outside.py): stored,
 * so that each lies in it as one piece and is read in place. Anybody may have packed it, so nothing
 * it says is believed but names and places, and those are bounds-checked. FORMAT.md, "Bundle".
 */

import { bytesIn } from "./bytes.js";
import { Refused } from "./faults.js";

const END = 22;
const LOCATOR = 20;
const END64 = 56;
const MAX_FILES = 3000;
const MAX_DIRECTORY = 4 * 1024 * 1024;
const WIDE32 = 0xffffffff;

const viewOf = async (blob, at, length) => {
  if (!(at >= 0 && length >= 0 && at + length <= blob.size)) throw new Refused("BND-002");
  return new DataView((await bytesIn(blob.slice(at, at + length))).buffer);
};
const long = (view, at) => Number(view.getBigUint64(at, true));

/** Whether a file begins as a ZIP does. */
export async function looksLikeZip(blob) {
  return blob.size >= END && (await viewOf(blob, 0, 4)).getUint32(0, true) === 0x04034b50;
}

/** Where the directory is, how long, and how far its places are off (bytes before the ZIP). */
async function directoryOf(blob) {
  const end = await viewOf(blob, blob.size - END, END);
  if (end.getUint32(0, true) !== 0x06054b50) throw new Refused("BND-002");
  let [size, offset, at] = [end.getUint32(12, true), end.getUint32(16, true), blob.size - END];
  if (at >= LOCATOR + END64) {
    const wide = await viewOf(blob, at - LOCATOR - END64, LOCATOR + END64);
    if (wide.getUint32(END64, true) === 0x07064b50 && wide.getUint32(0, true) === 0x06064b50) {
      [size, offset, at] = [long(wide, 40), long(wide, 48), at - LOCATOR - END64];
    }
  }
  if (size > MAX_DIRECTORY || size > at) throw new Refused("BND-002");
  return { begin: at - size, size, shift: at - size - offset };
}

/** The 64-bit numbers of an entry that has no room for them in its record. */
function widened(entry, view, from, until) {
  for (let at = from; at + 4 <= until; ) {
    const [kind, size] = [view.getUint16(at, true), view.getUint16(at + 2, true)];
    let next = at + 4;
    const end = Math.min(next + size, until);
    at = end;
    if (kind !== 1) continue;
    for (const field of ["plain", "size", "offset"]) {
      if (entry[field] === WIDE32 && next + 8 <= end) {
        entry[field] = long(view, next);
        next += 8;
      }
    }
  }
  return entry;
}

/** Every entry: folder and name (its bytes as letters), packed or not, size and place. */
async function entriesOf(blob) {
  const { begin, size, shift } = await directoryOf(blob);
  const view = await viewOf(blob, begin, size);
  const found = [];
  for (let at = 0; at < size; ) {
    const head = at + 46 <= size && view.getUint32(at, true) === 0x02014b50;
    if (!head || found.length === MAX_FILES) throw new Refused("BND-002");
    const lengths = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const named = at + 46;
    const next = named + lengths[0] + lengths[1] + lengths[2];
    if (next > size) throw new Refused("BND-002");
    const path = Array.from(new Uint8Array(view.buffer, named, lengths[0]),
      (byte) => String.fromCharCode(byte)).join("");
    const cut = path.lastIndexOf("/") + 1;
    const entry = {
      folder: path.slice(0, cut), name: path.slice(cut),
      packed: view.getUint16(at + 10, true) !== 0 || (view.getUint16(at + 8, true) & 1) === 1,
      size: view.getUint32(at + 20, true), plain: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    };
    widened(entry, view, named + lengths[0], named + lengths[0] + lengths[1]);
    entry.offset += shift;
    found.push(entry);
    at = next;
  }
  return found;
}

/** One file of it, as a blob with a name; nothing is read but its header. */
async function member(blob, entry) {
  if (entry.packed) throw new Refused("BND-007");
  if (entry.size !== entry.plain) throw new Refused("BND-002");
  const head = await viewOf(blob, entry.offset, 30);
  if (head.getUint32(0, true) !== 0x04034b50) throw new Refused("BND-002");
  const begin = entry.offset + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  if (!(begin + entry.size <= blob.size)) throw new Refused("BND-002");
  const file = blob.slice(begin, begin + entry.size);
  return Object.defineProperty(file, "name", { value: entry.name });
}

/**
 * The files that `wanted` names, out of the one folder that holds a bundle; a name that stands
 * there twice is none. Refused BND-002 (no folder of it does, or several), BND-007 (compressed).
 */
export async function filesInZip(blob, wanted, homeNames) {
  const entries = await entriesOf(blob);
  const homes = homeNames.map((name) => entries.filter((one) => one.name === name))
    .find((found) => found.length) ?? [];
  if (homes.length !== 1) throw new Refused("BND-002");
  const beside = entries.filter((one) => one.folder === homes[0].folder && wanted(one.name));
  const once = beside.filter((one) => beside.filter(({ name }) => name === one.name).length === 1);
  return Promise.all(once.map((one) => member(blob, one)));
}
