/** Files that were dropped onto the page, and those of a folder that was. */

const MOST = 2000;

/**
 * The files of a drop event. Must be called while the event is handled: a browser forgets it then.
 * From a file, Chromium tells a folder's files by its handle only, others by its entry.
 */
export async function droppedFiles({ dataTransfer }) {
  const plain = [...dataTransfer.files];
  const folders = [...dataTransfer.items].flatMap((item) => {
    const entry = item.webkitGetAsEntry?.();
    return entry?.isDirectory ? [{ entry, handle: item.getAsFileSystemHandle?.() }] : [];
  });
  if (!folders.length) return plain;
  const [{ entry, handle }] = folders;
  return (await byHandle(handle)) ?? byEntry(entry);
}

/** The files right inside a folder; null where the browser has no handle for it. */
async function byHandle(asked) {
  const files = [];
  try {
    const handle = await asked;
    if (!handle) return null;
    for await (const one of handle.values()) {
      if (one.kind === "file" && files.length < MOST) files.push(await one.getFile());
    }
    return files;
  } catch (error) {
    if (error instanceof DOMException || error instanceof TypeError) return null;
    throw error;
  }
}

async function byEntry(entry) {
  const reader = entry.createReader();
  const entries = [];
  for (let some = null; some?.length !== 0 && entries.length < MOST; entries.push(...some)) {
    // A browser tells a hundred at a time.
    some = await new Promise((done) => reader.readEntries(done, () => done([])));
  }
  const files = await Promise.all(entries.filter((one) => one.isFile)
    .map((one) => new Promise((done) => one.file(done, () => done(null)))));
  return files.filter(Boolean);
}
