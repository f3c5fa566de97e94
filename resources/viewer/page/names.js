/** Which names may stand in a bundle: app/bundle/verify/names.py, the same rule. */

export const TOP = "bag/";

const PART = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

export function safePath(name) {
  const parts = name.split("/");
  if (!name.length || name.length > 120 || parts.length > 6) return false;
  return parts.every(
    (part) =>
      PART.test(part) && !part.endsWith(".") && !DEVICE.test(part.split(".")[0].toLowerCase()),
  );
}

/** Paths in the order Python sorts them; they are ASCII, so code units are code points. */
export function sorted(names) {
  return [...names].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
}
