/**
 * Saving what is in a bundle, only where a person says so. By stream where the browser has a save
 * picker; else as one Blob of at most 256 MiB, since larger ones fail without a word.
 */

const LARGEST_BLOB = 256 * 1024 * 1024;

/** Raised where this browser cannot save as much. */
export class TooLarge extends Error {}

/**
 * Save under a suggested name what `pieces` gives, told whether it is done with each at once. False
 * where the person changed their mind.
 */
export async function save(pieces, size, name, kind = "application/octet-stream") {
  if (typeof globalThis.showSaveFilePicker === "function") return saveByStream(pieces(true), name);
  if (size > LARGEST_BLOB) throw new TooLarge(name);
  const parts = [];
  for await (const piece of pieces(false)) parts.push(piece);
  const address = URL.createObjectURL(new Blob(parts, { type: kind }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return true;
}

async function saveByStream(pieces, suggestedName) {
  let handle;
  try {
    handle = await globalThis.showSaveFilePicker({ suggestedName });
  } catch (error) {
    if (error.name === "AbortError") return false;
    throw error;
  }
  const target = await handle.createWritable();
  try {
    for await (const piece of pieces) await target.write(piece);
    await target.close();
  } catch (error) {
    await target.abort().catch(() => {});
    throw error;
  }
  return true;
}
