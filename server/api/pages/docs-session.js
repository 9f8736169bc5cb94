// Who is signed in on this page. The access token lives in this module's memory and nowhere else.

import { problemText, say } from "./docs-dom.js";

let accessToken = "";

export function bearer() {
  return accessToken;
}

async function post(path, body) {
  const headers = body ? { "Content-Type": "application/json" } : {};
  if (accessToken) headers.Authorization = `Bearer ${accessToken}`;
  return fetch(path, { method: "POST", headers, body: body ? JSON.stringify(body) : undefined });
}

export function startSession() {
  const form = document.querySelector("#sign-in");
  const out = document.querySelector("#sign-out");
  const line = document.querySelector("#sign-in-status");
  let isBusy = false;

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isBusy) return;
    isBusy = true;
    say(line, "Signing in…");
    try {
      const { username, password } = Object.fromEntries(new FormData(form));
      const answer = await post("/api/auth/login", { username, password });
      const body = await answer.json().catch(() => null);
      if (!answer.ok || !body?.access_token) {
        say(line, problemText(body, `The server answered ${answer.status}.`), "bad");
        return;
      }
      accessToken = body.access_token;
      form.reset();
      form.hidden = true;
      out.hidden = false;
      const minutes = Math.round(body.expires_in / 60);
      say(line, `Signed in as ${body.user.username} (${body.user.role}). The token is good for ${minutes} minutes.`, "good");
      out.focus();
    } catch {
      say(line, "The server could not be reached. Try again.", "bad");
    } finally {
      isBusy = false;
    }
  });

  out.addEventListener("click", async () => {
    let ended = false;
    try {
      ended = (await post("/api/auth/logout")).ok;
    } catch {
      // Said below: the page forgets the token either way.
    }
    accessToken = "";
    form.hidden = false;
    out.hidden = true;
    if (ended) say(line, "Signed out.");
    else say(line, "This page has forgotten the token, but the server did not confirm that the session ended.", "bad");
    form.elements.username.focus();
  });
}
