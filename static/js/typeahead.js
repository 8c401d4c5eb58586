// A typeahead after the ARIA combobox pattern: a list of suggestions under a field, for the mouse and for the keys.

import { debounced, element } from "./dom.js";

const PAUSE = 110; // milliseconds after the last letter

// `find(text, signal)` gives the suggestions, `option(suggestion)` the words of one, `empty(text)` what is said where there are none.
// `choose(suggestion)` takes what was picked, `enter(text)` what was typed and not picked; `always` shows the list without a word typed.
export function typeahead(input, list, { find, option, empty, choose, enter, always = false }) {
  let found = [];
  let active = -1;
  let pending = null;

  async function ask() {
    pending?.abort();
    const text = input.value.trim();
    if (!text && !always) {
      return shut();
    }
    pending = new AbortController();
    try {
      found = await find(text, pending.signal);
      paint(found.length ? found.map(offer) : [element("li", "combo-empty", empty(text))]);
    } catch (error) {
      if (error.name !== "AbortError") {
        found = [];
        paint([element("li", "combo-empty", error.message)]);
      }
    }
  }

  function paint(items) {
    active = -1;
    list.replaceChildren(...items);
    list.hidden = !always && document.activeElement !== input;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
  }

  function offer(suggestion, index) {
    const item = element("li");
    item.id = `${list.id}-${index}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.append(...option(suggestion));
    item.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    item.addEventListener("click", () => pick(index));
    return item;
  }

  function mark(index) {
    const options = list.querySelectorAll("[role=option]");
    if (!options.length) {
      return;
    }
    active = (index + options.length) % options.length;
    for (const [number, item] of options.entries()) {
      item.setAttribute("aria-selected", String(number === active));
    }
    input.setAttribute("aria-activedescendant", options[active].id);
    options[active].scrollIntoView({ block: "nearest" });
  }

  function pick(index) {
    const suggestion = found[index];
    shut();
    choose(suggestion);
  }

  function shut() {
    list.hidden = !always;
    active = -1;
    input.setAttribute("aria-expanded", String(always));
    input.removeAttribute("aria-activedescendant");
  }

  function onKey(event) {
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !list.hidden) {
      event.preventDefault();
      mark(active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      pick(active);
    } else if (event.key === "Enter" && enter) {
      event.preventDefault();
      shut();
      enter(input.value.trim());
    } else if (event.key === "Escape" && !list.hidden && !always) {
      event.preventDefault();
      event.stopPropagation();
      shut();
    }
  }

  input.addEventListener("input", debounced(ask, PAUSE));
  input.addEventListener("focus", () => (always || (enter && input.value)) && ask());
  input.addEventListener("blur", () => setTimeout(shut, 150));
  input.addEventListener("keydown", onKey);
}
