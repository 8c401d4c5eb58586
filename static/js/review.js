// The review queue by keyboard: one key a word, the next item at once, and a way back. Without scripts every button is a form.

import { menus } from "./menus.js";
import { eventSearches } from "./suggest.js";

const queue = document.getElementById("queue");
const help = document.getElementById("keys");
const spoken = document.getElementById("spoken");
const token = document.querySelector("meta[name=csrf-token]").content;
const done = []; // what was decided here, the last at the end

const MOVES = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
const ACTS = new Set(["a", "e", "m", "r", "l"]);

menus();
if (queue) {
  eventSearches(queue);
  const button = document.getElementById("show-keys");
  button.hidden = false;
  button.addEventListener("click", () => help.showModal());
  document.addEventListener("keydown", onKey);
  queue.addEventListener("submit", onSubmit);
  queue.addEventListener("focusin", (event) => current(event.target.closest(".queue-item")));
  queue.addEventListener("click", (event) => event.target.closest("[data-undo]") && undo(event.target.closest(".queue-item")));
}

function items() {
  return [...queue.querySelectorAll(".queue-item")];
}

function here() {
  return queue.querySelector('.queue-item[tabindex="0"]') ?? items()[0];
}

function current(item) {
  for (const other of items()) {
    other.tabIndex = other === item ? 0 : -1;
  }
}

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || help.open || event.defaultPrevented) {
    return;
  }
  if (event.target.closest("input, select, textarea, [contenteditable]")) {
    return;
  }
  const act = meaning(event);
  if (act) {
    event.preventDefault();
    act();
  }
}

// Enter on a link or a button stays theirs; everywhere else it opens the item.
function meaning(event) {
  if (event.key in MOVES) {
    return () => move(MOVES[event.key]);
  }
  if (ACTS.has(event.key)) {
    return () => press(event.key);
  }
  if (event.key === "u") {
    return () => done.length && undo(done.at(-1));
  }
  if (event.key === "?") {
    return () => help.showModal();
  }
  const onItem = event.target === document.body || event.target.classList.contains("queue-item");
  return event.key === "Enter" && onItem ? () => location.assign(here().dataset.url) : null;
}

function move(by) {
  const all = items();
  const at = all.indexOf(here());
  const inside = document.activeElement.closest?.(".queue-item");
  go(all[Math.min(Math.max(inside ? at + by : at, 0), all.length - 1)]);
}

function go(item) {
  current(item);
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
}

function press(key) {
  const item = here();
  if (!item.classList.contains("is-done")) {
    item.querySelector(`[data-key="${key}"]`)?.click();
  }
}

async function onSubmit(event) {
  const form = event.target;
  const item = form.closest(".queue-item");
  const merging = form.elements.into;
  if (merging && !merging.value) {
    return; // the server offers what matches the words
  }
  event.preventDefault();
  const answer = await post(form.action, new FormData(form));
  say(answer.message);
  if (answer.good) {
    decide(item, answer.message);
  } else {
    note(item, answer.message);
  }
}

async function post(address, body) {
  try {
    const response = await fetch(address, { method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": token } });
    const told = await response.json();
    return { good: response.ok, message: told.message ?? told.detail ?? `The server answered ${response.status}.` };
  } catch {
    return { good: false, message: "The server does not answer; nothing was stored." };
  }
}

function decide(item, message) {
  item.classList.add("is-done");
  note(item, message);
  item.querySelector("[data-undo]").hidden = message.startsWith("Looked");
  done.push(item);
  const next = items().slice(items().indexOf(item) + 1).find((one) => !one.classList.contains("is-done"));
  go(next ?? item);
}

function note(item, message) {
  const line = item.querySelector(".queue-done");
  line.hidden = false;
  line.firstElementChild.textContent = message;
  line.querySelector("[data-undo]").hidden = !item.classList.contains("is-done");
}

async function undo(item) {
  const answer = await post(`${item.dataset.url}/undo`, new FormData());
  say(answer.message);
  if (answer.good) {
    item.classList.remove("is-done");
    item.querySelector(".queue-done").hidden = true;
    done.splice(done.indexOf(item), 1);
    go(item);
  } else {
    note(item, answer.message);
  }
}

function say(message) {
  spoken.textContent = "";
  requestAnimationFrame(() => (spoken.textContent = message));
}
