// The page's own SHA-256 and CRC-32 over bytes that arrive in pieces of every size and alignment.
// Standard input: {"script": path, …}. "cases": [{"size", "step"}]. Byte i is (i * 7 + (i >> 8)) & 255.
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

const { script, cases } = JSON.parse(readFileSync(0, "utf-8"));
runInThisContext(readFileSync(script, "utf-8"), { filename: script });
const { crc32, Sha256 } = globalThis.ongi;

const answers = cases.map(({ size, step }) => {
  const room = new Uint8Array(size + 3);
  const digest = new Sha256();
  let crc = 0;
  for (let at = 0; at < size; at += step) {
    const piece = room.subarray(at % 4, at % 4 + Math.min(step, size - at));
    piece.forEach((_, place) => (piece[place] = ((at + place) * 7 + ((at + place) >> 8)) & 255));
    digest.update(piece);
    crc = crc32(piece, crc);
  }
  return { sha256: Buffer.from(digest.digest()).toString("hex"), crc32: crc };
});
process.stdout.write(JSON.stringify(answers));
