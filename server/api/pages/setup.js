// The first run: makes the admin account with the one-time token of this page's address. Whatever fails,
// what was typed stays.

const form = document.querySelector("#setup");
const problem = document.querySelector("#problem");
const line = document.querySelector("#status");
const submit = document.querySelector("#submit");
const password = form.elements.password;
const fields = ["username", "email", "password"];
const token = new URLSearchParams(location.search).get("token") ?? "";

function passwordBytes() {
  return new TextEncoder().encode(password.value).length;
}

function showFieldError(name, detail) {
  const input = form.elements[name];
  document.querySelector(`#${name}-error`).textContent = detail;
  if (detail) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
}

function showProblem(text) {
  problem.textContent = text;
  problem.hidden = text === "";
}

function clearErrors() {
  showProblem("");
  for (const name of fields) showFieldError(name, "");
}

const labels = { username: "The username", email: "The e-mail address", password: "The password" };

/** Puts each error beside its field, and what belongs to no field above the form. */
function showErrors(answer, body) {
  const loose = [];
  let first = null;
  for (const { pointer, detail } of body?.errors ?? []) {
    const name = pointer.slice(1);
    if (fields.includes(name)) {
      showFieldError(name, `${labels[name]} ${detail}.`);
      first ??= form.elements[name];
    } else if (pointer === "/token") {
      loose.push("This link is not complete: open the one that the server printed.");
    } else {
      loose.push(`${pointer} ${detail}.`);
    }
  }
  if (!first && loose.length === 0) loose.push(body?.detail ?? `The server answered ${answer.status}. Try again.`);
  if (answer.status === 409) loose.push("If the account was made before, sign in at /docs.");
  showProblem(loose.join(" "));
  (first ?? problem).focus();
}

function showDone(username) {
  form.hidden = true;
  password.value = "";
  document.querySelector("#done-name").textContent = username;
  const done = document.querySelector("#done");
  done.hidden = false;
  done.focus();
}

let isBusy = false;

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (isBusy) return;
  isBusy = true;
  clearErrors();
  submit.setAttribute("aria-disabled", "true");
  line.textContent = "Making the account…";
  try {
    const values = Object.fromEntries(fields.map((name) => [name, form.elements[name].value]));
    const answer = await fetch("/api/auth/setup", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ token, ...values }),
    });
    line.textContent = "";
    const body = await answer.json().catch(() => null);
    if (answer.status === 201) showDone(body?.username ?? values.username);
    else showErrors(answer, body);
  } catch {
    line.textContent = "";
    showProblem("The server could not be reached. Nothing that you typed is lost: try again.");
    problem.focus();
  } finally {
    isBusy = false;
    submit.removeAttribute("aria-disabled");
  }
});

password.addEventListener("input", () => {
  document.querySelector("#password-size").textContent = password.value ? `Now ${passwordBytes()}.` : "";
});

document.querySelector("#show").addEventListener("click", (event) => {
  const isShown = password.type === "password";
  password.type = isShown ? "text" : "password";
  event.target.setAttribute("aria-pressed", String(isShown));
});

if (!token) {
  showProblem("This link has no token. Open the link that the server printed when it started; it ends in ?token=…");
}
