// Filters act at once: typeahead, checkboxes, days and chips all write the address, and the address redraws the page.

import { chart } from "./chart.js";
import { combo } from "./combo.js";
import { button, element } from "./dom.js";
import * as state from "./state.js";

const form = document.getElementById("filters");
const chips = document.getElementById("chips");
const CONDITIONS = ["leader", "venue", "country", "series", "kind", "status", "q", "changed_since"];

export function start() {
  combo(form.querySelector(".omnibox"), { choose: take, enter: (words) => state.update({ q: words, cursor: null }) });
  for (const facet of form.querySelectorAll("details[data-dimension]")) {
    combo(facet.querySelector(".combo"), { choose: take, always: true });
    facet.addEventListener("toggle", () => facet.open && facet.querySelector("input").focus());
  }
  form.addEventListener("change", onField);
  form.addEventListener("submit", (event) => event.preventDefault());
  chips.addEventListener("click", onChip);
  document.addEventListener("click", closeOthers);
  chart.box.addEventListener("drawn", ({ detail }) => paint(detail.chips));
  state.onChange(syncFields);
}

function take({ name, value }) {
  state.update({ [name]: [...new Set([...state.params().getAll(name), value])], cursor: null, lane_start: null });
  for (const menu of form.querySelectorAll("details[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
}

function onField({ target }) {
  if (target.type === "checkbox") {
    const chosen = [...form.querySelectorAll(`input[name="${target.name}"]:checked`)].map((one) => one.value);
    state.update({ [target.name]: chosen, cursor: null });
  } else if (target.type === "date" && (target.value || target.name === "changed_since")) {
    state.update({ [target.name]: target.value || null, cursor: null });
  }
}

function onChip({ target }) {
  const remover = target.closest(".chip-x");
  if (remover) {
    const { name, value } = remover.closest(".chip").dataset;
    state.remove(name, value);
    form.querySelector("#search").focus();
  } else if (target.closest("[data-clear]")) {
    state.update({ ...Object.fromEntries(CONDITIONS.map((name) => [name, null])), cursor: null });
    form.querySelector("#search").focus();
  }
}

// Redraws the chips as the server wrote them first.
function paint(found) {
  const items = found.map(chip);
  if (found.length > 1) {
    const item = element("li");
    item.append(button("btn btn-sm btn-link", "Clear all"));
    item.firstChild.dataset.clear = "";
    items.push(item);
  }
  chips.replaceChildren(...items);
}

function chip({ name, value, label, prefix }) {
  const item = element("li", "chip");
  Object.assign(item.dataset, { name, value });
  const remove = button("chip-x", "×");
  remove.setAttribute("aria-label", `Take off ${prefix} ${label}`);
  item.append(element("span", "chip-name", prefix), element("span", "", label), remove);
  return item;
}

function closeOthers({ target }) {
  for (const menu of document.querySelectorAll("details.facet[open]")) {
    if (!menu.contains(target)) {
      menu.open = false;
    }
  }
}

// After Back, Forward or a chip the fields say what the address says.
function syncFields() {
  const query = state.params();
  for (const box of form.querySelectorAll("input[type=checkbox]")) {
    box.checked = query.getAll(box.name).includes(box.value);
  }
  for (const name of ["from", "to", "changed_since"]) {
    if (query.has(name) || name === "changed_since") {
      form.elements[name].value = query.get(name) || "";
    }
  }
  form.elements.q.value = query.get("q") || "";
}
