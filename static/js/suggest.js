// Suggestions in forms. Without scripts the field is an ordinary one and takes the same words.

import { element } from "./dom.js";
import { fetchJson } from "./state.js";
import { typeahead } from "./typeahead.js";

// Suggestions of /suggest/<what> under `input`, listed in `list`; `choose({value, label, note})` takes what was picked.
function suggest(input, list, { what, choose, extra = {} }) {
  typeahead(input, list, {
    find: (text, signal) => fetchJson(`/suggest/${what}?${new URLSearchParams({ q: text, ...extra })}`, signal),
    option: ({ label, note }) => [label, element("span", "option-note", note)],
    empty: (text) => `Nothing known begins with “${text}”`,
    choose,
  });
}

// Makes an ordinary input a combobox with a list of its own below it.
export function withList(input, options) {
  const list = element("ul", "combo-list");
  list.id = `${input.id}-list`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", list.id], ["aria-autocomplete", "list"]]) {
    input.setAttribute(name, value);
  }
  input.autocomplete = "off";
  input.parentElement.classList.add("combo");
  input.after(list);
  suggest(input, list, options);
}

// Fields in which an event is looked for: what is picked goes into the hidden input beside them.
export function eventSearches(root = document) {
  for (const box of root.querySelectorAll("[data-events]")) {
    const input = box.querySelector("input[type=text]");
    const hidden = box.querySelector("input[type=hidden]");
    input.addEventListener("input", () => (hidden.value = ""));
    suggest(input, box.querySelector("[role=listbox]"), {
      what: "events",
      extra: { except: box.dataset.except },
      choose: ({ value, label }) => {
        input.value = label;
        hidden.value = value;
      },
    });
  }
}
