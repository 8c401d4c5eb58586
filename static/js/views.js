// Saved views: a name for what the address holds.

import * as state from "./state.js";

const list = document.getElementById("views");
const dialog = document.getElementById("save-dialog");
const form = document.getElementById("save-form");
const token = document.querySelector('meta[name="csrf-token"]').content;

export function start() {
  document.getElementById("save-view").addEventListener("click", () => dialog.showModal());
  document.getElementById("save-cancel").addEventListener("click", () => dialog.close());
  form.addEventListener("submit", save);
  list.addEventListener("click", ({ target }) => target.dataset.forget && send("/views/forget", { name: target.dataset.forget }));
}

function save(event) {
  event.preventDefault();
  const query = state.params();
  query.delete("event");
  send(form.action, { name: form.elements.name.value, query: query.toString() });
}

// The server answers with the address of the view, and the browser goes there.
async function send(address, fields) {
  const body = new URLSearchParams({ ...fields, csrf_token: token });
  const response = await fetch(address, { method: "POST", body });
  if (response.ok) {
    location.assign(response.url);
  }
}
