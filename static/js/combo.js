// The typeaheads of the filters: leaders, venues, countries and series, with the number of events behind each.

import { element } from "./dom.js";
import * as state from "./state.js";
import { typeahead } from "./typeahead.js";

// `choose(suggestion)` takes what was picked; `enter(text)` what was typed and not picked.
export function combo(root, { choose, enter, always }) {
  const input = root.querySelector("input");
  const { dimension } = root.dataset;
  typeahead(input, root.querySelector("[role=listbox]"), {
    find: (text, signal) => {
      const query = state.filterQuery();
      query.set("q", text);
      return state.fetchJson(`/facets/${dimension}?${query}`, signal);
    },
    option: ({ name, label, count, more }) => [
      element("span", "option-label", label),
      ...(dimension === "all" ? [element("span", "option-kind", name)] : []),
      element("span", "option-count", `${count.toLocaleString("en")}${more ? "+" : ""}`), // the latest were counted: there may be more
    ],
    empty: (text) => (enter ? `Enter looks for the words “${text}”` : `Nothing begins with “${text}”`),
    choose: (suggestion) => {
      input.value = "";
      choose(suggestion);
    },
    enter,
    always,
  });
}
