/** Bytes to text and back, strictly. Text of evidence is never interpreted here. */

import { Damaged } from "./faults.js";

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** All bytes of a blob; as the browser says it where they can't be read, or not all of them. */
export async function bytesIn(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  if (bytes.length !== blob.size) throw new DOMException("it became shorter", "NotReadableError");
  return bytes;
}

/** The text of UTF-8 bytes; Damaged if they are none. A mark at the beginning stays. */
export function utf8(bytes) {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new Damaged("not UTF-8");
  }
}

/** The text of ASCII bytes, others as a replacement mark (never equal to what is expected). */
export function ascii(bytes) {
  let text = "";
  for (const byte of bytes) text += byte < 128 ? String.fromCharCode(byte) : "\ufffd";
  return text;
}

export const bytesOf = (text) => encoder.encode(text);

export function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function same(one, other) {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function unhex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** The bytes of standard base64 with its padding, or null for anything else. */
export function unbase64(text) {
  if (text.length % 4 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

export function base64(bytes) {
  return btoa(String.fromCharCode(...bytes));
}
