/**
 * The ways in which opening and checking a bundle end early. Nothing here is shown as it is: codes
 * and message ids are put into words by words.js.
 */

/** Bytes that do not authenticate, are cut off or cannot be read. */
export class Damaged extends Error {}

/** A key that does not fit. */
export class WrongKey extends Error {}

/** A key file that is none: damaged, too long, or without an identity in it. */
export class BadKeyFile extends Error {}

/** What a person is told instead of a verdict; `code` is one of app/error_texts (BND-…). */
export class Refused extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** An archive that a bundle may not be: a stable reason and the entry it was found at. */
export class BadZip extends Error {
  constructor(reason, entry = "") {
    super(reason);
    this.reason = reason;
    this.entry = entry;
  }
}

/** Ends one check as failed. `why` is a message id, `values` fill its places. */
export class CheckFailed extends Error {
  constructor(why, values = {}) {
    super(why);
    this.why = why;
    this.values = values;
  }
}

/** Ends one check as not made; `optional` if nobody could make it for this bundle. */
export class NotChecked extends CheckFailed {
  constructor(why, values = {}, optional = false) {
    super(why, values);
    this.optional = optional;
  }
}
