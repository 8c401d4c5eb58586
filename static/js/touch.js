// Fingers on the chart: one moves it in time, two stretch it, a tap opens. Up and down belongs to the page.

import { chart, geometry, move, show } from "./chart.js";
import { hit } from "./overlay.js";
import { STILL, act, closeDraft, locate } from "./pointer.js";

const CLOSEST = 24; // pixels between two fingers that still count
const fingers = new Map(); // their x
let held = null; // where the fingers were when they last changed, and what was in view then
let moved = false; // so that the server has to be asked when the last finger is lifted
let tapped = null; // where the only finger went down, until it moves

export function start() {
  chart.box.addEventListener("pointerdown", onDown, true);
  chart.box.addEventListener("touchstart", (event) => event.stopPropagation(), { capture: true, passive: true }); // not Plotly's own dragging too
  document.addEventListener("pointermove", onMove);
  document.addEventListener("pointerup", onUp);
  document.addEventListener("pointercancel", onCancel);
}

function onDown(event) {
  const place = locate(event);
  if (event.pointerType !== "touch" || event.target.closest("button, a, .draft") || hit(place.x, place.y).outside) {
    return;
  }
  closeDraft();
  fingers.set(event.pointerId, place.x);
  tapped = fingers.size === 1 ? place : null;
  grip();
}

function grip() {
  held = fingers.size ? { ...spread(), range: chart.range } : null;
}

function spread() {
  const places = [...fingers.values()];
  const low = Math.min(...places);
  const high = Math.max(...places);
  return { width: fingers.size > 1 ? Math.max(high - low, CLOSEST) : 1, middle: (low + high) / 2 };
}

function onMove(event) {
  if (!fingers.has(event.pointerId)) {
    return;
  }
  const { x, y } = locate(event);
  fingers.set(event.pointerId, x);
  if (!tapped || Math.hypot(x - tapped.x, y - tapped.y) > STILL) {
    tapped = null;
    follow();
  }
}

// The instant that was taken hold of stays under the fingers.
function follow() {
  const { left, width } = geometry();
  const [start, end] = held.range;
  const now = spread();
  const instant = start + ((held.middle - left) / width) * (end - start);
  const length = (end - start) * (held.width / now.width);
  const first = instant - ((now.middle - left) / width) * length;
  moved = true;
  move([first, first + length]);
}

function onUp(event) {
  if (!fingers.delete(event.pointerId)) {
    return;
  }
  grip();
  if (tapped) {
    act(hit(tapped.x, tapped.y), tapped.x);
    tapped = null;
  } else if (!fingers.size && moved) {
    moved = false;
    show(chart.range);
  }
}

// The page has taken the finger for scrolling: the chart stays where it was.
function onCancel(event) {
  tapped = null;
  if (moved && fingers.has(event.pointerId)) {
    moved = false;
    move(held.range);
  }
  onUp(event);
}
