// Runs the very script of OPEN.html over bundles, and prints what it makes of their documents.
// Standard input: {"script": path, "cases": [{"folder", "passphrase"}]}.
import { openAsBlob, readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { runInThisContext } from "node:vm";

let given = "";
for await (const piece of process.stdin) given += piece;
const { script, cases } = JSON.parse(given);
runInThisContext(readFileSync(script, "utf-8"), { filename: script });
const page = globalThis.ongi;

async function told({ folder, passphrase }) {
  const files = await Promise.all((await readdir(folder)).map(async (name) => {
    const blob = await openAsBlob(join(folder, name));
    return Object.defineProperty(blob, "name", { value: name });
  }));
  const { payload } = await page.openPayloadOf(await page.sortOut(files), { passphrase });
  const opened = await page.openList(payload);
  const report = await page.readReport(opened);
  const table = await page.readTable(opened, "data/links.csv");
  return {
    report: report && Object.keys(report),
    exhibits: (await page.readExhibits(opened, report)).length,
    table: table.slice(0, 5).map((row) => row.map((cell) => cell.slice(0, 20))),
    rows: table.length,
    log: (await page.readLog(opened)).length,
  };
}

const answers = [];
for (const one of cases) answers.push(await told(one));
process.stdout.write(JSON.stringify(answers));
