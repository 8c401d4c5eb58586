// The form of an event: dates understood while they are typed, names suggested and shown as chips, more rows for sources.

import { element } from "./dom.js";
import { eventSearches, withList } from "./suggest.js";

const PAUSE = 200; // milliseconds after the last letter
const form = document.getElementById("event-form");

document.querySelector("[data-focus]")?.focus();
eventSearches();
form.querySelectorAll("[data-understand]").forEach(understand);
form.querySelectorAll("[data-one]").forEach(suggestOne);
form.querySelectorAll("[data-many]").forEach(chips);
document.getElementById("add-source")?.addEventListener("click", addSource);
warnBeforeLeaving();

function understand(input) {
  const output = document.getElementById(input.dataset.understand);
  let timer = 0;
  let pending = null;

  async function ask() {
    pending?.abort();
    pending = new AbortController();
    try {
      const query = new URLSearchParams({ text: input.value });
      const response = await fetch(`/dates/understand?${query}`, { signal: pending.signal });
      const answer = await response.json();
      output.textContent = answer.understood ? `Understood as ${answer.words}` : answer.words;
      output.classList.toggle("not-understood", !answer.understood);
    } catch (error) {
      if (error.name !== "AbortError") {
        output.textContent = "The server does not answer; the date is checked when you store.";
      }
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  if (input.value && input.getAttribute("aria-invalid") !== "true") {
    ask(); // what came back with an error says already that it cannot be read
  }
}

function suggestOne(input) {
  withList(input, { what: input.dataset.one, choose: ({ value }) => (input.value = value) });
}

// A textarea of one name a line becomes chips with an input; the textarea keeps the value and is what is sent.
function chips(area) {
  const box = element("div", "chip-field");
  const list = element("ul", "chips");
  const input = element("input", "form-control");
  const label = area.labels[0];
  input.type = "text";
  input.id = `${area.id}-input`;
  const described = area.getAttribute("aria-describedby");
  if (described) {
    input.setAttribute("aria-describedby", described);
  }
  label.htmlFor = input.id;
  label.textContent = label.textContent.replace(", one a line", "");
  area.hidden = true;
  area.after(box);
  const holder = element("div");
  holder.append(input);
  box.append(list, holder);
  withList(input, { what: area.dataset.many, choose: ({ value }) => add(value) });

  function values() {
    return area.value.split(/[\n;]/).map((line) => line.trim()).filter(Boolean);
  }

  function set(next) {
    area.value = [...new Set(next)].join("\n");
    area.dispatchEvent(new Event("change", { bubbles: true }));
    list.replaceChildren(...values().map(chip));
  }

  function add(text) {
    set([...values(), ...text.split(";").map((part) => part.trim())]);
    input.value = "";
  }

  function chip(value) {
    const item = element("li", "chip", value);
    const remove = element("button", "chip-x", "×");
    remove.type = "button";
    remove.setAttribute("aria-label", `Take ${value} off`);
    remove.addEventListener("click", () => {
      set(values().filter((one) => one !== value));
      input.focus();
    });
    item.append(remove);
    return item;
  }

  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.defaultPrevented && input.value.trim()) {
      event.preventDefault();
      add(input.value.trim());
    } else if (event.key === "Backspace" && !input.value && values().length) {
      set(values().slice(0, -1));
    }
  });
  // What stands in the input when the form goes is a name too.
  form.addEventListener("submit", () => input.value.trim() && add(input.value.trim()));
  set(values());
}

function addSource(event) {
  event.preventDefault();
  const rows = document.getElementById("sources");
  const number = rows.children.length;
  const made = rows.lastElementChild.cloneNode(true);
  for (const node of made.querySelectorAll("[id], [for], [name]")) {
    for (const name of ["id", "for", "name", "aria-describedby"]) {
      if (node.hasAttribute(name)) {
        node.setAttribute(name, node.getAttribute(name).replace(/sources-\d+/, `sources-${number}`));
      }
    }
  }
  made.querySelectorAll(".error").forEach((node) => node.remove());
  made.querySelectorAll("input, textarea").forEach((field) => (field.value = ""));
  rows.append(made);
  made.querySelector("input").focus();
}

function warnBeforeLeaving() {
  let touched = false;
  form.addEventListener("input", () => (touched = true));
  form.addEventListener("submit", () => (touched = false));
  addEventListener("beforeunload", (event) => touched && event.preventDefault());
}
