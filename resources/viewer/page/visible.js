/** Text of evidence made safe to read: what is invisible becomes visible (app/domain/text/textsafe.py). */

const BLANKS = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0";
const HIDDEN = new RegExp(`[\\p{C}\\p{Zl}\\p{Zp}${BLANKS}\ufe00-\ufe0f]`, "u");
const NOT_PLAIN = /[^ -~]/;

/** The text with control, bidi and zero-width characters as `[U+202E]`, cut to `limit`. */
export function visible(text, limit = 20_000, keep = "") {
  const cut = text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
  if (!NOT_PLAIN.test(cut)) return cut;
  const letters = Array.from(cut);
  let marks = 0;
  return letters.map((letter, at) => {
    marks = /\p{M}/u.test(letter) ? marks + 1 : 0;
    const shown = keep.includes(letter) || inEmoji(letters, at);
    if (!shown && (marks > 4 || HIDDEN.test(letter))) {
      return `[U+${letter.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}]`;
    }
    return letter;
  }).join("");
}

/** Joiners and style marks stay where they are part of a picture. */
function inEmoji(letters, at) {
  if (!["\u200d", "\ufe0f"].includes(letters[at])) return false;
  return /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|[0-9#*]/u.test(letters[at - 1] ?? "");
}

/** Any value of a report as text. `String` would ask an object how, and a hostile one can refuse. */
export const asText = (value) => (typeof value === "string" ? value
  : value === null || value === undefined ? "" : JSON.stringify(value));

/** The visible text on one line. */
export function oneLine(text, limit = 200) {
  const head = text.slice(0, 4 * limit + 64);
  return visible(head.split(/[ \t\r\n\f\v\x85\u2028\u2029]+/).join(" ").trim(), limit);
}

/** Text of several lines. */
export const paragraphs = (text) => visible(text, 20_000, "\n\t");
