// "Try it": one endpoint's form, the request it makes, the answer, and the same request for curl.

import { codeBlock, element, field, pretty, say } from "./docs-dom.js";
import { bearer } from "./docs-session.js";
import { describe, exampleOf, withoutNull } from "./docs-schema.js";

/** An input for one parameter: a choice where the schema knows all the words. */
function parameterControl(contract, parameter) {
  const found = contract.resolve(withoutNull(contract, parameter.schema).schema);
  const words = found.enum ?? (found.type === "boolean" ? ["true", "false"] : null);
  if (words) {
    const options = words.map((word) => element("option", { value: word }, word));
    if (!parameter.required) options.unshift(element("option", { value: "" }, "(leave out)"));
    return element("select", {}, ...options);
  }
  const control = element("input", { autocomplete: "off", spellcheck: "false", required: parameter.required });
  if (found.type === "integer") control.inputMode = "numeric";
  if (parameter.required) control.value = exampleOf(contract, parameter.schema) ?? "";
  return control;
}

function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function curlCommand(request, needsToken) {
  const lines = ["curl --include"];
  if (request.method !== "GET") lines.push(`--request ${request.method}`);
  lines.push(quoted(new URL(request.path, location.href).href));
  if (needsToken) lines.push('--header "Authorization: Bearer $ADMITONE_TOKEN"');
  if (request.body !== undefined) {
    lines.push(`--header 'Content-Type: ${request.bodyType}'`, `--data-raw ${quoted(request.body)}`);
  }
  return lines.join(" \\\n  ");
}

async function copy(text, line) {
  try {
    await navigator.clipboard.writeText(text);
    say(line, "Copied.", "good");
  } catch {
    say(line, "The browser did not allow copying: select the command and copy it.", "bad");
  }
}

const shownCharactersMax = 200_000;

function shorten(text) {
  if (text.length <= shownCharactersMax) return text;
  return `${text.slice(0, shownCharactersMax)}\n… cut here: ${text.length} characters in all`;
}

/** Shows events as they come, until the reader stops or the stream ends. */
async function showStream(answer, block) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    block.textContent = (block.textContent + value).slice(-shownCharactersMax);
    block.scrollTop = block.scrollHeight;
  }
}

async function showBody(answer, place) {
  const type = answer.headers.get("Content-Type") ?? "";
  if (type.startsWith("text/event-stream")) {
    const block = codeBlock("Events", "");
    place.append(block);
    await showStream(answer, block);
  } else if (/json|^text\//.test(type)) {
    const text = await answer.text();
    let shown = text;
    if (type.includes("json")) {
      try {
        shown = pretty(JSON.parse(text));
      } catch {
        shown = text; // Not JSON after all: as it came.
      }
    }
    place.append(shown === "" ? element("p", { class: "muted" }, "No body.") : codeBlock("Body of the answer", shorten(shown)));
  } else {
    const blob = await answer.blob();
    if (blob.size === 0) place.append(element("p", { class: "muted" }, "No body."));
    else {
      const href = URL.createObjectURL(blob);
      place.append(element("p", {}, element("a", { href, download: "answer" }, `Save the answer (${blob.size} bytes, ${type})`)));
    }
  }
}

function showHeaders(answer, place) {
  const text = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
  place.append(element("details", {}, element("summary", {}, "Headers"), codeBlock("Headers of the answer", text)));
}

/** The editor of JSON, or of a file's text, filled with the example, and the button that brings the example back. */
function bodyEditor(contract, operation, form) {
  const given = operation.bodyExample ?? exampleOf(contract, operation.bodySchema) ?? {};
  const example = typeof given === "string" ? given : pretty(given);
  const rows = Math.min(18, Math.max(4, example.split("\n").length + 1));
  const editor = element("textarea", { rows, spellcheck: "false", autocomplete: "off", autocapitalize: "none" });
  editor.value = example;
  const reset = element("button", { type: "button", class: "quiet" }, "Back to the example");
  reset.addEventListener("click", () => {
    editor.value = example;
    form.dispatchEvent(new Event("input"));
  });
  const kind = operation.bodyType === "application/json" ? "JSON" : operation.bodyType;
  form.append(field(`Body (${kind})`, editor), reset);
  return editor;
}

/** The same request for curl, kept up to date with the form. */
function curlPanel(form, currentRequest, needsToken) {
  const block = codeBlock("Request as a curl command", "");
  const line = element("p", { class: "status", role: "status" });
  const button = element("button", { type: "button", class: "quiet" }, "Copy curl command");
  button.addEventListener("click", () => copy(block.textContent, line));
  const refresh = () => {
    block.textContent = curlCommand(currentRequest(), needsToken);
  };
  form.addEventListener("input", refresh);
  refresh();
  const hint = element("p", { class: "hint" }, "ADMITONE_TOKEN stands for your access token, which is not shown here.");
  return element("div", {}, block, needsToken ? hint : null, element("div", { class: "row" }, button), line);
}

/** Builds the form of one operation. */
export function tryForm(contract, operation) {
  const form = element("form", { "aria-label": `Try ${operation.method} ${operation.path}` });
  const controls = operation.parameters.map((parameter) => {
    const control = parameterControl(contract, parameter);
    const label = `${parameter.name} (${parameter.in}${parameter.required ? "" : ", optional"})`;
    form.append(field(label, control, describe(contract, parameter.schema)));
    return { parameter, control };
  });
  const body = operation.bodySchema ? bodyEditor(contract, operation, form) : null;

  const currentRequest = () => {
    let path = operation.path;
    const query = new URLSearchParams();
    for (const { parameter, control } of controls) {
      const value = control.value.trim();
      if (parameter.in === "path") path = path.replace(`{${parameter.name}}`, encodeURIComponent(value));
      else if (value !== "") query.append(parameter.name, value);
    }
    if (query.toString()) path += `?${query}`;
    return { method: operation.method, path, body: body?.value, bodyType: operation.bodyType };
  };

  const needsToken = !operation.isOpen;
  const send = element("button", {}, `Send ${operation.method}`);
  const stop = element("button", { type: "button", class: "quiet", hidden: true }, "Stop");
  const line = element("p", { class: "status", role: "status" });
  const answerPlace = element("div", {});
  if (operation.method !== "GET") form.append(element("p", { class: "hint" }, "This acts on the real data of this server."));
  form.append(element("div", { class: "row" }, send, stop), line, answerPlace, curlPanel(form, currentRequest, needsToken));

  let running = null;
  stop.addEventListener("click", () => running?.abort());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (running) return;
    running = new AbortController();
    send.setAttribute("aria-disabled", "true");
    stop.hidden = false;
    answerPlace.replaceChildren();
    say(line, "Waiting for the answer…");
    try {
      await run(currentRequest(), needsToken, running.signal, line, answerPlace);
    } finally {
      if (document.activeElement === stop) send.focus();
      stop.hidden = true;
      send.removeAttribute("aria-disabled");
      running = null;
    }
  });
  return form;
}

/** Sends one request and shows what came back, or says in the status line why nothing did. */
async function run(request, needsToken, signal, line, place) {
  const headers = {};
  if (request.body !== undefined) headers["Content-Type"] = request.bodyType;
  if (needsToken && bearer()) headers.Authorization = `Bearer ${bearer()}`;
  const start = performance.now();
  try {
    const answer = await fetch(request.path, { method: request.method, headers, body: request.body, signal });
    const took = Math.max(1, Math.round(performance.now() - start));
    const hint = answer.status === 401 && needsToken ? " Sign in at the top of this page first." : "";
    say(line, `${answer.status} ${answer.statusText} in ${took} ms.${hint}`, answer.ok ? "good" : "bad");
    showHeaders(answer, place);
    await showBody(answer, place);
  } catch (failure) {
    if (signal.aborted) say(line, "Stopped.");
    else if (failure instanceof TypeError) say(line, "The server could not be reached, or the connection broke.", "bad");
    else throw failure;
  }
}
