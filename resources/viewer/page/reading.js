/**
 * Reading an archive from end to end, once: every file's sums, its local header held against the
 * directory. Runs of files that lie side by side are read by workers where there are some.
 */

import { checkLocal } from "./archive.js";
import { BadZip, Damaged } from "./faults.js";
import { Sums } from "./sums.js";

/** Files are read together until they come to this size. */
const RUN = 16 * 1024 * 1024;

/** Runs of neighbouring entries, in order. */
export function runsOf(entries) {
  const runs = [];
  let size = RUN;
  for (const entry of entries) {
    if (size >= RUN) {
      runs.push([]);
      size = 0;
    }
    runs.at(-1).push(entry);
    size += entry.end - entry.offset;
  }
  return runs;
}

/** One file on its way by: first its local header, then its bytes. */
class Passing {
  constructor(entry) {
    this.entry = entry;
    this.header = new Uint8Array(entry.begin - entry.offset);
    this.got = 0;
    this.sums = new Sums(entry.size);
    this.rest = entry.size;
  }

  /** Take what belongs to this file from the beginning of a piece; how much that was. */
  take(piece) {
    const head = piece.subarray(0, this.header.length - this.got);
    this.header.set(head, this.got);
    this.got += head.length;
    if (head.length && this.got === this.header.length) checkLocal(this.header, this.entry);
    const body = piece.subarray(head.length, head.length + this.rest);
    if (body.length) this.sums.update(body);
    this.rest -= body.length;
    return head.length + body.length;
  }

  get done() {
    return this.got === this.header.length && this.rest === 0;
  }
}

/**
 * The sums of a run, in its order: `{ sums }`, with `damaged` (a path) or `bad` (why an archive may
 * not be so, and where) in addition where it ended early. `tick` is told each piece's size.
 */
export async function sumRun(payload, entries, tick) {
  const sums = [];
  let passing = new Passing(entries[0]);
  try {
    for await (const piece of payload.pieces(entries[0].offset, entries.at(-1).end, true)) {
      for (let at = 0; at < piece.length; ) {
        at += passing.take(piece.subarray(at));
        if (!passing.done) continue;
        sums.push(await passing.sums.ended());
        if (sums.length < entries.length) passing = new Passing(entries[sums.length]);
      }
      await tick?.(piece.length);
    }
    return { sums };
  } catch (error) {
    if (error instanceof Damaged) return { sums, damaged: passing.entry.path };
    if (error instanceof BadZip) return { sums, bad: { reason: error.reason, entry: error.entry } };
    throw error;
  }
}
