/** Canonical JSON (RFC 8785 without fractions) and its strict reader: crypto/canon.py, in short. */

import { utf8 } from "./bytes.js";
import { Damaged } from "./faults.js";

const MAX_DEPTH = 64;

/** The one spelling of a value; Damaged for what has none. */
export function spelled(value, depth = MAX_DEPTH) {
  if (depth === 0) throw new Damaged("too deep");
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return spelledText(value);
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new Damaged("a number");
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((one) => spelled(one, depth - 1)).join(",")}]`;
  const pairs = Object.keys(value).sort()
    .map((key) => `${spelledText(key)}:${spelled(value[key], depth - 1)}`);
  return `{${pairs.join(",")}}`;
}

function spelledText(text) {
  const spelling = JSON.stringify(text);
  // JSON.stringify writes lone halves of a pair as an escape; they have no spelling in UTF-8.
  if (/\\ud[89a-f]/.test(spelling) && /\p{Cs}/u.test(text)) throw new Damaged("a lone surrogate");
  return spelling;
}

/** The value that bytes spell canonically; Damaged for any other spelling. */
export function readCanonical(bytes) {
  const text = utf8(bytes);
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Damaged("not JSON");
  }
  if (spelled(value) !== text) throw new Damaged("not canonical");
  return value;
}

export const isObject = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value);
