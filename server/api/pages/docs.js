// The API reference: reads /openapi.json and lays it out. Knows no endpoint by name; what it shows is what
// the contract says.

import { codeBlock, element, pretty } from "./docs-dom.js";
import { Contract, describe, exampleOf, fieldLine, fieldList, nameOf } from "./docs-schema.js";
import { startSession } from "./docs-session.js";
import { tryForm } from "./docs-try.js";

const methods = ["get", "post", "put", "patch", "delete"];

function whoMayCall(operation, isOpen) {
  if (operation["x-who"]) return operation["x-who"];
  if (operation["x-roles"]?.length) return operation["x-roles"].join(", ");
  return isOpen ? "anybody" : "anybody signed in";
}

/** The media type to try first: JSON where there is JSON. */
function mediaTypeOf(body) {
  const types = Object.keys(body?.content ?? {});
  return types.includes("application/json") ? "application/json" : types[0];
}

function mediaOf(body) {
  return body?.content?.[mediaTypeOf(body)];
}

/** All operations in the order of the document, in the shape that this page needs. */
function operationsOf(contract) {
  const operations = [];
  for (const [path, item] of Object.entries(contract.document.paths ?? {})) {
    for (const method of methods.filter((name) => item[name])) {
      const given = item[method];
      const media = mediaOf(contract.resolve(given.requestBody));
      const isOpen = (given.security ?? contract.document.security ?? []).length === 0;
      operations.push({
        path,
        method: method.toUpperCase(),
        id: `op-${given.operationId ?? `${method}${path.replaceAll(/[^a-z0-9]+/gi, "-")}`}`,
        summary: given.summary ?? path,
        description: given.description,
        tag: given.tags?.[0] ?? "other",
        who: whoMayCall(given, isOpen),
        isOpen,
        parameters: [...(item.parameters ?? []), ...(given.parameters ?? [])].map((one) => contract.resolve(one)),
        bodyType: mediaTypeOf(contract.resolve(given.requestBody)),
        bodySchema: media?.schema,
        bodyExample: media?.example ?? Object.values(media?.examples ?? {})[0]?.value,
        responses: given.responses ?? {},
      });
    }
  }
  return operations;
}

function grouped(operations) {
  const groups = new Map();
  for (const operation of operations) {
    groups.set(operation.tag, [...(groups.get(operation.tag) ?? []), operation]);
  }
  return groups;
}

/** A problem response is explained once, at the foot of the page. */
function problemName(response) {
  return response.$ref?.startsWith("#/components/responses/") ? nameOf(response) : "";
}

function responsesList(contract, operation) {
  const list = element("ul", { class: "fields responses" });
  for (const [status, given] of Object.entries(operation.responses)) {
    const response = contract.resolve(given);
    const problem = problemName(given);
    const line = element("li", {}, element("code", {}, status));
    const media = mediaOf(response);
    if (problem) {
      line.append(element("a", { href: `#problem-${problem}` }, response.description ?? problem));
    } else {
      line.append(response.description ?? "");
      const fields = media?.schema ? fieldList(contract, media.schema) : null;
      if (fields) {
        const example = media.example ?? exampleOf(contract, media.schema);
        const label = `Fields and example of ${describe(contract, media.schema)}`;
        line.append(element("details", {}, element("summary", {}, label), fields, codeBlock("Example of the answer", pretty(example))));
      }
    }
    list.append(line);
  }
  return list;
}

function fillTicket(contract, operation, inside) {
  if (operation.description) inside.append(element("p", {}, operation.description));
  if (operation.parameters.length > 0) {
    const lines = operation.parameters.map((one) => fieldLine(contract, one.name, one.schema ?? {}, one.required));
    inside.append(element("h4", {}, "Parameters"), element("ul", { class: "fields" }, ...lines));
  }
  if (operation.bodySchema) {
    const example = operation.bodyExample ?? exampleOf(contract, operation.bodySchema);
    inside.append(element("h4", {}, "Body"));
    inside.append(fieldList(contract, operation.bodySchema) ?? element("p", {}, describe(contract, operation.bodySchema)));
    inside.append(codeBlock("Example of the body", typeof example === "string" ? example : pretty(example)));
  }
  inside.append(element("h4", {}, "Responses"), responsesList(contract, operation));
  inside.append(element("h4", {}, "Try it"), tryForm(contract, operation));
}

function ticket(contract, operation) {
  const inside = element("div", { class: "inside" });
  const path = element("span", { class: "path" }, element("span", { class: "method" }, operation.method), ` ${operation.path}`);
  const front = element("div", { class: "front" }, element("h3", { class: "summary" }, operation.summary), path);
  const stub = element("div", { class: "stub" }, element("span", { class: "muted" }, "Admits "), element("strong", {}, operation.who));
  const made = element("details", { class: "ticket", id: operation.id }, element("summary", {}, front, stub), inside);
  // Forty forms at once would make the page slow: each is built when its ticket is first opened.
  made.addEventListener("toggle", () => fillTicket(contract, operation, inside), { once: true });
  return made;
}

function indexLink(operation) {
  const method = element("span", { class: "method" }, operation.method);
  const link = element("a", { href: `#${operation.id}` }, method, element("span", {}, operation.summary));
  return element("li", {}, link);
}

function problemSection(contract, name, given) {
  const response = contract.resolve(given);
  const media = mediaOf(response);
  const front = element("div", { class: "front" }, element("h3", {}, response.description ?? name), element("code", {}, `/docs#problem-${name}`));
  const status = media?.example?.status;
  const stub = element("div", { class: "stub" }, element("span", { class: "muted" }, "Status "), element("strong", {}, `${status ?? "any"}`));
  const box = element("div", { class: "ticket", id: `problem-${name}`, tabindex: "-1" }, element("div", { class: "face" }, front, stub));
  if (media?.example) box.append(element("div", { class: "inside" }, codeBlock("Example of the problem", pretty(media.example))));
  return box;
}

/** Opens, shows and focuses what the address names. */
function goToHash() {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id && document.getElementById(id);
  if (!target) return;
  if (target.tagName === "DETAILS") {
    target.open = true;
    target.querySelector("summary").focus({ preventScroll: true });
  } else if (target.tabIndex === -1) {
    target.focus({ preventScroll: true });
  }
  target.scrollIntoView();
}

/** Hides what does not hold every word that was typed, in the index and in the reference. */
function startSearch(entries, groups) {
  const input = document.querySelector("#search");
  const found = document.querySelector("#found");
  const links = () => [...document.querySelectorAll("#index li:not([hidden]) a")];

  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { text, parts } of entries) {
      const isMatch = words.every((word) => text.includes(word));
      if (isMatch) count += 1;
      for (const part of parts) part.hidden = !isMatch;
    }
    for (const group of groups) group.hidden = !group.querySelector("li:not([hidden]), .ticket:not([hidden])");
    if (words.length > 0) document.querySelector("#index-fold").open = true;
    found.textContent = words.length > 0 ? `${count} of ${entries.length} endpoints` : "";
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    links()[0]?.focus();
  });
  document.querySelector("#index").addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = links().indexOf(document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    (links()[at + step] ?? (step < 0 ? input : links()[at])).focus();
  });
  // The address may already name it, and then the browser tells of no change.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (link && link.getAttribute("href") === location.hash) goToHash();
  });
  window.addEventListener("hashchange", goToHash);
}

function lay(contract) {
  const index = document.querySelector("#index");
  const reference = document.querySelector("#endpoints");
  const entries = [];
  const groups = [];
  for (const [tag, operations] of grouped(operationsOf(contract))) {
    const list = element("ul", { "aria-label": tag });
    const indexGroup = element("div", {}, element("p", { class: "tag" }, tag), list);
    const section = element("section", { "aria-label": tag }, element("h2", {}, tag));
    for (const operation of operations) {
      const item = indexLink(operation);
      const card = ticket(contract, operation);
      list.append(item);
      section.append(card);
      const text = [operation.method, operation.path, operation.summary, operation.tag, operation.who].join(" ");
      entries.push({ text: text.toLowerCase(), parts: [item, card] });
    }
    index.append(indexGroup);
    reference.append(section);
    groups.push(indexGroup, section);
  }
  const problems = document.querySelector("#problems");
  const responses = Object.entries(contract.document.components?.responses ?? {});
  for (const [name, response] of responses) problems.append(problemSection(contract, name, response));
  problems.hidden = responses.length === 0;
  startSearch(entries, groups);
}

async function start() {
  startSession();
  // On a narrow screen the whole index would push the reference out of sight.
  if (window.matchMedia("(max-width: 52rem)").matches) document.querySelector("#index-fold").open = false;
  const loading = document.querySelector("#loading");
  try {
    const answer = await fetch("/openapi.json");
    if (!answer.ok) throw new TypeError(`status ${answer.status}`);
    const contract = new Contract(await answer.json());
    document.querySelector("#version").textContent = `Version ${contract.document.info?.version ?? "unknown"} ·`;
    lay(contract);
    loading.hidden = true;
    goToHash();
  } catch (failure) {
    loading.classList.add("bad");
    loading.textContent = "The contract could not be loaded. Check that the server is running, then load this page again.";
    console.error(failure);
  }
}

start();
