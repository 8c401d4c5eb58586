// Which lanes, in which order: the two fields, and the menu in which lanes are chosen, pinned and folded by keyboard too.

import { chart } from "./chart.js";
import { button, element } from "./dom.js";
import * as state from "./state.js";

const lanes = document.getElementById("lanes");
const order = document.getElementById("lane-sort");
const menu = document.getElementById("lane-menu");
const NO_KEY = "-"; // stands for the lane of events that name nobody

export function start() {
  lanes.addEventListener("change", () => state.update({ lanes: lanes.value === "leader" ? null : lanes.value, lane: null, pin: null, fold: null, hide: null, lane_start: null }));
  order.addEventListener("change", () => state.update({ lane_sort: order.value === "count" ? null : order.value, lane_start: null }));
  state.onChange(sync);
  chart.box.addEventListener("drawn", paint);
  sync();
}

function sync() {
  lanes.value = state.params().get("lanes") || "leader";
  order.value = state.params().get("lane_sort") || "count";
  chart.box.dataset.lanes = lanes.value;
}

function paint() {
  const query = state.params();
  const { lanes: shown, lanesHidden } = chart.answer;
  const rows = [...shown.map((lane) => row(lane, query, true)), ...lanesHidden.map((lane) => row(lane, query, false))];
  const all = button("btn btn-sm btn-link", "Show all lanes", () => state.update({ lane: null, fold: null, pin: null, hide: null, lane_start: null }));
  const held = menu.contains(document.activeElement) ? document.activeElement.name : "";
  menu.replaceChildren(...rows, all);
  menu.querySelector(`[name="${CSS.escape(held)}"]`)?.focus(); // a pinned lane changes its place, not the focus
}

// Taking a lane off hides that lane alone; it stays in the menu, to be put back.
function row(lane, query, shown) {
  const key = lane.key || NO_KEY;
  const line = element("div", "lane-row");
  const label = element("label");
  const box = element("input");
  box.type = "checkbox";
  box.checked = shown;
  box.name = `show ${key}`;
  box.addEventListener("change", () => state.toggle("hide", key));
  label.append(box, lane.label);
  line.append(label);
  if (lane.key && shown) {
    line.append(switchOf("pin", "Pin", key, query, lane), switchOf("fold", "Fold", key, query, lane));
  }
  return line;
}

function switchOf(name, word, key, query, lane) {
  const made = button("", word, () => state.toggle(name, key));
  made.name = `${name} ${key}`;
  made.setAttribute("aria-pressed", String(query.getAll(name).includes(key)));
  made.setAttribute("aria-label", `${word} ${lane.label}`);
  return made;
}
