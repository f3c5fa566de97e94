/**
 * The page's words, Korean first. The words of checks, acts and kinds come from the program's own
 * catalogues: set-up makes `check-words` out of them, so that page and program say the same.
 */

import { CODES, KOREAN, PARTS } from "check-words";
import { asText } from "./visible.js";

const KO = {
  title: "묶음 열기",
  lead: "신고서와 증거가 암호화되어 담긴 묶음입니다. 이 페이지는 인터넷에 연결하지 않으며, 아무것도 설치하지 않습니다.",
  language: "언어",
  files: "파일",
  choose: "이 페이지와 같은 폴더의 파일을 모두 골라 주세요",
  dropHint: "bundle.age 와 key- 로 시작하는 파일이 필요합니다. 나뉘어 왔다면 bundle.age.001 부터 모두와 parts.sha256 도 골라 주세요. 여기로 끌어다 놓아도 됩니다.",
  chooseFolder: "폴더째 고르기",
  chosen: "고른 파일: {names}",
  passphrase: "암호 낱말",
  passphraseHint: "보낸 분이 따로 알려 준 낱말입니다. 대소문자와 띄어쓰기는 상관없습니다.",
  useKey: "우리 기관의 열쇠로 열기",
  keyFile: "열쇠 파일",
  keyFileHint: "열쇠는 이 페이지 밖으로 나가지 않습니다.",
  keyWords: "열쇠 파일의 암호 (정해 두었다면)",
  identity: "또는 열쇠 붙여 넣기 (AGE-SECRET-KEY-…)",
  open: "열기",
  opening: "여는 중입니다. 몇 초 걸릴 수 있습니다.",
  opened: "열었습니다.",
  close: "닫기",
  closeHint: "닫으면 여기에서 모두 지워집니다.",
  emptyDrop: "이 브라우저에서는 폴더를 끌어다 놓을 수 없습니다. 폴더 안의 파일을 모두 끌어다 놓거나, 폴더째 고르기를 눌러 주세요.",
  needFiles: "먼저 파일을 골라 주세요.",
  needSecret: "암호 낱말이나 열쇠를 적어 주세요.",
  needKeyWords: "이 열쇠 파일은 잠겨 있습니다. 파일의 암호를 적어 주세요.",
  wrongKeyWords: "열쇠 파일의 암호가 맞지 않습니다. 대소문자와 띄어쓰기까지 같아야 합니다.",
  badKey: "열쇠로 읽을 수 없습니다. 열쇠 파일을 고르거나, AGE-SECRET-KEY- 로 시작하는 줄을 붙여 넣어 주세요.",
  views: "보기",
  checks: "확인",
  report: "신고서",
  exhibits: "증거",
  timeline: "시간 순서",
  links: "링크",
  log: "보관 기록",
  allFiles: "파일",
  checking: "확인하는 중입니다.",
  progress: "읽은 만큼",
  passed: "확인됨",
  failed: "맞지 않음",
  not_checked: "확인하지 않음",
  resultPassed: "할 수 있는 확인은 모두 맞았습니다.",
  resultFailed: "맞지 않는 것이 있습니다. 아래에서 어느 것인지 볼 수 있습니다.",
  resultIncomplete: "확인하지 못한 것이 있습니다. 아래에 까닭이 적혀 있습니다.",
  resultStopped: "묶음을 끝까지 읽지 못해 확인을 마치지 못했습니다.",
  supports:
    "이 확인은 파일이 보관함에 들어온 뒤 바뀌지 않았는지 살피는 데 도움을 줍니다. 들어오기 전의 일은 알려 주지 않으며, 법원의 판단을 대신하지 않습니다.",
  fingerprint: "서명한 열쇠의 지문",
  noList: "목록을 열 수 없어 확인 결과만 보여 드립니다. 보낸 분에게 다시 보내 달라고 부탁해 주세요.",
  none: "이 묶음에는 들어 있지 않습니다.",
  stampElsewhere: "시각 확인서가 들어 있지만 이 페이지에서는 확인하지 않습니다. 온기 프로그램이나 READ-ME에 적힌 openssl 명령으로 확인할 수 있습니다.",
  yes: "예",
  no: "아니요",
  unanswered: "적지 않음",
  show: "보기",
  cover: "다시 가리기",
  covered: "가려 둔 증거입니다",
  cannotShow: "여기에서 보여 줄 수 없는 형식입니다. 저장해서 알맞은 프로그램으로 열어 주세요.",
  save: "저장",
  saveNamed: "{name} 저장",
  saveAll: "모두 저장 (ZIP)",
  saved: "{name} 저장했습니다. 저장한 파일은 암호화되어 있지 않습니다.",
  saving: "저장하는 중입니다.",
  notSaved: "저장하지 못했습니다. 자리가 넉넉한지 보고 다시 해 주세요.",
  damagedFile: "이 파일의 바이트가 바뀌었거나 잘려서 열지 않았습니다.",
  tooLargeToSave: "이 브라우저에서 저장하기에는 큰 파일입니다. Chrome이나 Edge로 열거나, READ-ME에 적힌 다른 두 방법을 써 주세요.",
  tooLarge: "이 페이지에서 열기에는 큰 묶음입니다. 온기 프로그램의 묶음 확인이나, READ-ME에 적힌 표준 도구(age, unzip)로 열 수 있습니다.",
  name: "이름",
  foundName: "발견 당시 이름",
  size: "크기",
  number: "번호",
  kind: "종류",
  what: "내용",
  when: "때",
  link: "링크",
  state: "상태",
  firstRead: "처음 확인",
  subject: "대상",
  act: "한 일",
  withheld: "이 묶음에 담지 않은 기록",
  head: "이어진 값",
  more: "더 보기",
  linksHint: "링크는 글자로만 보여 드리고 열지 않습니다.",
  messagesOfDay: "대화 {count}건",
  certainty: "때의 정확도",
  made: "만든 때",
  licences: "이 페이지에 쓰인 공개 소프트웨어",
  "BND-001": "암호 낱말이 맞지 않습니다. 보낸 분에게 전화로 다시 확인해 주세요. 대소문자와 띄어쓰기는 상관없습니다.",
  "BND-002": "고른 것 가운데 묶음이 없습니다. bundle.age 가 있는 폴더의 파일을 골라 주세요.",
  "BND-004": "이 묶음은 여는 데 지나치게 많은 계산을 요구합니다. 열지 말고 보낸 분에게 물어봐 주세요.",
  "BND-007": "이 ZIP은 압축되어 있어 그대로 읽을 수 없습니다. 먼저 압축을 풀고, bundle.age 가 있는 폴더의 파일을 골라 주세요.",
  "ENV-010": "여는 데 필요한 메모리가 모자랍니다. 다른 창을 닫고 다시 해 주세요.",
  unreadable: "파일을 읽을 수 없습니다. USB를 다시 꽂거나 파일을 다시 골라 주세요.",
};

const EN = {
  title: "Open a bundle",
  lead: "This bundle holds a report and its exhibits, encrypted. This page makes no connection and installs nothing.",
  language: "Language",
  files: "Files",
  choose: "Choose all files of the folder this page lies in",
  dropHint: "bundle.age and the files whose names begin with key- are needed; if it came in parts, all of them and parts.sha256. Where the folder came as one ZIP, that ZIP is enough. You can drop them here, too.",
  chooseFolder: "Choose the whole folder",
  chosen: "Chosen: {names}",
  passphrase: "Passphrase",
  passphraseHint: "The words that the sender told you separately. Capital letters and spaces don't matter.",
  useKey: "Open with your office's key",
  keyFile: "Key file",
  keyFileHint: "The key does not leave this page.",
  keyWords: "Passphrase of the key file, if it has one",
  identity: "Or paste the key (AGE-SECRET-KEY-…)",
  open: "Open",
  opening: "Opening. This can take some seconds.",
  opened: "It is open.",
  close: "Close",
  closeHint: "Closing removes everything from this screen.",
  emptyDrop: "This browser can't take a folder that way. Drop all files in it, or choose the whole folder.",
  needFiles: "Choose the files first.",
  needSecret: "Give the passphrase or a key.",
  needKeyWords: "This key file is closed. Give its passphrase.",
  wrongKeyWords: "The passphrase of the key file does not fit. Capital letters and spaces matter here.",
  badKey: "This can't be read as a key. Choose the key file, or paste the line that begins with AGE-SECRET-KEY-.",
  views: "Views",
  checks: "Checks",
  report: "Report",
  exhibits: "Exhibits",
  timeline: "Timeline",
  links: "Links",
  log: "Custody log",
  allFiles: "Files",
  checking: "Checking.",
  progress: "Read so far",
  passed: "Passed",
  failed: "Does not fit",
  not_checked: "Not checked",
  resultPassed: "Every check that can be made fits.",
  resultFailed: "Something does not fit. The list below says what.",
  resultIncomplete: "Something could not be checked. The list below says why.",
  resultStopped: "The bundle could not be read to its end, so the checks were not finished.",
  supports:
    "The checks help to confirm that the files have not changed since they entered the vault. They say nothing about what happened before that, and the decision of a court is not theirs to give.",
  fingerprint: "Fingerprint of the signing key",
  noList: "Its list can't be opened, so only the checks are shown. Ask the sender to hand it over once more.",
  none: "There is none in this bundle.",
  stampElsewhere: "There is one, but it is not checked on this page. The Ongi program does, and so does openssl as READ-ME says.",
  yes: "Yes",
  no: "No",
  unanswered: "Nothing written",
  show: "Show",
  cover: "Cover again",
  covered: "A covered exhibit",
  cannotShow: "This kind can't be shown here. Save it and open it with a program that is meant for it.",
  save: "Save",
  saveNamed: "Save {name}",
  saveAll: "Save all (ZIP)",
  saved: "{name} is saved. What is saved is not encrypted.",
  saving: "Saving.",
  notSaved: "It could not be saved. See whether there is enough room, then try again.",
  damagedFile: "Bytes of this file were changed or cut off, so it was not opened.",
  tooLargeToSave: "This file is too large for this browser to save. Use Chrome or Edge, or one of the two other ways in READ-ME.",
  tooLarge: "This bundle is too large for this page. The Ongi program opens it, and so do the standard tools (age, unzip) as READ-ME says.",
  name: "Name",
  foundName: "Name as found",
  size: "Size",
  number: "Number",
  kind: "Kind",
  what: "What",
  when: "When",
  link: "Link",
  state: "State",
  firstRead: "First read",
  subject: "Subject",
  act: "Act",
  withheld: "An entry that is not in this bundle",
  head: "Head",
  more: "Show more",
  linksHint: "Links are shown as text and never opened.",
  messagesOfDay: "Messages: {count}",
  certainty: "How sure the time is",
  made: "Made",
  licences: "Open software in this page",
  "BND-001": "The passphrase does not open this bundle. Ask for it again by phone; capital letters and spaces don't matter.",
  "BND-002": "There is no bundle among these files. Choose the files of the folder that holds bundle.age.",
  "BND-004": "Opening this bundle would take more work than is safe. Don't open it. Ask the sender about it.",
  "BND-007": "This ZIP is compressed, so it can't be read as it is. Unpack it first, then choose the files of the folder that holds bundle.age.",
  "ENV-010": "There is not enough memory to open it. Close other windows and try again.",
  unreadable: "A file can't be read. Plug the stick in again or choose the files again.",
};

export const WORDS = { ko: KO, en: EN };

/** Reasons of the page alone, where it does not make a check that others make. */
const OWN_REASONS = new Set(["stampElsewhere"]);

const filled = (text, values) =>
  text.replace(/\{(\w+)\}/g, (place, name) => (name in values ? String(values[name]) : place));

/** A word of the page in a language, its places filled. */
export const word = (language, key, values = {}) => filled(WORDS[language][key], values);

/** A check's message id in a language. */
export function checkWord(language, id, values = {}) {
  if (OWN_REASONS.has(id)) return word(language, id, values);
  return filled((language === "ko" && Object.hasOwn(KOREAN, id) && KOREAN[id]) || id, values);
}

/** A part of an answer (`url`, `found` …), or how sure a time is, in words. */
export const partWord = (language, code) =>
  checkWord(language, Object.hasOwn(PARTS, code) ? PARTS[code] : code);

/** The parts in the order in which documents show them. */
export const PART_ORDER = Object.keys(PARTS);

/** A code of the log, the timeline or a link in words; an unknown one stands for itself. */
export function codeWord(language, code) {
  const said = asText(code);
  const known = Object.hasOwn(CODES, said) ? CODES[said] : said;
  return checkWord(language, known);
}
