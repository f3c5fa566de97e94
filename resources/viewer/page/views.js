/** What is shown of an opened bundle. Each function gives one section's content, as text only. */

import { isObject } from "./canon.js";
import { el, table } from "./dom.js";
import { listOf, sizeOf, timeOf, timeOfMs } from "./facts.js";
import { NAMES } from "./checks.js";
import { oneLine, paragraphs, visible } from "./visible.js";
import { checkWord, codeWord, word } from "./words.js";

const PICTURES = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/avif"];
const FILMS = ["video/mp4", "video/webm", "audio/mpeg", "audio/mp4", "audio/ogg", "audio/wav"];
const LARGEST_SHOWN = 256 * 1024 * 1024;

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
  const result = { passed: "resultPassed", failed: "resultFailed",
    incomplete: "resultIncomplete" }[outcome?.result];
  return el("div", {}, el("p", { class: "lead" }, w(result ?? "checking")),
    el("ol", { class: "checks" }, ...rows), mark, el("p", { class: "soft" }, w("supports")));
}

/** An answer of any shape, as text. */
function answer(value, w, depth = 0) {
  if (value === null || value === undefined || value === "" || depth > 6) {
    return el("span", { class: "soft" }, w("unanswered"));
  }
  if (typeof value === "boolean") return el("span", {}, w(value ? "yes" : "no"));
  if (Array.isArray(value)) {
    return el("ul", {}, ...value.slice(0, 2000).map((one) => el("li", {}, answer(one, w, depth + 1))));
  }
  if (isObject(value)) {
    if (typeof value.utc === "string") return el("span", {}, timeOf(value));
    const pairs = Object.entries(value).slice(0, 200).flatMap(([key, one]) =>
      [el("dt", {}, oneLine(key, 80)), el("dd", {}, answer(one, w, depth + 1))]);
    return el("dl", {}, ...pairs);
  }
  return el("span", { class: "text" }, paragraphs(timeOf(value) || String(value)));
}

/** The report's fields in the template's order. */
export function reportView(language, report) {
  const w = (key, values) => word(language, key, values);
  if (!report) return el("p", {}, w("none"));
  const fields = listOf(report, "fields").flatMap((field) =>
    [el("dt", {}, oneLine(String(field.label ?? field.id ?? ""), 200)),
      el("dd", {}, answer(field.answer, w))]);
  return el("div", { lang: report.language === "en" ? "en" : "ko" },
    el("p", { class: "soft" }, `${w("made")}: ${timeOf(report.made_at)}`),
    el("dl", { class: "fields" }, ...fields));
}

/** One exhibit: covered, and not even decrypted, until it is asked for. */
function exhibitCard(language, exhibit, actions) {
  const w = (key, values) => word(language, key, values);
  const name = exhibit.path.split("/").pop();
  const frame = el("div", { class: "frame" }, el("span", { class: "soft" }, w("covered")));
  const kind = exhibit.media_type.split(";")[0].trim().toLowerCase();
  const canShow = (PICTURES.includes(kind) || FILMS.includes(kind)) && exhibit.size <= LARGEST_SHOWN;
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
    else if (!canShow) frame.replaceChildren(el("p", {}, w("cannotShow")));
    else {
      const blob = await actions.blob(exhibit.path, kind);
      if (!blob) return;
      address = URL.createObjectURL(blob);
      frame.replaceChildren(PICTURES.includes(kind)
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

const text = (value, limit = 300) => oneLine(value === null || value === undefined ? ""
  : typeof value === "object" ? JSON.stringify(value) : String(value), limit);

/** A table, or the sentence that there is none. */
function listed(language, title, heads, rows) {
  if (!rows.length) return el("p", {}, word(language, "none"));
  return table(word(language, title), heads.map((head) => word(language, head)), rows,
    word(language, "more"));
}

export function timelineView(language, report) {
  const timeline = isObject(report?.timeline) ? report.timeline : {};
  const rows = listOf(timeline, "entries").map((entry) => [
    text(timeOf(entry.order_at ?? entry.shown ?? entry.captured ?? entry.entered)),
    text(codeWord(language, entry.kind), 60), text(entry.label || entry.subject),
  ]);
  return listed(language, "timeline", ["when", "kind", "what"], rows);
}

export function linksView(language, report) {
  const rows = listOf(report, "links").map((one) => [
    text(one.number), el("span", { class: "long" }, text(one.original || one.link, 500)),
    text(codeWord(language, one.state ?? one.standing), 60),
    text(timeOf(one.first_read_at)),
  ]);
  return el("div", {}, el("p", { class: "soft" }, word(language, "linksHint")),
    listed(language, "links", ["number", "link", "state", "firstRead"], rows));
}

export function logView(language, lines) {
  const rows = lines.map((line) => {
    const entry = isObject(line.entry) ? line.entry : null;
    return [text(line.number), entry ? text(timeOfMs(entry.at_ms)) : "",
      entry ? text(codeWord(language, entry.act), 60) : word(language, "withheld"), el("code", {}, text(entry?.subject ?? "", 80)),
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
