/** What is shown of an opened bundle. Each function gives one section's content, as text only. */

import { isObject } from "./canon.js";
import { el, table } from "./dom.js";
import { listOf, sizeOf, timeOf, timeOfMs } from "./facts.js";
import { NAMES } from "./checks.js";
import { asText, oneLine, paragraphs, visible } from "./visible.js";
import { checkWord, codeWord, PART_ORDER, partWord, word } from "./words.js";

const PICTURES = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/avif"];
const FILMS = ["video/mp4", "video/webm", "audio/mpeg", "audio/mp4", "audio/ogg", "audio/wav"];
const TEXTS = ["text/plain", "text/csv", "application/json"];
const LARGEST_TEXT = 2 * 1024 * 1024;
const LARGEST_SHOWN = 256 * 1024 * 1024;

/** What the whole is called. */
export const RESULTS = { passed: "resultPassed", failed: "resultFailed",
  incomplete: "resultIncomplete", stopped: "resultStopped" };

/** The checks, by number; those that are still being made say so. */
export function checksView(language, outcome) {
  const w = (key, values) => word(language, key, values);
  const checks = outcome?.checks
    ?? Object.entries(NAMES).map(([id, name]) => ({ id, name, state: "checking", values: {} }));
  const rows = checks.map((check) => {
    const state = check.state === "checking" ? w("checking") : w(check.state);
    const why = check.why ? el("p", { class: "why" },
      checkWord(language, check.why, check.values)) : null;
    return el("li", {},
      el("span", { class: "id" }, check.id),
      el("div", { class: "what" }, checkWord(language, check.name, check.values), why),
      el("span", { class: `badge ${check.state}` }, state));
  });
  const mark = outcome?.fingerprint
    ? el("p", {}, `${w("fingerprint")}: `, el("code", {}, outcome.fingerprint)) : null;
  const result = RESULTS[outcome?.result];
  return el("div", {}, el("p", { class: "lead" }, w(result ?? "checking")),
    el("ol", { class: "checks" }, ...rows), mark, el("p", { class: "soft" }, w("supports")));
}

/** The parts of an answer by their names, in the order of the documents; strange ones last. */
function partsOf(value, language, depth) {
  const place = (key) => (PART_ORDER.includes(key) ? PART_ORDER.indexOf(key) : PART_ORDER.length);
  const pairs = Object.entries(value).slice(0, 200)
    .sort(([one], [other]) => place(one) - place(other));
  return el("dl", {}, ...pairs.flatMap(([key, one]) => [
    el("dt", {}, oneLine(partWord(language, key), 80)),
    el("dd", {}, answer(one, language, depth + 1)),
  ]));
}

/** From when to when, as it was written, and how sure that is. */
function span(value, language) {
  const ends = [value.from, value.to].filter(Boolean).map((one) => oneLine(timeOf(one), 80));
  const sure = value.certainty ? `${word(language, "certainty")}: ${
    oneLine(partWord(language, asText(value.certainty)), 60)}` : "";
  return el("div", {}, el("span", {}, ends.join(" – ")),
    sure ? el("p", { class: "soft" }, sure) : null,
    value.text ? el("p", { class: "text" }, paragraphs(asText(value.text))) : null);
}

/** An answer of any shape, as text, in the report's language. */
function answer(value, language, depth = 0) {
  const w = (key) => word(language, key);
  if (value === null || value === undefined || value === "" || depth > 6) {
    return el("span", { class: "soft" }, w("unanswered"));
  }
  if (typeof value === "boolean") return el("span", {}, w(value ? "yes" : "no"));
  if (Array.isArray(value)) {
    const rows = value.slice(0, 2000).map((one) => el("li", {}, answer(one, language, depth + 1)));
    return el("ul", {}, ...rows);
  }
  if (isObject(value)) {
    if (typeof value.utc === "string") return el("span", {}, timeOf(value));
    if ("from" in value || "to" in value) return span(value, language);
    if (typeof value.answer === "boolean") {
      return el("div", {}, el("span", {}, w(value.answer ? "yes" : "no")),
        value.text ? el("p", { class: "text" }, paragraphs(asText(value.text))) : null);
    }
    return partsOf(value, language, depth);
  }
  return el("span", { class: "text" }, paragraphs(timeOf(value) || String(value)));
}

/** The report's fields in the template's order. */
export function reportView(language, report) {
  const w = (key, values) => word(language, key, values);
  if (!report) return el("p", {}, w("none"));
  const theirs = report.language === "en" ? "en" : "ko";
  const fields = listOf(report, "fields").flatMap((field) =>
    [el("dt", {}, oneLine(asText(field.label ?? field.id), 200)),
      el("dd", {}, answer(field.answer, theirs))]);
  return el("div", {}, el("p", { class: "soft" }, `${w("made")}: ${timeOf(report.made_at)}`),
    el("dl", { class: "fields card", lang: theirs }, ...fields));
}

/** One exhibit: covered, and not even decrypted, until it is asked for. */
function exhibitCard(language, exhibit, actions) {
  const w = (key, values) => word(language, key, values);
  const name = exhibit.path.split("/").pop();
  const frame = el("div", { class: "frame" }, el("span", { class: "soft" }, w("covered")));
  const kind = exhibit.media_type.split(";")[0].trim().toLowerCase();
  const picture = PICTURES.includes(kind);
  const canShow = (picture || FILMS.includes(kind)) && exhibit.size <= LARGEST_SHOWN;
  const isText = TEXTS.includes(kind) && exhibit.size <= LARGEST_TEXT;
  let address = null;
  const button = el("button", { type: "button", "aria-expanded": "false" }, w("show"));
  const cover = () => {
    if (address) URL.revokeObjectURL(address);
    address = null;
    frame.replaceChildren(el("span", { class: "soft" }, w("covered")));
  };
  button.addEventListener("click", async () => {
    const open = button.getAttribute("aria-expanded") === "true";
    if (open) cover();
    else if (isText) {
      const blob = await actions.blob(exhibit.path, kind);
      if (!blob) return;
      frame.replaceChildren(el("pre", { tabindex: "0", "aria-label": name },
        visible(await blob.text(), LARGEST_TEXT, "\n\t")));
    } else if (!canShow) frame.replaceChildren(el("p", {}, w("cannotShow")));
    else {
      const blob = await actions.blob(exhibit.path, kind);
      if (!blob) return;
      address = URL.createObjectURL(blob);
      frame.replaceChildren(picture
        ? el("img", { src: address, alt: name })
        : el("video", { src: address, controls: true, muted: true, preload: "none" }));
    }
    button.setAttribute("aria-expanded", String(!open));
    button.textContent = w(open ? "show" : "cover");
  });
  button.setAttribute("aria-label", `${name}: ${w("show")}`);
  button.addEventListener("click", () => button.removeAttribute("aria-label"), { once: true });
  return el("li", { class: "exhibit" }, frame, el("h3", {}, name),
    exhibit.name ? el("p", { class: "soft" }, `${w("foundName")}: ${visible(exhibit.name, 300)}`) : null,
    el("p", { class: "soft" }, `${kind ? `${oneLine(kind, 60)}, ` : ""}${sizeOf(exhibit.size)}`),
    el("div", { class: "row" }, button, el("button", { type: "button",
      "aria-label": w("saveNamed", { name }),
      onclick: () => actions.save(exhibit.path) }, w("save"))));
}

export function exhibitsView(language, exhibits, actions) {
  if (!exhibits.length) return el("p", {}, word(language, "none"));
  const list = el("ul", { class: "grid" });
  const more = el("button", { type: "button", class: "quiet" }, word(language, "more"));
  let shown = 0;
  const add = () => {
    list.append(...exhibits.slice(shown, shown + 60)
      .map((one) => exhibitCard(language, one, actions)));
    shown += 60;
    more.hidden = shown >= exhibits.length;
  };
  more.addEventListener("click", add);
  add();
  return el("div", {}, list, more);
}

const text = (value, limit = 300) => oneLine(asText(value), limit);

/** A time on two lines: Korea's, and the universal one. */
function when(time) {
  const [kst, utc] = text(time).split(" (");
  return el("span", { class: "time" }, kst, utc ? el("br") : null,
    utc ? el("span", { class: "soft" }, utc.replace(/\)$/, "")) : null);
}

/** A table, or the sentence that there is none. */
function listed(language, title, heads, rows) {
  if (!rows.length) return el("p", {}, word(language, "none"));
  return table(word(language, title), heads.map((head) => word(language, head)), rows,
    word(language, "more"));
}

/** What an entry of the order of time is on: its own words, an exhibit's name, or how many. */
function whatOf(entry, language, names) {
  if (entry.kind === "report") return "";
  if (entry.kind === "messages" && Number.isSafeInteger(entry.count)) {
    return word(language, "messagesOfDay", { count: entry.count });
  }
  return [names.get(entry.subject), entry.label].filter(Boolean).map((one) => text(one)).join(" · ");
}

export function timelineView(language, report) {
  const timeline = isObject(report?.timeline) ? report.timeline : {};
  const names = new Map(listOf(report, "exhibits").map((one) =>
    [one.item, `E${asText(one.number).padStart(3, "0")}`]));
  const rows = listOf(timeline, "entries").map((entry) => [
    when(timeOf(entry.order_at ?? entry.shown ?? entry.captured ?? entry.entered)),
    text(codeWord(language, entry.kind), 60), whatOf(entry, language, names),
  ]);
  return listed(language, "timeline", ["when", "kind", "what"], rows);
}

/** The links as the report has them, else the list of links that goes along with it. */
export function linksView(language, report, [heads = [], ...rows]) {
  const hint = el("p", { class: "soft" }, word(language, "linksHint"));
  const own = listOf(report, "links");
  if (!own.length && rows.length) {
    const cell = (one) => (one.includes("://") ? el("span", { class: "long" }, text(one, 500))
      : text(one, 500));
    return el("div", {}, hint, table(word(language, "links"), heads.map((one) => text(one, 60)),
      rows.map((row) => row.map(cell)), word(language, "more")));
  }
  return el("div", {}, hint, listed(language, "links", ["number", "link", "state", "firstRead"],
    own.map((one) => [
      text(one.number), el("span", { class: "long" }, text(one.original || one.link, 500)),
      text(codeWord(language, one.state ?? one.standing), 60), when(timeOf(one.first_read_at)),
    ])));
}

export function logView(language, lines) {
  const rows = lines.map((line) => {
    const entry = isObject(line.entry) ? line.entry : null;
    return [text(line.number), entry ? when(timeOfMs(entry.at_ms)) : "",
      entry ? text(codeWord(language, entry.act), 60) : word(language, "withheld"),
      el("code", {}, text(entry?.subject ?? "", 80)),
      el("code", {}, text(line.head, 16))];
  });
  return listed(language, "log", ["number", "when", "act", "subject", "head"], rows);
}

export function filesView(language, opened, actions) {
  const w = (key, values) => word(language, key, values);
  const rows = opened.list.map((entry) => [entry.path, sizeOf(entry.size),
    el("button", { type: "button", "aria-label": w("saveNamed", { name: entry.path }),
      onclick: () => actions.save(entry.path) }, w("save"))]);
  return el("div", {},
    el("p", {}, el("button", { type: "button", onclick: () => actions.saveAll() }, w("saveAll"))),
    listed(language, "allFiles", ["name", "size", "save"], rows));
}
