// Small helpers that make elements. Everything goes in as text, never as markup, so that nothing the
// contract or a server's answer holds can become part of this page.

/** Makes an element: element("a", { href: "#x", class: "y" }, "text", anotherElement). */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** A block of code that scrolls, and so must be reachable by keyboard. */
export function codeBlock(label, text) {
  return element("pre", { tabindex: "0", role: "region", "aria-label": label }, text);
}

export function pretty(value) {
  return JSON.stringify(value, null, 2);
}

let lastId = 0;

export function freshId(stem) {
  lastId += 1;
  return `${stem}-${lastId}`;
}

/** A label over its control. */
export function field(label, control, hint) {
  control.id = freshId("field");
  const box = element("div", { class: "field" }, element("label", { for: control.id }, label), control);
  if (hint) {
    const id = freshId("hint");
    control.setAttribute("aria-describedby", id);
    box.append(element("p", { class: "hint", id }, hint));
  }
  return box;
}

/** Says how something went, in a status line that screen readers announce. */
export function say(line, text, tone = "") {
  line.className = `status ${tone}`;
  line.textContent = text;
}

/** The readable text of a problem document: what is wrong, then each field. */
export function problemText(problem, fallback) {
  const fields = (problem?.errors ?? []).map((error) => `${error.pointer} ${error.detail}`);
  return [problem?.detail ?? problem?.title ?? fallback, ...fields].join(" · ");
}
