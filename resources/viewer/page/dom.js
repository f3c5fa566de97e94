/** The only way into the document: elements with text, never markup. */

/** An element; properties by name (`class`, `on…`, ARIA and others), children as text or nodes. */
export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null).map((child) =>
    child instanceof Node ? child : document.createTextNode(String(child))));
  return node;
}

/** A table with a caption for screen readers; `rows` are lists of cells, shown in portions. */
export function table(caption, heads, rows, more, portion = 200) {
  const body = el("tbody");
  const button = el("button", { type: "button", class: "quiet" }, more);
  let shown = 0;
  const add = () => {
    for (const cells of rows.slice(shown, shown + portion)) {
      body.append(el("tr", {}, ...cells.map((cell) => el("td", {}, cell))));
    }
    shown += portion;
    button.hidden = shown >= rows.length;
  };
  button.addEventListener("click", add);
  add();
  const head = el("tr", {}, ...heads.map((one) => el("th", { scope: "col" }, one)));
  const inside = el("table", {}, el("caption", { class: "unseen" }, caption), el("thead", {}, head),
    body);
  return el("div", {}, el("div", { class: "wide", tabindex: "0", role: "group",
    "aria-label": caption }, inside), button);
}
