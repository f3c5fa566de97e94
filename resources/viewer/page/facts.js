/**
 * What an opened bundle tells, out of its own files: report.json, the signed list, the custody log.
 * All of it is hostile until the checks say otherwise, and text in any case.
 */

import { utf8 } from "./bytes.js";
import { isObject } from "./canon.js";
import { signedList } from "./checks.js";
import { BadZip, CheckFailed, Damaged } from "./faults.js";
import { LOG } from "./signedlist.js";
import { asText } from "./visible.js";

const MAX_REPORT = 64 * 1024 * 1024;
const MAX_LINES = 100_000;
const REPORT = "data/report.json";

/** How deep answers can be; what is deeper could stop whatever looks at it. */
const MAX_DEPTH = 32;

const shallow = (value, depth = MAX_DEPTH) => typeof value !== "object" || value === null
  || (depth > 0 && Object.values(value).every((one) => shallow(one, depth - 1)));

/** The object that a text spells in JSON; null for anything else, and for one that is too deep. */
function objectIn(text) {
  try {
    const value = JSON.parse(text);
    return isObject(value) && shallow(value) ? value : null;
  } catch {
    return null; // no JSON, or too deep for this browser
  }
}

/** The report for machines, or null where there is none that can be read. */
export async function readReport(opened) {
  const entry = opened.entries.get(REPORT);
  if (!entry || entry.size > MAX_REPORT) return null;
  try {
    return objectIn(utf8(await opened.read(REPORT)));
  } catch (error) {
    if (error instanceof Damaged || error instanceof BadZip) return null;
    throw error; // the checks say what is wrong with it
  }
}

/** The objects of a list in the report; anything else in it is left out. */
export const listOf = (report, key) =>
  Array.isArray(report?.[key]) ? report[key].filter(isObject) : [];

/** The exhibits: the signed list's lines, with what the report says of each. */
export async function readExhibits(opened, report) {
  const told = new Map(listOf(report, "exhibits").map((one) => [`data/${asText(one.file)}`, one]));
  try {
    const signed = await signedList(opened);
    return signed.files.filter((file) => file.item && opened.entries.has(file.path))
      .map((file) => ({ ...file, told: told.get(file.path) ?? told.get(`data/data/${file.path}`) }));
  } catch (error) {
    if (![CheckFailed, Damaged, BadZip].some((kind) => error instanceof kind)) throw error;
    return opened.list.filter((entry) => entry.path.startsWith("data/exhibits/E"))
      .map((entry) => ({ path: entry.path, size: entry.size, media_type: "", name: "" }));
  }
}

const MAX_ROWS = 5000;
const PLAIN = /[^",\r\n]*/y;
const BEHIND = /,|\r?\n|$/y;

const matched = (form, text, from) => {
  form.lastIndex = from;
  return form.exec(text)?.[0];
};

/** The cell at a place: its text, what stands behind it, and the place after that; null for none. */
function cellAt(text, from) {
  let cell = matched(PLAIN, text, from);
  let end = from + cell.length;
  if (text[from] === '"') {
    for (end = from; text[end] === '"'; ) {
      end = text.indexOf('"', end + 1) + 1; // two quotes in a row are one, and the cell goes on
      if (!end) return null;
    }
    cell = text.slice(from + 1, end - 1).replaceAll('""', '"');
  }
  const behind = matched(BEHIND, text, end);
  return behind === undefined ? null : { cell, behind, next: end + behind.length };
}

/** The rows of a CSV table (RFC 4180), without columns that are empty; [] where there is none. */
export async function readTable(opened, path) {
  const entry = opened.entries.get(path);
  if (!entry || entry.size > MAX_REPORT) return [];
  const rows = [[]];
  try {
    const all = utf8(await opened.read(path)).replace(/^\ufeff/, "");
    for (let at = cellAt(all, 0); at; at = cellAt(all, at.next)) {
      rows.at(-1).push(at.cell);
      if (!at.behind || rows.length > MAX_ROWS) break;
      if (at.behind !== ",") rows.push([]);
    }
  } catch (error) {
    if (error instanceof Damaged || error instanceof BadZip) return []; // the checks say so
    throw error;
  }
  const full = rows.filter((row) => row.length > 1 || row[0]);
  const used = (full[0] ?? []).map((_, at) => full.slice(1).some((row) => row[at]));
  return full.map((row) => row.filter((_, at) => used[at]));
}

/** The custody log's lines as they stand there; what cannot be read is left out, check 9 tells. */
export async function readLog(opened) {
  const entry = opened.entries.get(LOG);
  if (!entry || entry.size > MAX_REPORT) return [];
  const lines = utf8(await opened.read(LOG)).split("\n").slice(0, MAX_LINES);
  return lines.map(objectIn).filter(Boolean);
}

const TIME = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d{1,9})?Z$/;

/** A time in Korean time and in UTC; other text as it is. */
export function bothTimes(utc) {
  if (typeof utc !== "string") return "";
  if (!TIME.test(utc)) return utc;
  const moment = new Date(`${utc.slice(0, 19)}Z`);
  if (Number.isNaN(moment.getTime())) return utc;
  const kst = new Date(moment.getTime() + 9 * 3600 * 1000).toISOString();
  if (kst.length !== 24) return utc; // in Korea it is the year 10000
  const plain = (iso) => `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
  return `${plain(kst)} KST (${plain(moment.toISOString())} UTC)`;
}

/** A time of the report (`utc`, `original`), or a bare one. */
export function timeOf(value) {
  if (isObject(value)) return value.utc ? bothTimes(value.utc) : asText(value.original);
  return bothTimes(value);
}

/** A time given in milliseconds since 1970, UTC. */
export function timeOfMs(value) {
  const sound = Number.isSafeInteger(value) && Math.abs(value) < 8.64e15;
  return sound ? bothTimes(`${new Date(value).toISOString().slice(0, 19)}Z`) : "";
}

/** A size as people read it. */
export function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const step = Math.min(3, Math.floor(Math.log2(bytes) / 10));
  return `${(bytes / 1024 ** step).toFixed(1)} ${["B", "KiB", "MiB", "GiB"][step]}`;
}
