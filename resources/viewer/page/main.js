/**
 * The page: choose, open, look, save. Frames and navigates; what is shown is made in views.js.
 * Makes no connection, keeps nothing, writes nothing but what a person saves.
 */

import { identitiesFrom, isClosed } from "./age.js";
import { el } from "./dom.js";
import { droppedFiles } from "./dropping.js";
import { readExhibits, readLog, readReport, readTable } from "./facts.js";
import { BadKeyFile, BadZip, Damaged, Refused } from "./faults.js";
import { LIMIT, openList, openPayloadOf, sortOut } from "./opening.js";
import { save, TooLarge } from "./saving.js";
import { Sha256 } from "./sha256.js";
import { crc32 } from "./sums.js";
import { UNFINISHED, verify, verifyOpened } from "./verifying.js";
import * as views from "./views.js";
import { deriveOwnKeys, serve, threads } from "./workers.js";
import { WORDS, word } from "./words.js";

export { keyFrom, openFile } from "./age.js"; // for tests with vectors of others
export {
  crc32, openList, openPayloadOf, readExhibits, readLog, readReport, readTable, Sha256, sortOut,
  threads, verify, verifyOpened, WORDS,
};

/** What browsers call it when a file is gone, or its stick. */
const UNREADABLE = new Set([
  "NotFoundError", "NotReadableError", "AbortError", "SecurityError", "InvalidStateError",
]);
/** 999 parts, 64 keys and what else lies in a bundle's folder, with room. */
const MOST_FILES = 2000;
const VIEWS = ["checks", "report", "exhibits", "timeline", "links", "log", "allFiles"];

class Page {
  constructor() {
    this.language = navigator.language?.toLowerCase().startsWith("ko") ? "ko"
      : navigator.languages?.some((one) => one.toLowerCase().startsWith("ko")) ? "ko" : "en";
    this.files = [];
    this.state = null; // what is open
    this.view = "checks";
    this.at = (id) => document.getElementById(id);
  }

  start() {
    for (const button of document.querySelectorAll("[data-language]")) {
      button.addEventListener("click", () => this.speak(button.dataset.language));
    }
    for (const id of ["files", "folder"]) {
      this.at(id).addEventListener("change", (event) => this.chose([...event.target.files]));
    }
    this.at("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.open();
    });
    this.at("close").addEventListener("click", () => location.reload());
    document.addEventListener("dragover", (event) => event.preventDefault());
    document.addEventListener("drop", (event) => this.dropped(event));
    this.speak(this.language);
  }

  w(key, values) {
    return word(this.language, key, values);
  }

  say(text) {
    this.at("status").textContent = text;
    this.told();
  }

  /** What the view says already need not be seen twice; it is still read out. */
  told() {
    const status = this.at("status");
    const lead = document.querySelector("#view .lead")?.textContent;
    status.classList.toggle("unseen", Boolean(lead) && status.textContent === lead);
  }

  speak(language) {
    this.language = language;
    document.documentElement.lang = language;
    document.title = this.w("title");
    for (const node of document.querySelectorAll("[data-word]")) {
      node.textContent = this.w(node.dataset.word);
    }
    for (const node of document.querySelectorAll("[data-label]")) {
      node.setAttribute("aria-label", this.w(node.dataset.label));
    }
    for (const button of document.querySelectorAll("[data-language]")) {
      button.setAttribute("aria-pressed", String(button.dataset.language === language));
    }
    this.say("");
    this.showChosen();
    if (this.state) this.show(this.view);
  }

  showChosen() {
    const names = this.files.slice(0, 8).map((file) => file.name.slice(0, 60)).join(", ");
    this.at("chosen").textContent = names ? this.w("chosen", { names }) : "";
  }

  chose(files) {
    this.files = files.slice(0, MOST_FILES);
    // A browser may tell the size of a file that is gone as 0: that is no verdict on a bundle.
    this.sizes = this.files.map((file) => file.size);
    this.showChosen();
    this.at("passphrase").focus();
  }

  async dropped(event) {
    event.preventDefault();
    if (this.state) return;
    const files = await droppedFiles(event);
    this.chose(files);
    if (!files.length) this.say(this.w("emptyDrop"));
  }

  async open() {
    const secret = { passphrase: this.at("passphrase").value };
    const keyFile = this.at("key-file").files[0];
    const pasted = this.at("identity").value.trim();
    if (!this.files.length) return this.say(this.w("needFiles"));
    if (!secret.passphrase.trim() && !pasted && !keyFile) return this.say(this.w("needSecret"));
    this.say(this.w("opening"));
    this.at("open").disabled = true;
    await new Promise((done) => setTimeout(done, 50)); // so that the line above is seen
    try {
      if (this.files.some((file, at) => file.size !== this.sizes[at])) {
        return this.say(this.w("unreadable"));
      }
      const outer = await sortOut(this.files);
      if (keyFile || pasted) secret.identity = await this.ownKey(keyFile, pasted);
      if (secret.identity === null) return null;
      if (outer.bundle?.size > LIMIT) return this.say(this.w("tooLarge"));
      const found = await openPayloadOf(outer, secret);
      await this.opened(found);
    } catch (error) {
      this.say(this.sentence(error));
    } finally {
      this.at("open").disabled = false;
    }
  }

  /** The text of a recipient's own key, out of its file or pasted; null with a sentence said. */
  async ownKey(file, pasted) {
    const words = this.at("key-words").value;
    try {
      if (!file) return identitiesFrom(pasted).join("\n");
      if (!words && (await isClosed(file))) return this.say(this.w("needKeyWords")) ?? null;
      return (await deriveOwnKeys(file, words)).join("\n");
    } catch (error) {
      const said = error instanceof BadKeyFile ? "badKey"
        : error.code === "BND-001" ? "wrongKeyWords" : null;
      if (!said) throw error;
      this.say(this.w(said));
      return null;
    }
  }

  /** A sentence for what can happen; anything else is a fault of ours and goes to the console. */
  sentence(error) {
    if (error instanceof Refused) return this.w(error.code);
    if (error instanceof TooLarge) return this.w("tooLargeToSave");
    if (error instanceof Damaged || error instanceof BadZip) return this.w("damagedFile");
    if (UNREADABLE.has(error?.name)) return this.w("unreadable");
    throw error;
  }

  async opened(found) {
    performance.mark("ongi-key");
    const list = found.payload ? await openList(found.payload) : null;
    performance.mark("ongi-list");
    const report = list ? await readReport(list) : null;
    const exhibits = list ? await readExhibits(list, report) : [];
    this.state = { found, list, report, exhibits, links: null, log: null, outcome: null };
    for (const id of ["passphrase", "identity", "key-words", "key-file"]) this.at(id).value = "";
    this.at("opener").hidden = true;
    this.at("inside").hidden = false;
    this.at("close-row").hidden = false;
    this.navigation();
    this.show("checks");
    this.say(this.w(list ? "opened" : "noList"));
    this.at("view-title").focus();
    await this.check();
  }

  navigation() {
    const names = this.state.list ? VIEWS : ["checks"];
    this.at("views").replaceChildren(...names.map((name) =>
      el("li", {}, el("button", { type: "button", "data-view": name,
        onclick: () => this.show(name, true) }))));
  }

  async check() {
    const { found } = this.state;
    const bar = this.at("progress");
    bar.hidden = !found.payload;
    let done = 0;
    let told = 0;
    const tick = (count) => {
      done += count;
      const part = Math.floor((100 * done) / Math.max(1, found.payload.size));
      if (part === told) return null;
      told = part;
      bar.value = part;
      return new Promise((next) => setTimeout(next)); // the page stays usable
    };
    let said = null;
    const outcome = await verifyOpened(found, { tick }).catch((error) => {
      said = this.sentence(error); // a stick was pulled out, or the memory is full
      return UNFINISHED;
    });
    performance.mark("ongi-checked");
    bar.hidden = true;
    this.state.outcome = outcome;
    document.documentElement.dataset.result = outcome.result;
    if (this.view === "checks") await this.show("checks");
    this.say(said ?? this.w(views.RESULTS[outcome.result]));
  }

  async show(name, moved = false) {
    const { state, language } = this;
    this.view = name;
    for (const button of document.querySelectorAll("[data-view]")) {
      button.textContent = this.w(button.dataset.view);
      if (button.dataset.view === name) button.setAttribute("aria-current", "page");
      else button.removeAttribute("aria-current");
    }
    this.at("view-title").textContent = this.w(name);
    this.at("view").replaceChildren(await this.content(name, state, language));
    this.told();
    if (moved) this.at("view-title").focus();
  }

  async content(name, state, language) {
    const actions = {
      save: (path) => this.save(path), saveAll: () => this.saveAll(),
      blob: (path, kind) => this.blob(path, kind),
    };
    switch (name) {
      case "checks": return views.checksView(language, state.outcome);
      case "report": return views.reportView(language, state.report);
      case "exhibits": return views.exhibitsView(language, state.exhibits, actions);
      case "timeline": return views.timelineView(language, state.report);
      case "links":
        state.links ??= await readTable(state.list, "data/links.csv");
        return views.linksView(language, state.report, state.links);
      case "log":
        try {
          state.log ??= await readLog(state.list);
        } catch (error) {
          this.say(this.sentence(error));
          state.log = [];
        }
        return views.logView(language, state.log);
      default: return views.filesView(language, state.list, actions);
    }
  }

  /** An exhibit's bytes as a Blob to show, or null with a sentence said. */
  async blob(path, type) {
    try {
      const parts = [];
      for await (const piece of this.state.list.pieces(path)) parts.push(piece);
      return new Blob(parts, { type });
    } catch (error) {
      this.say(this.sentence(error));
      return null;
    }
  }

  async save(path) {
    const { list } = this.state;
    const name = path.split("/").pop();
    const pieces = (passing) => list.pieces(path, passing);
    await this.saved(() => save(pieces, list.entries.get(path).size, name), name);
  }

  async saveAll() {
    const { payload } = this.state.found;
    const name = "bag.zip";
    const pieces = (passing) => payload.pieces(0, payload.size, passing);
    await this.saved(() => save(pieces, payload.size, name), name);
  }

  async saved(work, name) {
    this.say(this.w("saving"));
    try {
      this.say((await work()) ? this.w("saved", { name }) : "");
    } catch (error) {
      const known = [Refused, TooLarge, Damaged, BadZip].some((kind) => error instanceof kind);
      this.say(known ? this.sentence(error) : this.w("notSaved"));
      if (!known && !(error instanceof DOMException)) throw error;
    }
  }
}

if (globalThis.document) new Page().start();
else if (globalThis.WorkerGlobalScope) serve(globalThis);
