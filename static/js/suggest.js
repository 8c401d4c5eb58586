// A typeahead for forms, after the ARIA combobox pattern. Without scripts the field is an ordinary one and takes the same words.

const PAUSE = 120; // milliseconds after the last letter

export function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

// Suggestions of /suggest/<what> under `input`, listed in `list`; `choose({value, label, note})` takes what was picked.
export function suggest(input, list, { what, choose, extra = {} }) {
  let found = [];
  let active = -1;
  let timer = 0;
  let pending = null;

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("blur", () => setTimeout(shut, 150));
  input.addEventListener("keydown", onKey);

  async function ask() {
    pending?.abort();
    const typed = input.value.trim();
    if (!typed) {
      return shut();
    }
    pending = new AbortController();
    try {
      const query = new URLSearchParams({ q: typed, ...extra });
      const response = await fetch(`/suggest/${what}?${query}`, { signal: pending.signal, headers: { Accept: "application/json" } });
      found = response.ok ? await response.json() : [];
      paint(typed);
    } catch (error) {
      if (error.name !== "AbortError") {
        shut();
      }
    }
  }

  function paint(typed) {
    active = -1;
    const empty = element("li", "combo-empty", `Nothing known begins with “${typed}”`);
    list.replaceChildren(...(found.length ? found.map(option) : [empty]));
    list.hidden = document.activeElement !== input;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
  }

  function option(suggestion, index) {
    const item = element("li", "", suggestion.label);
    item.id = `${list.id}-${index}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.append(element("span", "option-note", suggestion.note));
    item.addEventListener("pointerdown", (event) => event.preventDefault());
    item.addEventListener("click", () => pick(index));
    return item;
  }

  function onKey(event) {
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !list.hidden) {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      pick(active);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      shut();
    }
  }

  function move(by) {
    const options = list.querySelectorAll("[role=option]");
    if (!options.length) {
      return;
    }
    active = (active + by + options.length) % options.length;
    for (const [number, item] of options.entries()) {
      item.setAttribute("aria-selected", String(number === active));
    }
    input.setAttribute("aria-activedescendant", options[active].id);
    options[active].scrollIntoView({ block: "nearest" });
  }

  function pick(index) {
    const chosen = found[index];
    shut();
    choose(chosen);
  }

  function shut() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
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
