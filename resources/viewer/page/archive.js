/**
 * The one shape of ZIP that a bundle uses (FORMAT.md, "Archive"). Reads the end and the directory
 * only; makes the bytes it expects and compares, so that no two readers can see two archives.
 */

import { ascii, bytesOf, joined, same } from "./bytes.js";
import { BadZip } from "./faults.js";
import { safePath, TOP } from "./names.js";

const LIMIT32 = 0xffffffff;
const LIMIT16 = 0xffff;
const MAX_ENTRIES = 200_000;
const MAX_DIRECTORY = 64 * 1024 * 1024;

/** Little-endian numbers, given as pairs of width in bytes and value. */
function packed(...fields) {
  const bytes = new Uint8Array(fields.reduce((sum, [width]) => sum + width, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [width, value] of fields) {
    if (width === 2) view.setUint16(at, value, true);
    else if (width === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += width;
  }
  return bytes;
}

const headerSize = (entry) => 30 + entry.name.length + (entry.size >= LIMIT32 ? 20 : 0);

function localHeader(entry) {
  const wide = entry.size >= LIMIT32;
  const size = Math.min(entry.size, LIMIT32);
  const head = packed(
    [4, 0x04034b50], [2, wide ? 45 : 20], [2, 0], [2, 0], [4, entry.stamp], [4, entry.crc32],
    [4, size], [4, size], [2, entry.name.length], [2, wide ? 20 : 0],
  );
  const extra = wide ? packed([2, 1], [2, 16], [8, entry.size], [8, entry.size]) : packed();
  return joined([head, bytesOf(entry.name), extra]);
}

function centralRecord(entry) {
  const wide = [];
  if (entry.size >= LIMIT32) wide.push([8, entry.size], [8, entry.size]);
  if (entry.offset >= LIMIT32) wide.push([8, entry.offset]);
  const extra = wide.length ? packed([2, 1], [2, 8 * wide.length], ...wide) : packed();
  const version = wide.length ? 45 : 20;
  const size = Math.min(entry.size, LIMIT32);
  const head = packed(
    [4, 0x02014b50], [2, 0x300 | version], [2, version], [2, 0], [2, 0], [4, entry.stamp],
    [4, entry.crc32], [4, size], [4, size], [2, entry.name.length], [2, extra.length], [2, 0],
    [2, 0], [2, 0], [4, 0x81a40000], [4, Math.min(entry.offset, LIMIT32)],
  );
  return joined([head, bytesOf(entry.name), extra]);
}

function endRecords(count, size, offset) {
  const wide = count >= LIMIT16 || size >= LIMIT32 || offset >= LIMIT32;
  const tail = wide
    ? packed(
        [4, 0x06064b50], [8, 44], [2, 0x32d], [2, 45], [4, 0], [4, 0], [8, count], [8, count],
        [8, size], [8, offset], [4, 0x07064b50], [4, 0], [8, offset + size], [4, 1],
      )
    : packed();
  const few = Math.min(count, LIMIT16);
  const end = packed(
    [4, 0x06054b50], [2, 0], [2, 0], [2, few], [2, few], [4, Math.min(size, LIMIT32)],
    [4, Math.min(offset, LIMIT32)], [2, 0],
  );
  return joined([tail, end]);
}

const viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** A number of 64 bits; one that no bundle can hold is as good as endless. */
const long = (view, at) => Number(view.getBigUint64(at, true));

/** What the end claims: count of entries, size and offset of the directory. */
function readEnd(tail) {
  const end = tail.length - 22;
  if (end < 0 || viewOf(tail).getUint32(end, true) !== 0x06054b50) throw new BadZip("end");
  const view = viewOf(tail);
  if (end >= 76 && view.getUint32(end - 76, true) === 0x06064b50) {
    return [long(view, end - 44), long(view, end - 36), long(view, end - 28)];
  }
  return [view.getUint16(end + 10, true), view.getUint32(end + 12, true),
    view.getUint32(end + 16, true)];
}

/** The record at a place of the directory, and how long it is; only a claim. */
function readCentral(bytes, at) {
  const view = viewOf(bytes);
  if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) {
    throw new BadZip("directory");
  }
  const nameSize = view.getUint16(at + 28, true);
  const extraSize = view.getUint16(at + 30, true);
  const name = ascii(bytes.subarray(at + 46, at + 46 + nameSize));
  if (name.includes("\ufffd")) throw new BadZip("name");
  const entry = {
    name, stamp: view.getUint32(at + 12, true), crc32: view.getUint32(at + 16, true),
    size: view.getUint32(at + 24, true), offset: view.getUint32(at + 42, true),
  };
  widen(entry, bytes.subarray(at + 46 + nameSize, at + 46 + nameSize + extraSize));
  return [entry, 46 + nameSize + extraSize];
}

function widen(entry, extra) {
  const view = viewOf(extra);
  let at = 4;
  const next = (given) => {
    at += 8;
    return at <= extra.length ? long(view, at - 8) : given;
  };
  if (entry.size === LIMIT32) {
    entry.size = next(entry.size);
    next(0);
  }
  if (entry.offset === LIMIT32) entry.offset = next(entry.offset);
}

function parse(bytes, count) {
  const entries = [];
  for (let at = 0; at < bytes.length; ) {
    const [entry, size] = readCentral(bytes, at);
    const safe = Number.isSafeInteger(entry.size) && Number.isSafeInteger(entry.offset);
    if (entries.length === count || !safe) throw new BadZip("directory", entry.name);
    const record = centralRecord(entry);
    // Compression, encryption, comments, links, folders and other flags all show up here.
    if (!same(record, bytes.subarray(at, at + size))) throw new BadZip("directory", entry.name);
    entries.push(entry);
    at += size;
  }
  if (entries.length !== count) throw new BadZip("directory");
  return entries;
}

function checkNames(entries) {
  const seen = new Set();
  for (const entry of entries) {
    if (!entry.name.startsWith(TOP) || !safePath(entry.name)) throw new BadZip("name", entry.name);
    const folded = entry.name.toLowerCase();
    if (seen.has(folded)) throw new BadZip("twice", entry.name);
    seen.add(folded);
  }
  for (const entry of entries) {
    // A file that is a folder, too: no system can unpack both.
    const folded = entry.name.toLowerCase();
    for (let cut = folded.indexOf("/"); cut >= 0; cut = folded.indexOf("/", cut + 1)) {
      if (seen.has(folded.slice(0, cut))) throw new BadZip("name", entry.name);
    }
  }
}

function checkLayout(entries, directory) {
  let at = 0;
  for (const entry of entries) {
    if (entry.offset !== at) throw new BadZip("layout", entry.name);
    entry.begin = at + headerSize(entry);
    entry.end = entry.begin + entry.size;
    entry.path = entry.name.slice(TOP.length);
    at = entry.end;
  }
  if (at !== directory) throw new BadZip("layout");
}

/** The entries of an archive in their order; BadZip, Damaged. */
export async function readDirectory(payload) {
  await payload.verifyEnd();
  const tail = await payload.read(payload.size - Math.min(payload.size, 98),
    Math.min(payload.size, 98));
  const [count, size, offset] = readEnd(tail);
  if (count > MAX_ENTRIES || size > MAX_DIRECTORY) throw new BadZip("count");
  const safe = Number.isSafeInteger(offset);
  const ends = safe ? endRecords(count, size, offset) : packed();
  if (!safe || offset + size + ends.length !== payload.size
    || !same(ends, tail.subarray(Math.max(0, tail.length - ends.length)))) throw new BadZip("end");
  const entries = parse(await payload.read(offset, size), count);
  checkNames(entries);
  checkLayout(entries, offset);
  return entries;
}

/** Compare an entry's local header with what the directory says; BadZip "local". */
export function checkLocal(bytes, entry) {
  if (!same(localHeader(entry), bytes)) throw new BadZip("local", entry.name);
}
