// The words of the chart: one SVG over the drawing. Plotly would take as long for them as for everything else together, and reads markup.

import { chart, cover, geometry, toPixel } from "./chart.js";

const layer = document.getElementById("labels");

export function start() {
  chart.box.addEventListener("drawn", draw);
  chart.box.addEventListener("moved", move);
}

function draw() {
  cover(layer);
  const { labels, more } = chart.answer;
  const beyond = more.map(([, at, y, uids]) => [at, y, `+${uids.length} more`, "more"]);
  layer.replaceChildren(...[...labels, ...beyond].map(written));
  move();
}

function written([at, y, text, style]) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", "text");
  made.textContent = text;
  made.setAttribute("y", y + 4.2); // the baseline, for middles
  made.setAttribute("class", style);
  made.at = at;
  return made;
}

function move() {
  const { left } = geometry();
  for (const text of layer.children) {
    text.setAttribute("x", toPixel(text.at) - left);
  }
}
