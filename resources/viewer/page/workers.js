/**
 * Threads of the page: its own script once more, from a blob, under the page's own policy. They
 * derive keys (so that the page answers meanwhile, and the memory is given back) and read runs of
 * files. Where a browser has none, the page does the same work itself.
 */

import { keyFrom, ownKeys } from "./age.js";
import { BadKeyFile, Damaged, Refused, WrongKey } from "./faults.js";
import { payloadOf } from "./payload.js";
import { sumRun } from "./reading.js";

const MOST = 3;
/** Below this size a thread is not worth its beginning. */
const WORTH = 16 * 1024 * 1024;
const KINDS = { Refused, WrongKey, BadKeyFile };

/** What a thread answers to each kind of order. */
const ORDERS = {
  none: async () => ({}),
  async key({ file, secret, own: theirs }) {
    try {
      return { found: await (theirs ? ownKeys(file, secret.passphrase) : keyFrom(file, secret)) };
    } catch (error) {
      const kind = Object.keys(KINDS).find((name) => error instanceof KINDS[name]);
      if (!kind) throw error;
      return { kind, code: error.code ?? error.message };
    }
  },
  async chunks({ recipe, first, count }) {
    try {
      const plain = await (await payloadOf(recipe)).chunks(first, count);
      return { plain, moved: [plain.buffer] };
    } catch (error) {
      if (error.chunk === undefined) throw error;
      return { chunk: error.chunk };
    }
  },
  async run({ recipe, entries }, tick) {
    return sumRun(await payloadOf(recipe), entries, tick);
  },
};

/** The other side: answer orders for as long as the thread lives. */
export function serve(scope) {
  scope.onmessage = async ({ data: { order, given } }) => {
    const answer = await ORDERS[order](given, (count) => scope.postMessage({ count }))
      .catch((error) => ({ fault: String(error?.stack ?? error), name: error?.name }));
    scope.postMessage({ answer }, answer.moved ?? []);
  };
}

class Thread {
  constructor(address) {
    this.worker = new Worker(address);
    this.begun = false;
  }

  ask(order, given, tick) {
    return new Promise((done, failed) => {
      this.worker.onerror = () => failed(new Refused("ENV-010"));
      this.worker.onmessage = ({ data }) => {
        if (data.count !== undefined) tick?.(data.count);
        else if (data.answer.fault) {
          const { fault, name } = data.answer;
          failed(Object.assign(new Error(fault), { name })); // a stick pulled out, for one
        }
        else done(data.answer);
      };
      this.worker.postMessage({ order, given });
    });
  }

  end() {
    this.worker.terminate();
  }
}

/** Whether threads were used; null before that is known. */
export const threads = () => (own === null ? null : own !== "");

let own = null; // the address of the page's script, and whether threads work here

/** Whether threads begin here: found out once, with a harmless order. */
async function address() {
  if (own === null) {
    own = "";
    const script = globalThis.document?.getElementById("script")?.textContent;
    if (script && typeof Worker === "function") {
      const made = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
      try {
        const thread = new Thread(made);
        thread.worker.onerror = null;
        own = (await reached(thread)) ? made : "";
        thread.end();
      } catch {
        own = ""; // a browser that allows none from a file
      }
    }
  }
  return own;
}

const reached = (thread) => new Promise((done) => {
  const stop = setTimeout(() => done(false), 5000);
  thread.worker.onerror = () => done(false);
  thread.worker.onmessage = () => {
    clearTimeout(stop);
    done(true);
  };
  thread.worker.postMessage({ order: "none", given: null });
});

/** Derive in a thread of its own, whose memory is given back at its end. */
async function derived(given) {
  const from = await address();
  const thread = from ? new Thread(from) : null;
  try {
    const answer = thread ? await thread.ask("key", given) : await ORDERS.key(given);
    if (answer.kind) throw new KINDS[answer.kind](answer.code);
    return answer.found;
  } finally {
    thread?.end();
  }
}

/** As `keyFrom`. */
export const deriveKey = (file, secret) => derived({ file, secret });

/** As `ownKeys`. */
export const deriveOwnKeys = (file, passphrase) => derived({ file, secret: { passphrase }, own: true });

const most = () => Math.min(MOST, Math.max(2, navigator.hardwareConcurrency || 2));

/** Threads that open a long range, where the browser has no cipher of its own; else null. */
export async function spread(payload, length) {
  const from = payload.recipe.native || length < WORTH ? "" : await address();
  if (!from) return null;
  const threads = Array.from({ length: most() }, () => new Thread(from));
  let turn = 0;
  const open = async (first, count) => {
    const thread = threads[turn % threads.length];
    turn += 1;
    // A thread does one thing at a time: what was asked before comes first.
    const before = thread.last ?? Promise.resolve();
    thread.last = before.then(() =>
      thread.ask("chunks", { recipe: payload.recipe, first, count }));
    const { plain, chunk } = await thread.last;
    if (plain) return plain;
    throw Object.assign(new Damaged("a chunk does not authenticate"), { chunk });
  };
  return { depth: threads.length + 1, open, end: () => threads.forEach((one) => one.end()) };
}

/** As `sumRun`, for each of some runs, side by side; the answers in the order of the runs. */
export async function* sumRuns(payload, runs, tick) {
  const from = await address();
  if (!from) {
    for (const entries of runs) yield sumRun(payload, entries, tick);
    return;
  }
  const count = Math.min(runs.length, most());
  const idle = Array.from({ length: count }, () => new Thread(from));
  const threads = [...idle];
  const recipe = payload.recipe;
  const under = [];
  let next = 0;
  const begin = () => {
    while (idle.length && next < runs.length && next - given < 4 * count) {
      const thread = idle.pop();
      const entries = runs[next];
      next += 1;
      const answer = thread.ask("run", { recipe, entries }, tick)
        .finally(() => {
          idle.push(thread);
          begin();
        });
      answer.catch(() => {}); // told when it is waited for
      under.push(answer);
    }
  };
  let given = 0;
  try {
    begin();
    for (; given < runs.length; ) {
      const answer = await under[given];
      under[given] = null;
      given += 1;
      begin();
      yield answer;
    }
  } finally {
    next = runs.length;
    for (const thread of threads) thread.end();
  }
}
