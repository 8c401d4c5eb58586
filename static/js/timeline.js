// The timeline page: starts its parts and wires the toolbar.

import * as chart from "./chart.js";
import * as columns from "./columns.js";
import * as filters from "./filters.js";
import * as keys from "./keys.js";
import * as labels from "./labels.js";
import * as lanes from "./lanes.js";
import * as map from "./map.js";
import * as overlay from "./overlay.js";
import * as panel from "./panel.js";
import * as picture from "./picture.js";
import * as pointer from "./pointer.js";
import * as replay from "./replay.js";
import * as table from "./table.js";
import * as takeaway from "./takeaway.js";
import * as touch from "./touch.js";
import * as views from "./views.js";

const ACTS = {
  previous: () => chart.pan(-0.5),
  next: () => chart.pan(0.5),
  today: chart.goToday,
  "zoom-in": () => chart.zoom(0.5),
  "zoom-out": () => chart.zoom(2),
  help: keys.showHelp,
  print: () => print(),
  "copy-link": () => navigator.clipboard.writeText(location.href),
};

for (const button of document.querySelectorAll("button[data-act]")) {
  button.addEventListener("click", ACTS[button.dataset.act]);
}
for (const button of document.querySelectorAll("button[data-days]")) {
  button.addEventListener("click", () => chart.showDays(Number(button.dataset.days)));
}

document.getElementById("tall").addEventListener("click", ({ currentTarget }) => {
  currentTarget.setAttribute("aria-pressed", String(currentTarget.getAttribute("aria-pressed") !== "true"));
  chart.load();
});

// Two leaders side by side: the legend then says what the halo means.
chart.chart.box.addEventListener("drawn", ({ detail }) => {
  for (const button of document.querySelectorAll("button[data-days]")) {
    button.setAttribute("aria-pressed", String(Number(button.dataset.days) === chart.windowDays()));
  }
  document.querySelector(".legend-columns").hidden = detail.mode !== "density";
  document.querySelector(".legend-marks").classList.toggle("visually-hidden", detail.mode === "density"); // hidden, its patterns would be gone
  document.querySelector(".legend-shared").hidden = !detail.figure.data.some((trace) => trace.name === "common meetings");
});

// The chart first: it asks the server for its data before the others have begun.
for (const part of [chart, columns, labels, overlay, filters, lanes, pointer, touch, keys, panel, table, replay, map, picture, views, takeaway]) {
  part.start();
}
