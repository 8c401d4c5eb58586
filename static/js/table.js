// The table follows the chart: same filter, same window; its links sort and page in place, and its rows point at the marks.

import { answered, chart } from "./chart.js";
import { ring } from "./overlay.js";
import { openEvent } from "./panel.js";
import * as state from "./state.js";

const table = document.getElementById("table");
const IRRELEVANT = new Set(["event", "map", "lanes", "lane", "lane_sort", "lane_start", "pin", "fold", "view"]);

let pending = null;

export function start() {
  table.addEventListener("click", onClick);
  table.addEventListener("pointerover", ({ target }) => ring("hover", [target.closest("tr[data-uid]")?.dataset.uid].filter(Boolean)));
  table.addEventListener("pointerleave", () => ring("hover", []));
  state.onChange((changed) => (changed === null || [...changed].some((name) => !IRRELEVANT.has(name))) && load());
  chart.box.addEventListener("drawn", point);
}

async function load() {
  pending?.abort();
  const mine = (pending = new AbortController());
  table.classList.add("loading");
  await answered();
  if (mine !== pending) {
    return;
  }
  try {
    table.innerHTML = await state.fetchText(`/timeline/table?${state.params()}`, mine.signal); // the server's own template
  } catch (error) {
    if (error.name !== "AbortError") {
      table.textContent = `The table could not be loaded. ${error.message}`;
    }
  } finally {
    if (mine === pending) {
      table.classList.remove("loading");
      point();
    }
  }
}

function onClick(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  const link = event.target.closest("a[data-table]");
  const row = event.target.closest("a[data-event]");
  if (link) {
    event.preventDefault();
    const query = new URL(link.href).searchParams;
    state.update({ sort: query.get("sort"), dir: query.get("dir"), cursor: query.get("cursor") });
  } else if (row) {
    event.preventDefault();
    openEvent(row.dataset.event);
  }
}

function point() {
  const open = state.params().get("event");
  for (const row of table.querySelectorAll("tr[data-uid]")) {
    row.classList.toggle("is-selected", row.dataset.uid === open);
  }
}
