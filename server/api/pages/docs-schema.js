// JSON Schema (2020-12) in words: what a value is and within which limits.

import { element } from "./docs-dom.js";

/** Answers what "#/components/…" stands for. */
export class Contract {
  constructor(document) {
    this.document = document;
  }

  resolve(node) {
    let found = node ?? {};
    while (found.$ref) {
      found = found.$ref
        .slice(2)
        .split("/")
        .reduce((inside, step) => inside?.[step.replaceAll("~1", "/").replaceAll("~0", "~")], this.document) ?? {};
    }
    return found;
  }
}

export function nameOf(schema) {
  return schema?.$ref ? schema.$ref.split("/").pop() : "";
}

/** The schema without its "or null", and whether it had one. */
export function withoutNull(contract, schema) {
  const found = contract.resolve(schema);
  const choices = found.anyOf ?? found.oneOf;
  if (choices) {
    const others = choices.filter((choice) => choice.type !== "null");
    if (others.length === 1) {
      return { schema: others[0], isNullable: others.length < choices.length };
    }
  }
  if (Array.isArray(found.type)) {
    const types = found.type.filter((type) => type !== "null");
    return { schema: { ...found, type: types[0] }, isNullable: types.length < found.type.length };
  }
  return { schema, isNullable: false };
}

const number = new Intl.NumberFormat("en");

function range(min, max, unit) {
  const suffix = unit ? ` ${unit}` : "";
  if (min !== undefined && max !== undefined) return `${number.format(min)} to ${number.format(max)}${suffix}`;
  if (min !== undefined) return `${number.format(min)}${suffix} or more`;
  if (max !== undefined) return `at most ${number.format(max)}${suffix}`;
  return "";
}

const formats = {
  "date-time": "date and time (RFC 3339)",
  email: "e-mail address",
  uuid: "UUID",
  uri: "URL",
  password: "password",
};

const kinds = { string: "text", integer: "whole number", number: "number", boolean: "true or false", object: "object" };

/** "text, 1 to 200 characters, or null". */
export function describe(contract, given) {
  const { schema, isNullable } = withoutNull(contract, given);
  const found = contract.resolve(schema);
  let parts;
  if (found.enum) {
    parts = [`one of ${found.enum.join(", ")}`];
  } else if (found.type === "array") {
    parts = [`list of ${nameOf(found.items) || describe(contract, found.items ?? {})}`, range(found.minItems, found.maxItems, "items")];
  } else if (found.type === "string") {
    parts = [
      formats[found.format] ?? found.format ?? kinds.string,
      range(found.minLength, found.maxLength, "characters"),
      found.pattern ? `pattern ${found.pattern}` : "",
    ];
  } else if (found.type === "object" || found.properties) {
    parts = [nameOf(schema) || kinds.object];
  } else {
    parts = [kinds[found.type] ?? "any JSON value", range(found.minimum, found.maximum)];
  }
  if (isNullable) parts.push("or null");
  return parts.filter(Boolean).join(", ");
}

export function exampleOf(contract, given) {
  if (given === undefined) return undefined;
  const { schema } = withoutNull(contract, given);
  const found = contract.resolve(schema);
  const own = schema.examples?.[0] ?? schema.example ?? found.examples?.[0] ?? found.example ?? found.default;
  if (own !== undefined) return own;
  if (found.enum) return found.enum[0];
  if (found.type === "array") return [exampleOf(contract, found.items ?? {})];
  if (found.properties) {
    return Object.fromEntries(Object.entries(found.properties).map(([key, value]) => [key, exampleOf(contract, value)]));
  }
  return { string: "text", integer: found.minimum ?? 1, number: 1, boolean: true }[found.type] ?? null;
}

/** One line: name, what it is, whether it must be there. */
export function fieldLine(contract, name, schema, isRequired) {
  return element(
    "li",
    {},
    element("code", {}, name),
    isRequired ? element("strong", {}, "required") : element("span", { class: "muted" }, "optional"),
    ` · ${describe(contract, schema)}`,
  );
}

// Deep enough for every answer of this contract; a schema that holds itself must end somewhere.
const depthMax = 4;

/** The fields of an object, those of nested objects below them. Null for anything else. */
export function fieldList(contract, given, depth = 0) {
  const found = contract.resolve(withoutNull(contract, given).schema);
  if (found.type === "array") return fieldList(contract, found.items ?? {}, depth);
  if (!found.properties || depth === depthMax) return null;
  const list = element("ul", { class: "fields" });
  for (const [name, schema] of Object.entries(found.properties)) {
    const line = fieldLine(contract, name, schema, (found.required ?? []).includes(name));
    const inner = fieldList(contract, schema, depth + 1);
    if (inner) line.append(inner);
    list.append(line);
  }
  return list;
}
