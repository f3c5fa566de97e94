/**
 * The files of a bundle that came as one ZIP of its folder: stored, so that each lies in it as one
 * piece and is read in place. Anybody may have packed it, so nothing it says is believed but names
 * and places, and those are bounds-checked; what programs take in different ways is refused. The
 * same rules as app/bundle/verify/outerzip.py. FORMAT.md, "Bundle".
 */

import { bytesIn, same } from "./bytes.js";
import { Refused } from "./faults.js";

const END = 22;
const LOCATOR = 20;
const END64 = 56;
const RECORD = 46;
const LOCAL = 30;
const MAX_FILES = 3000;
const MAX_DIRECTORY = 4 * 1024 * 1024;
const WIDE16 = 0xffff;
const WIDE32 = 0xffffffff;

const viewOf = async (blob, at, length) => {
  if (!(at >= 0 && length >= 0 && at + length <= blob.size)) throw new Refused("BND-002");
  return new DataView((await bytesIn(blob.slice(at, at + length))).buffer);
};
const long = (view, at) => Number(view.getBigUint64(at, true));
const sound = (rule) => {
  if (!rule) throw new Refused("BND-002");
};

/** Whether a file begins as a ZIP does. */
export async function looksLikeZip(blob) {
  return blob.size >= END && (await viewOf(blob, 0, 4)).getUint32(0, true) === 0x04034b50;
}

/** Count of records, place and size of the directory, which ends where the end begins. */
async function directoryOf(blob) {
  let at = blob.size - END;
  const end = await viewOf(blob, at, END);
  sound(end.getUint32(0, true) === 0x06054b50 && end.getUint16(20, true) === 0);
  let said = [end.getUint16(10, true), end.getUint32(12, true), end.getUint32(16, true)];
  const behind = at - LOCATOR;
  if (behind >= 0 && (await viewOf(blob, behind, 4)).getUint32(0, true) === 0x07064b50) {
    at = behind - END64;
    const wide = await viewOf(blob, at, END64 + LOCATOR);
    sound(wide.getUint32(0, true) === 0x06064b50 && long(wide, END64 + 8) === at);
    const full = [long(wide, 32), long(wide, 40), long(wide, 48)];
    const most = [WIDE16, WIDE32, WIDE32];
    sound(said.every((narrow, place) => [full[place], most[place]].includes(narrow)));
    said = full;
  }
  const [count, size, offset] = said;
  sound(count <= MAX_FILES && size <= MAX_DIRECTORY && offset + size === at);
  return { count, begin: offset, size };
}

/** The 64-bit numbers for those that have no room in their record. */
function widened(values, view, from, until) {
  const lacking = values.filter((value) => value === WIDE32).length;
  for (let at = from; lacking; ) {
    sound(at + 4 <= until);
    const [kind, size] = [view.getUint16(at, true), view.getUint16(at + 2, true)];
    let next = at + 4;
    at = next + size;
    sound(at <= until && (kind !== 1 || size >= 8 * lacking));
    if (kind !== 1) continue;
    return values.map((value) => {
      if (value !== WIDE32) return value;
      next += 8;
      return long(view, next - 8);
    });
  }
  return values;
}

/** Every entry: folder and name (its bytes as letters), packed or not, size and place. */
async function entriesOf(blob) {
  const { count, begin, size } = await directoryOf(blob);
  const view = await viewOf(blob, begin, size);
  const found = [];
  for (let at = 0; at < size; ) {
    sound(at + RECORD <= size && view.getUint32(at, true) === 0x02014b50);
    const lengths = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const named = at + RECORD;
    const extra = named + lengths[0];
    const next = extra + lengths[1] + lengths[2];
    sound(next <= size);
    const raw = new Uint8Array(view.buffer, named, lengths[0]);
    // Some programs of Windows write their own separator.
    const path = Array.from(raw, (byte) => String.fromCharCode(byte)).join("").replaceAll("\\", "/");
    const cut = path.lastIndexOf("/") + 1;
    const [plain, stored, offset] = widened(
      [24, 20, 42].map((place) => view.getUint32(at + place, true)), view, extra, extra + lengths[1],
    );
    found.push({
      folder: path.slice(0, cut), name: path.slice(cut), raw, plain, stored, offset,
      packed: view.getUint16(at + 10, true) !== 0 || (view.getUint16(at + 8, true) & 1) === 1,
    });
    at = next;
  }
  sound(found.length === count);
  return found;
}

/** One file of it, as a blob with a name; nothing is read but its header. */
async function member(blob, entry) {
  const head = await viewOf(blob, entry.offset, LOCAL);
  sound(head.getUint32(0, true) === 0x04034b50);
  const [named, extra] = [head.getUint16(26, true), head.getUint16(28, true)];
  const raw = new Uint8Array((await viewOf(blob, entry.offset + LOCAL, named)).buffer);
  const begin = entry.offset + LOCAL + named + extra;
  sound(same(raw, entry.raw) && entry.plain === entry.stored && begin + entry.plain <= blob.size);
  const file = blob.slice(begin, begin + entry.plain);
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
  if (once.some((one) => one.packed)) throw new Refused("BND-007");
  return Promise.all(once.map((one) => member(blob, one)));
}
