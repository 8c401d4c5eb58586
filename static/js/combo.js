// A typeahead after the ARIA combobox pattern: suggestions come from the server with the number of events behind each.

import { debounced } from "./chart.js";
import { element } from "./overlay.js";
import * as state from "./state.js";

const PAUSE = 110; // milliseconds after the last letter
const KINDS = { leader: "leader", venue: "venue", country: "country", series: "series" };

// `choose(suggestion)` takes what was picked; `enter(text)` what was typed and not picked.
export function combo(root, { choose, enter, always = false }) {
  const input = root.querySelector("input");
  const list = root.querySelector("[role=listbox]");
  const { dimension } = root.dataset;
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
    const query = state.filterQuery();
    query.set("q", text);
    try {
      found = await state.fetchJson(`/facets/${dimension}?${query}`, pending.signal);
      paint(text);
    } catch (error) {
      if (error.name !== "AbortError") {
        list.replaceChildren(element("li", "combo-empty", error.message));
      }
    }
  }

  function paint(text) {
    active = -1;
    const options = found.map(option);
    list.replaceChildren(...(options.length ? options : [element("li", "combo-empty", emptyWords(text))]));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    input.removeAttribute("aria-activedescendant");
  }

  function emptyWords(text) {
    return enter ? `Enter looks for the words “${text}”` : `Nothing begins with “${text}”`;
  }

  function option(suggestion, index) {
    const item = element("li");
    item.id = `${list.id}-${index}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.append(element("span", "option-label", suggestion.label));
    if (dimension === "all") {
      item.append(element("span", "option-kind", KINDS[suggestion.name]));
    }
    item.append(element("span", "option-count", suggestion.count.toLocaleString("en")));
    item.addEventListener("pointerdown", (event) => event.preventDefault());
    item.addEventListener("click", () => pick(index));
    return item;
  }

  function mark(index) {
    const options = list.querySelectorAll("[role=option]");
    active = options.length ? (index + options.length) % options.length : -1;
    for (const [number, item] of options.entries()) {
      item.setAttribute("aria-selected", String(number === active));
    }
    if (active >= 0) {
      input.setAttribute("aria-activedescendant", options[active].id);
      options[active].scrollIntoView({ block: "nearest" });
    }
  }

  function pick(index) {
    const suggestion = found[index];
    input.value = "";
    shut();
    choose(suggestion);
  }

  function shut() {
    list.hidden = !always;
    input.setAttribute("aria-expanded", String(always));
    input.removeAttribute("aria-activedescendant");
    active = -1;
  }

  input.addEventListener("input", debounced(ask, PAUSE));
  input.addEventListener("focus", () => (always || input.value) && ask());
  input.addEventListener("blur", () => setTimeout(shut, 120));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      mark(active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      pick(active);
    } else if (event.key === "Enter" && enter) {
      event.preventDefault();
      shut();
      enter(input.value.trim());
    } else if (event.key === "Enter") {
      event.preventDefault();
    } else if (event.key === "Escape" && !list.hidden && !always) {
      event.stopPropagation();
      shut();
    }
  });
}
