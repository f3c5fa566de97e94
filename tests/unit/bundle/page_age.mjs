// Opens age files with the very script of OPEN.html, and prints how each ended:
// the SHA-256 of what was inside, or a word.
// Standard input: {"script": path, "cases": [{"file", "identities"|"passphrase"}]}.
import { createHash } from "node:crypto";
import { openAsBlob, readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

let text = "";
for await (const piece of process.stdin) text += piece;
const { script, cases } = JSON.parse(text);
runInThisContext(readFileSync(script, "utf-8"), { filename: script });
const page = globalThis.ongi;

const KINDS = [[/^no stanza fits/, "no match"], [/^no identity$/, "opened"]];
const kindOf = (error) =>
  error.code ?? KINDS.find(([form]) => form.test(error.message))?.[1] ?? "damaged";

/** By the first of the identities that it is for, as the page tries them. */
async function opened(file, identities) {
  let last = "no match";
  for (const identity of identities) {
    try {
      const payload = await page.openFile(file, identity, true);
      await payload.verifyEnd();
      const plain = await payload.read(0, payload.size);
      return createHash("sha256").update(plain).digest("hex");
    } catch (error) {
      last = kindOf(error);
      if (last !== "no match") return last;
    }
  }
  return last;
}

/** As a bundle's key file; what is in the vectors is no identity, which is told once it is open. */
async function unlocked(file, passphrase) {
  try {
    return await page.keyFrom(file, { passphrase });
  } catch (error) {
    return kindOf(error);
  }
}

const answers = [];
for (const { file, identities, passphrase } of cases) {
  const blob = await openAsBlob(file);
  answers.push(identities ? await opened(blob, identities) : await unlocked(blob, passphrase));
}
process.stdout.write(JSON.stringify(answers));
