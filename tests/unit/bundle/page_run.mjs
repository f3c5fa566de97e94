// Runs the very script of OPEN.html over bundles, as the page does, and prints what it says.
// Standard input: {"script": path, "cases": [{"folder", "passphrase"|"identity", "native"}]}.
import { openAsBlob, readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { runInThisContext } from "node:vm";

let text = "";
for await (const piece of process.stdin) text += piece;
const { script, cases } = JSON.parse(text);
runInThisContext(readFileSync(script, "utf-8"), { filename: script });
const page = globalThis.ongi;

async function run({ folder, passphrase, identity, native }) {
  const names = await readdir(folder);
  const files = await Promise.all(names.map(async (name) => {
    const blob = await openAsBlob(join(folder, name));
    return Object.defineProperty(blob, "name", { value: name });
  }));
  try {
    const outer = await page.sortOut(files);
    return await page.verify(outer, identity ? { identity } : { passphrase }, native);
  } catch (error) {
    if (error.code) return { error: error.code };
    throw error;
  }
}

const answers = [];
for (const one of cases) answers.push(await run(one));
process.stdout.write(JSON.stringify(answers));
