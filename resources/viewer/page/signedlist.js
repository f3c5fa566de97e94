/** The signed list and the bag's tag files: app/bundle/verify/manifest.py and bag.py. */

import { ascii, bytesOf, same } from "./bytes.js";
import { isObject, readCanonical } from "./canon.js";
import { Damaged, NotChecked } from "./faults.js";
import { safePath, sorted } from "./names.js";

export const BAGIT = "bagit.txt";
export const BAG_INFO = "bag-info.txt";
export const MANIFEST = "manifest-sha256.txt";
export const TAG_MANIFEST = "tagmanifest-sha256.txt";
export const TAGGED = [BAGIT, BAG_INFO, MANIFEST];
export const DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

export const LIST = "data/proofs/manifest.json";
export const LIST_SIGNATURE = "data/proofs/manifest.json.sig";
export const SIGNERS = "data/proofs/allowed_signers";
export const SIGNER_TOLD = "data/proofs/signer.json";
export const LOG = "data/custody/log.jsonl";
export const CHECKPOINT = "data/custody/checkpoint.txt";
export const CHECKPOINT_SIGNATURE = "data/custody/checkpoint.txt.sig";
export const UNLISTED = new Set([LIST, LIST_SIGNATURE]);

const FORMAT = "ongi-bundle-v1";
const HEX = /^[0-9a-f]{64}$/;
const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/;
const KEY = /^ssh-ed25519 [A-Za-z0-9+/=]{20,200}$/;
const AGENT = /^[!-~]{1,40}$/;

/** Paths and sums of a BagIt manifest; Damaged for anything but its one form. */
export function readManifest(bytes) {
  const lines = ascii(bytes).split("\n");
  const sums = new Map();
  for (const line of lines.slice(0, -1)) {
    const match = /^([0-9a-f]{64}) {2}([!-~]+)$/.exec(line);
    if (!match || !safePath(match[2]) || sums.has(match[2])) throw new Damaged("manifest");
    sums.set(match[2], match[1]);
  }
  const form = sorted(sums.keys()).map((path) => `${sums.get(path)}  ${path}\n`).join("");
  if (!same(bytesOf(form), bytes)) throw new Damaged("manifest");
  return sums;
}

/** What `bag-info.txt` must hold. */
export function bagInfo(signed, sizes) {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return bytesOf(
    `Bag-Software-Agent: ${signed.tool.name} ${signed.tool.version}\n`
    + `Bagging-Date: ${signed.made_at.slice(0, 10)}\nPayload-Oxum: ${total}.${sizes.length}\n`,
  );
}

/** What `allowed_signers` must hold. */
export const signersLine = (key) =>
  bytesOf(`vault namespaces="ongi-bundle,ongi-checkpoint" ${key}\n`);

const hasKeys = (value, keys) =>
  isObject(value) && Object.keys(value).sort().join() === [...keys].sort().join();

/** The signed list; Damaged for a broken one, NotChecked for one of a later version. */
export function readList(bytes) {
  const value = readCanonical(bytes);
  if (!isObject(value)) throw new Damaged("list");
  if (typeof value.format === "string" && value.format !== FORMAT) {
    throw new NotChecked("The bundle was made by a newer version.");
  }
  if (!soundList(value) || !value.files.every(soundFile)) throw new Damaged("list");
  const paths = value.files.map((file) => file.path);
  if (paths.join("\n") !== sorted(new Set(paths)).join("\n")) throw new Damaged("list");
  return value;
}

function soundList(value) {
  const { custody, tool } = value;
  return (
    hasKeys(value, ["case", "custody", "files", "format", "made_at", "public_key", "tool"])
    && hasKeys(custody, ["head", "number"]) && hasKeys(tool, ["name", "version"])
    && typeof value.format === "string" && typeof value.case === "string"
    && Array.isArray(value.files) && Number.isSafeInteger(custody.number) && custody.number >= 1
    && isText(custody.head, HEX) && isText(value.made_at, UTC) && isText(value.public_key, KEY)
    && isText(tool.name, AGENT) && isText(tool.version, AGENT)
  );
}

function soundFile(file) {
  const plain = ["media_type", "path", "sha256", "size"];
  const exhibit = hasKeys(file, [...plain, "item", "name"]);
  return (
    (exhibit || hasKeys(file, plain)) && typeof file.media_type === "string"
    && typeof file.path === "string" && safePath(file.path) && isText(file.sha256, HEX)
    && Number.isSafeInteger(file.size) && file.size >= 0
    && (!exhibit || (typeof file.name === "string" && isText(file.item, /./s)))
  );
}

const isText = (value, form) => typeof value === "string" && form.test(value);
