/**
 * The thirteen checks by the numbers of FORMAT.md, section "Checks" (app/bundle/verify/steps.py).
 * Each gives the reason to show with a pass, or throws CheckFailed or NotChecked. Message ids are
 * those of the program, so that both say the same.
 */

import { sha256 } from "@noble/hashes/sha2.js";
import { ascii, same, bytesOf, hex } from "./bytes.js";
import { isObject, readCanonical } from "./canon.js";
import { follow } from "./custodylog.js";
import { CheckFailed, Damaged, NotChecked, WrongKey } from "./faults.js";
import { sorted, TOP } from "./names.js";
import * as list from "./signedlist.js";
import { fingerprint, verify } from "./sshsig.js";
import { oneLine } from "./visible.js";

const LIST_LIMIT = 64 * 1024 * 1024;
const SMALL = 64 * 1024;

export const NAMES = {
  1: "The bundle and its key are there and open",
  2: "The bundle is whole to its end",
  3: "The archive inside holds plain files only",
  4: "The bag is complete, with nothing added",
  5: "The SHA-256 of every file is the one in the list",
  6: "The lists themselves are unchanged",
  7: "The signed list names exactly these files",
  8: "The signature of the list fits this case's key",
  9: "The custody log is unbroken",
  10: "The end of the custody log is signed",
  11: "The exhibits are what the custody log took in",
  12: "Time stamp (RFC 3161)",
  13: "Who the signer is",
};
export const NAME_WITH_COUNT = "The SHA-256 of {count} files is the one in the list";

/** Which checks must have passed before one can be made. */
export const NEEDS = {
  1: [], 2: [1], 3: [1], 4: [3], 5: [2, 4], 6: [4], 7: [4], 8: [3], 9: [3], 10: [8, 9],
  11: [7, 9], 12: [3], 13: [8],
};

const shown = (name) => ({ name: oneLine(name.startsWith(TOP) ? name.slice(4) : name, 80) });

async function read(known, name, limit) {
  const entry = known.entries.get(name);
  if (!entry) throw new CheckFailed("{name} is not there.", shown(name));
  if (entry.size > limit) {
    throw new CheckFailed("{name} is larger than such a file can be.", shown(name));
  }
  return known.read(name);
}

const payload = (known) => [...known.entries.keys()].filter((name) => name.startsWith("data/"));

/** A manifest, or the check failed. */
async function manifest(known, name, limit) {
  const bytes = await read(known, name, limit);
  try {
    return list.readManifest(bytes);
  } catch (error) {
    if (error instanceof Damaged) throw new CheckFailed("The list of files can't be read.");
    throw error;
  }
}

async function checkBag(known) {
  if (!same(await read(known, list.BAGIT, SMALL), bytesOf(list.DECLARATION))) {
    throw new CheckFailed("The declaration is not BagIt 1.0.");
  }
  known.listed = await manifest(known, list.MANIFEST, LIST_LIMIT);
  const expected = new Set([...known.listed.keys(), ...list.TAGGED, list.TAG_MANIFEST]);
  for (const name of sorted(expected)) {
    if (!known.entries.has(name)) throw new CheckFailed("{name} is not there.", shown(name));
  }
  for (const name of sorted(known.entries.keys())) {
    if (!expected.has(name)) {
      throw new CheckFailed("{name} is there but not in the list.", shown(name));
    }
  }
  const stray = sorted(known.listed.keys()).find((name) => !name.startsWith("data/"));
  if (stray) throw new CheckFailed("{name} does not belong in the list.", shown(stray));
}

async function checkHashes(known) {
  for (const [name, sum] of known.listed) {
    if (known.sums.get(name).sha256 !== sum) {
      throw new CheckFailed("{name} has another SHA-256.", shown(name));
    }
  }
  if (known.badCrc) {
    throw new CheckFailed("{name} has another sum in the archive.", shown(known.badCrc));
  }
}

async function checkTags(known) {
  const listed = await manifest(known, list.TAG_MANIFEST, SMALL);
  if (sorted(listed.keys()).join() !== sorted(list.TAGGED).join()) {
    throw new CheckFailed("The list of lists names other files.");
  }
  for (const [name, sum] of listed) {
    if (known.sums.get(name).sha256 !== sum) {
      throw new CheckFailed("{name} has another SHA-256.", shown(name));
    }
  }
}

/** The signed list, read once. */
export async function signedList(known) {
  if (!known.signed) {
    const bytes = await read(known, list.LIST, LIST_LIMIT);
    try {
      known.signed = list.readList(bytes);
    } catch (error) {
      if (error instanceof Damaged) throw new CheckFailed("The signed list can't be read.");
      throw error;
    }
  }
  return known.signed;
}

async function checkList(known) {
  const signed = await signedList(known);
  const byPath = new Map(signed.files.map((file) => [file.path, file]));
  const wanted = new Set(payload(known).filter((name) => !list.UNLISTED.has(name)));
  const once = [...wanted].filter((name) => !byPath.has(name))
    .concat([...byPath.keys()].filter((name) => !wanted.has(name)));
  if (once.length) {
    throw new CheckFailed("{name} stands in one list only.", shown(sorted(once)[0]));
  }
  for (const [name, file] of byPath) {
    if (file.size !== known.entries.get(name).size || file.sha256 !== known.listed.get(name)) {
      throw new CheckFailed("The lists differ about {name}.", shown(name));
    }
  }
  const info = list.bagInfo(signed, payload(known).map((name) => known.entries.get(name).size));
  if (!same(await read(known, list.BAG_INFO, SMALL), info)) {
    throw new CheckFailed("The lists differ about {name}.", shown(list.BAG_INFO));
  }
}

async function checkSignature(known) {
  const signed = await signedList(known);
  const message = await read(known, list.LIST, LIST_LIMIT);
  const signature = ascii(await read(known, list.LIST_SIGNATURE, SMALL));
  try {
    verify(signed.public_key, "ongi-bundle", message, signature);
  } catch (error) {
    if (error instanceof WrongKey) {
      throw new CheckFailed(
        "The list was changed after it was signed, or signed by another key.",
      );
    }
    if (error instanceof Damaged) throw new CheckFailed("The signature can't be read.");
    throw error;
  }
  if (!same(await read(known, list.SIGNERS, SMALL), list.signersLine(signed.public_key))) {
    throw new CheckFailed("The lists differ about {name}.", shown(list.SIGNERS));
  }
}

async function checkChain(known) {
  if (!known.entries.has(list.LOG)) {
    throw new CheckFailed("{name} is not there.", shown(list.LOG));
  }
  known.log = await follow(known.pieces(list.LOG), known.eachLine);
}

async function checkCheckpoint(known) {
  const signed = await signedList(known);
  const message = await read(known, list.CHECKPOINT, SMALL);
  const signature = ascii(await read(known, list.CHECKPOINT_SIGNATURE, SMALL));
  let point;
  try {
    verify(signed.public_key, "ongi-checkpoint", message, signature);
    point = readCheckpoint(message);
  } catch (error) {
    if (!(error instanceof WrongKey || error instanceof Damaged)) throw error;
    throw new CheckFailed("The signature does not fit the end of the log.");
  }
  const ends = [point, signed.custody];
  if (!ends.every((end) => end.number === known.log.number && end.head === known.log.head)) {
    throw new CheckFailed("The log ends elsewhere than was signed.");
  }
}

function readCheckpoint(message) {
  const value = readCanonical(message);
  const keys = isObject(value) ? Object.keys(value).sort().join() : "";
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;
  const sound = keys === "at,facts,head,number,type" && value.type === "ongi-checkpoint-v1"
    && isObject(value.facts) && typeof value.at === "string" && time.test(value.at)
    && typeof value.head === "string" && /^[0-9a-f]{64}$/.test(value.head)
    && Number.isSafeInteger(value.number) && value.number >= 0;
  if (!sound) throw new Damaged("checkpoint");
  return value;
}

async function checkExhibits(known) {
  for (const file of (await signedList(known)).files) {
    if (!file.item || known.log.taken.get(file.item) === file.sha256) continue;
    const why = known.log.taken.has(file.item)
      ? "The log says something else about {name}."
      : "The log does not tell how {name} was taken in.";
    throw new CheckFailed(why, shown(file.path));
  }
}

async function checkTimestamp(known) {
  if (payload(known).some((name) => name.endsWith(".tsr"))) {
    throw new NotChecked("stampElsewhere", {}, true);
  }
  throw new NotChecked("There is none in this bundle.", {}, true);
}

/** What is shown by the way in which the sender says that the key was made known. */
const TOLD = {
  "phone": "The sender says that it was told by phone. No program can know whether it was. Compare it with what was told: {fingerprint}",
  "in-person": "The sender says that it was told in person. No program can know whether it was. Compare it with what was told: {fingerprint}",
  "letter": "The sender says that it was told by letter. No program can know whether it was. Compare it with that letter: {fingerprint}",
  "earlier-bundle": "The sender says that it came with an earlier bundle. No program can know whether it did. Compare it with that bundle's: {fingerprint}",
};

/** The reason for a file's SHA-256 in the signed list: each way has one content, none is parsed. */
const whyTold = (sum) => Object.entries(TOLD).find(([way]) =>
  hex(sha256(bytesOf(`{"format":"ongi-signer-v1","told":"${way}"}`))) === sum)?.[1];

async function checkSigner(known) {
  const signed = await signedList(known);
  const said = signed.files.find((file) => file.path === list.SIGNER_TOLD);
  const why = said && whyTold(said.sha256);
  throw new NotChecked(
    why ?? "No program can know this. Compare the key by phone: {fingerprint}",
    { fingerprint: fingerprint(signed.public_key) }, true,
  );
}

/** The checks from 4 on, which are made after everything was read. */
export const STEPS = {
  4: checkBag, 5: checkHashes, 6: checkTags, 7: checkList, 8: checkSignature, 9: checkChain,
  10: checkCheckpoint, 11: checkExhibits, 12: checkTimestamp, 13: checkSigner,
};
