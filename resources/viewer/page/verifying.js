/**
 * Verifying a bundle: everything is read once, authenticated and summed up, then judged check by
 * check (app/bundle/verify/run.py). Memory is the same for any size.
 */

import { readDirectory } from "./archive.js";
import { NAME_WITH_COUNT, NAMES, NEEDS, STEPS } from "./checks.js";
import { BadZip, CheckFailed, Damaged, NotChecked } from "./faults.js";
import { Opened, openPayloadOf } from "./opening.js";
import { fingerprint } from "./sshsig.js";
import { runsOf } from "./reading.js";
import { firstWrong } from "./source.js";
import { oneLine } from "./visible.js";
import { sumRuns } from "./workers.js";

const BAD_ZIP = {
  end: "Something stands before or after the archive, or its end is missing.",
  count: "It claims more files than a bundle can hold.",
  directory:
    "A file in it is packed, linked, locked or described in another way than allowed. {name}",
  name: "A file in it has a name that is not allowed. {name}",
  twice: "A file stands in it twice. {name}",
  layout: "Files in it overlap or leave gaps. {name}",
  local: "A file in it is described in two different ways. {name}",
  size: "A file in it is larger than it can be. {name}",
};
const NOT_NEEDED = "Not checked, because check {number} did not pass.";

class Verification {
  constructor(tick, eachLine) {
    this.done = new Map();
    this.known = null;
    this.tick = tick;
    this.eachLine = eachLine;
    this.reading = "";
  }

  note(number, state, why = "", values = {}, optional = false) {
    this.done.set(number, { id: number, name: NAMES[number], state, why, values, optional });
  }

  /** 2 and 3: every byte authentic to the last chunk, and every file summed up. */
  async readAll(payload) {
    try {
      await this.sumUp(payload);
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
      const why = this.reading ? "Bytes in {name} were changed or cut off."
        : "Bytes in it were changed or cut off.";
      this.note(2, "failed", why, { name: oneLine(this.reading, 80) });
      return;
    }
    this.note(2, "passed");
  }

  async sumUp(payload) {
    try {
      this.known = Object.assign(new Opened(payload, await readDirectory(payload)), {
        sums: new Map(), badCrc: "", listed: new Map(), signed: null, log: null,
        eachLine: this.eachLine,
      });
      await this.sumEntries(payload);
    } catch (error) {
      if (!(error instanceof BadZip)) throw error;
      this.note(3, "failed", BAD_ZIP[error.reason], { name: oneLine(error.entry, 80) });
      this.reading = "";
      for await (const piece of payload.pieces(0, payload.size, true)) await this.tick?.(piece.length);
      return;
    }
    this.reading = "";
    this.note(3, "passed");
  }

  async sumEntries(payload) {
    const runs = runsOf(this.known.list);
    let at = 0;
    for await (const { sums, damaged, bad } of sumRuns(payload, runs, this.tick)) {
      for (const [place, sum] of sums.entries()) {
        const entry = runs[at][place];
        this.known.sums.set(entry.path, sum);
        if (sum.crc32 !== entry.crc32 && !this.known.badCrc) this.known.badCrc = entry.name;
      }
      this.reading = damaged ?? "";
      if (damaged) throw new Damaged(damaged);
      if (bad) throw new BadZip(bad.reason, bad.entry);
      at += 1;
    }
  }

  /** Where bytes are damaged and the bundle came in parts: which part is the wrong one. */
  async namePart(parts) {
    const ended = [1, 2].find((number) => this.done.get(number)?.state === "failed");
    if (!parts.length || !ended) return;
    const number = await firstWrong(parts);
    const why = "Part {number} of {count} is not the one that parts.sha256 names.";
    if (number) this.note(ended, "failed", why, { number, count: parts.length });
  }

  async judge(number) {
    const lacking = NEEDS[number].find((need) => this.done.get(need).state !== "passed");
    if (lacking) this.note(number, "not_checked", NOT_NEEDED, { number: lacking });
    else if (number <= 3 || !this.known) this.note(number, "not_checked", NOT_NEEDED, { number: 2 });
    else await this.runStep(number);
  }

  async runStep(number) {
    try {
      await STEPS[number](this.known);
      this.note(number, "passed");
    } catch (error) {
      if (error instanceof NotChecked) {
        this.note(number, "not_checked", error.why, error.values, error.optional);
      } else if (error instanceof CheckFailed) {
        this.note(number, "failed", error.why, error.values);
      } else if (error instanceof Damaged || error instanceof BadZip) {
        this.note(number, "not_checked", "The bytes that are needed for it are damaged.");
      } else throw error;
    }
  }

  result() {
    if (this.known?.listed.size) {
      const check = this.done.get(5);
      check.name = NAME_WITH_COUNT;
      check.values = { ...check.values, count: this.known.listed.size };
    }
    const checks = [...this.done.values()].sort((one, other) => one.id - other.id);
    const open = checks.some((check) => check.state === "not_checked" && !check.optional);
    const failed = checks.some((check) => check.state === "failed");
    let mark = "";
    try {
      mark = this.known?.signed ? fingerprint(this.known.signed.public_key) : "";
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
    }
    const result = failed ? "failed" : open ? "incomplete" : "passed";
    return { result, checks, fingerprint: mark };
  }
}

/** What stands there where the bundle could not be read to its end. */
export const UNFINISHED = {
  result: "stopped",
  checks: Object.entries(NAMES).map(([id, name]) =>
    ({ id, name, state: "not_checked", why: "", values: {} })),
  fingerprint: "",
};

/** All thirteen checks of what `openPayloadOf` gave. `tick` is told each piece's size. */
export async function verifyOpened(opened, { tick, eachLine } = {}) {
  const run = new Verification(tick, eachLine);
  if (opened.payload) {
    const { name } = opened;
    run.note(1, "passed", name ? "Opened with {name}." : "", name ? { name } : {});
    await run.readAll(opened.payload);
  } else {
    if (opened.number === 2) run.note(1, "passed");
    run.note(opened.number, "failed", opened.why, opened.values);
  }
  if (opened.tried) await run.namePart(opened.parts);
  for (let number = 1; number <= 13; number += 1) {
    if (!run.done.has(number)) await run.judge(number);
  }
  return run.result();
}

/** Open and verify in one go, as the command line does. */
export async function verify(outer, secret, native) {
  return verifyOpened(await openPayloadOf(outer, secret, native));
}
