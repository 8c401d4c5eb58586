// What lies over the drawing in HTML: the lanes' names, the ring around an event, and the answer to "what is here?".

import { chart, geometry, tall, toInstant, toPixel } from "./chart.js";
import { button, element } from "./dom.js";
import * as state from "./state.js";

const heads = document.getElementById("lane-heads");
const overlay = document.getElementById("overlay");
const pager = document.getElementById("lane-pager");
const bar = pager.parentElement;
const REACH = 9; // pixels around a mark that count as the mark
const rings = new Map();

export function start() {
  chart.box.addEventListener("drawn", () => {
    drawHeads();
    drawPager();
    placeRings();
  });
  chart.box.addEventListener("moved", placeRings);
}

// The spot, the "+n more", the column or the lane under a place of the chart's box.
export function hit(x, y) {
  const answer = chart.answer;
  if (!answer) {
    return {};
  }
  const { left, top, width, height } = geometry();
  if (x < left || x > left + width || y < top || y > top + height) {
    return { outside: true };
  }
  const lane = answer.lanes.find((one) => y - top >= one.top && y - top < one.bottom);
  return { spot: spotAt(x, y - top), more: moreAt(x, y - top), lane, instant: toInstant(x) };
}

function spotAt(x, y) {
  const half = 11;
  let best = null;
  for (const spot of chart.answer.spots) {
    const [, , start, end, row] = spot;
    const distance = Math.max(toPixel(start) - x, x - toPixel(end), 0);
    if (Math.abs(y - row) <= half && distance <= REACH && (!best || distance < best.distance)) {
      best = { spot, distance };
    }
  }
  return best?.spot ?? null;
}

function moreAt(x, y) {
  return chart.answer.more.find(([, at, row]) => Math.abs(y - row) <= 11 && x >= toPixel(at) - 2 && x <= toPixel(at) + 60) ?? null;
}

function drawHeads() {
  const { top } = geometry();
  heads.replaceChildren(...chart.answer.lanes.map((lane) => head(lane, top)));
}

function head(lane, top) {
  const narrow = chart.box.classList.contains("narrow");
  const row = element("div", "lane-head");
  row.classList.toggle("is-pinned", lane.pinned);
  const height = narrow ? 20 : 2 * (lane.middle - lane.top); // a name stands beside its first row, where one looks for it
  row.style.top = `${top + lane.top + (narrow ? 2 : 0)}px`;
  row.style.height = `${height}px`;
  row.classList.toggle("is-slim", lane.bottom - lane.top < 38); // no room for a second line
  const name = quietButton("lane-name", lane.label, () => lane.key && state.add(chart.box.dataset.lanes, lane.key));
  name.title = lane.key ? `Only ${lane.label}` : lane.label;
  row.append(name, element("span", "lane-count", lane.count ? lane.count.toLocaleString("en") : ""));
  if (lane.key && !narrow) {
    row.prepend(tools(lane));
  }
  return row;
}

function tools(lane) {
  const group = element("span", "lane-tools");
  const pin = quietButton("", lane.pinned ? "Unpin" : "Pin", () => state.toggle("pin", lane.key));
  const fold = quietButton("", lane.folded ? "Open" : "Fold", () => state.toggle("fold", lane.key));
  group.append(pin, fold);
  return group;
}

function drawPager() {
  const { lanes, lanesTotal, more } = chart.answer;
  const first = Number(state.params().get("lane_start") || 0);
  const whole = lanes.length >= lanesTotal;
  bar.hidden = whole && !more.length && !tall();
  const text = element("span", "", `Lanes ${first + 1} to ${first + lanes.length} of ${lanesTotal}`);
  const earlier = pageButton("Earlier lanes", Math.max(first - lanes.length, 0), first > 0);
  const later = pageButton("Further lanes", first + lanes.length, first + lanes.length < lanesTotal);
  pager.replaceChildren(...(whole ? [] : [text, earlier, later]));
}

function pageButton(label, target, possible) {
  const made = button("btn btn-sm btn-quiet", label, () => state.update({ lane_start: target || null }));
  made.disabled = !possible;
  return made;
}

// Rings around what the pointer is over ("hover") and what is selected ("selected").
export function ring(name, uids) {
  if (rings.get(name)?.join() !== uids.join()) {
    rings.set(name, uids);
    placeRings();
    chart.box.dispatchEvent(new CustomEvent("pointed", { detail: new Set([...rings.values()].flat()) }));
  }
}

export function placeRings() {
  if (!chart.answer) {
    return;
  }
  const { top } = geometry();
  const drawn = [];
  for (const [name, uids] of rings) {
    for (const [, , start, end, row] of chart.answer.spots.filter((spot) => uids.includes(spot[0]))) {
      const left = Math.min(toPixel(start), toPixel((start + end) / 2) - 7);
      const right = Math.max(toPixel(end), toPixel((start + end) / 2) + 7);
      const mark = element("div", `ring ${name}`);
      Object.assign(mark.style, { left: `${left - 3}px`, width: `${right - left + 6}px`, top: `${top + row - 13}px`, height: "26px" });
      drawn.push(mark);
    }
  }
  overlay.replaceChildren(...drawn, ...overlay.querySelectorAll(".selection"));
}

// A button for the mouse alone: the same is reached by keyboard in the menus and the table.
function quietButton(className, text, act) {
  const made = button(className, text, act);
  made.tabIndex = -1;
  return made;
}
