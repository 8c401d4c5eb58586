// The columns of the density view: a path a status, in one SVG over the drawing. Plotly draws the axes; for thousands of boxes it would take
// ten times as long, at every move. Between two answers the picture is only shifted and stretched.

import { chart, cover, geometry } from "./chart.js";

const layer = document.getElementById("columns");
const group = layer.querySelector("g");

export function start() {
  chart.box.addEventListener("drawn", draw);
  chart.box.addEventListener("moved", move);
}

function draw() {
  cover(layer);
  const { boxes, grounds } = chart.answer;
  const drawn = Object.entries(boxes).filter(([, edges]) => edges.length);
  group.replaceChildren(...drawn.map(([status, edges]) => path(`status-${status} is-${status}`, boxPath(edges))), path("ground", groundPath(grounds, geometry().width)));
  move();
}

function path(className, d) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", "path");
  made.setAttribute("class", className);
  made.setAttribute("d", d);
  return made;
}

function boxPath(edges) {
  let d = "";
  for (let at = 0; at < edges.length; at += 4) {
    d += `M${edges[at]} ${edges[at + 3]}V${edges[at + 2]}H${edges[at + 1]}V${edges[at + 3]}z`;
  }
  return d;
}

function groundPath(heights, width) {
  return heights.map((height) => `M${-width} ${height}H${2 * width}`).join("");
}

// From the pixels of the days that were asked for to those of the days in view.
function move() {
  const { width } = geometry();
  const [first, last] = chart.answer.span;
  const [start, end] = chart.range;
  group.setAttribute("transform", `translate(${((first - start) / (end - start)) * width} 0) scale(${(last - first) / (end - start)} 1)`);
}
