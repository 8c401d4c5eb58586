// Mouse and wheel over the chart: hover, select, double click, mark days for a new event, move and zoom.

import { chart, geometry, show, showAround, toInstant, toPixel, zoom } from "./chart.js";
import { button, element } from "./dom.js";
import * as hover from "./hover.js";
import { hit, placeRings, ring } from "./overlay.js";
import { openEvent, openList } from "./panel.js";
import { DAY, isoDay, spanWords } from "./time.js";

export const STILL = 5; // pixels that a click may wander
const DOUBLE = 350; // milliseconds between the clicks of a double click
const hand = document.getElementById("hand");
const draft = document.getElementById("draft");
const overlay = document.getElementById("overlay");

let down = null; // where the pointer went down, and on what
let lastClick = { at: 0, x: 0, found: {} };
let marked = null; // the days being marked for a new event

export function start() {
  const { box } = chart;
  box.addEventListener("pointermove", onMove);
  box.addEventListener("pointerleave", leave);
  box.addEventListener("pointerdown", onDown, true);
  box.addEventListener("mousedown", (event) => marked && event.stopPropagation(), true);
  document.addEventListener("pointermove", onDrag);
  document.addEventListener("pointerup", onUp);
  box.addEventListener("wheel", onWheel, { passive: false });
  box.addEventListener("moved", hover.hide);
  hand.setAttribute("aria-pressed", String(localStorage.getItem("hand") === "true"));
  hand.addEventListener("click", toggleHand);
  box.classList.toggle("hand", isHand());
}

function isHand() {
  return hand.getAttribute("aria-pressed") === "true";
}

function toggleHand() {
  hand.setAttribute("aria-pressed", String(!isHand()));
  localStorage.setItem("hand", String(isHand()));
  chart.box.classList.toggle("hand", isHand());
}

// In pixels of the chart's box.
export function locate(event) {
  const frame = chart.box.getBoundingClientRect();
  return { x: event.clientX - frame.left, y: event.clientY - frame.top };
}

function onMove(event) {
  if (down || !chart.answer || event.pointerType === "touch") {
    return;
  }
  const { x, y } = locate(event);
  const found = hit(x, y);
  chart.box.classList.toggle("over-event", Boolean(found.spot || found.more || (chart.answer.mode === "density" && !found.outside)));
  ring("hover", found.spot ? [found.spot[0]] : []);
  if (found.spot) {
    hover.showEvent(found.spot[0], x, y);
  } else if (chart.answer.mode === "density" && !found.outside) {
    hover.showColumn(found.lane, found.instant, x, y);
  } else {
    hover.hide();
  }
}

function leave() {
  hover.hide();
  ring("hover", []);
}

function onDown(event) {
  const { x, y } = locate(event);
  const found = hit(x, y);
  if (event.pointerType === "touch" || event.button !== 0 || found.outside || event.target.closest("button, a, .draft")) {
    return;
  }
  closeDraft();
  down = { x, y, found };
  if (!isHand() && !found.spot && !found.more && chart.answer?.mode === "bars") {
    marked = { from: x, to: x };
    event.stopPropagation();
    event.preventDefault();
  }
}

function onDrag(event) {
  if (marked) {
    marked.to = locate(event).x;
    drawSelection();
  }
}

function onUp(event) {
  if (!down) {
    return;
  }
  const { x, y } = locate(event);
  const began = down;
  down = null;
  if (Math.hypot(x - began.x, y - began.y) <= STILL) {
    marked = null;
    overlay.querySelector(".selection")?.remove();
    act(began.found, x);
  } else if (marked) {
    offerDraft(y);
  }
}

// A click or a tap; the second one in a row zooms.
export function act(found, x) {
  const twice = performance.now() - lastClick.at < DOUBLE && Math.abs(x - lastClick.x) < 2 * STILL;
  const first = lastClick.found; // the panel that the first click opened may have moved what lies here now
  lastClick = { at: performance.now(), x, found };
  hover.hide();
  if (twice) {
    zoomTo(first);
  } else if (found.spot) {
    openEvent(found.spot[0]);
  } else if (found.more) {
    openList(found.more[3], `${found.more[3].length} more: ${found.lane.label}`);
  } else if (chart.answer.mode === "density") {
    zoomTo(found);
  }
}

function zoomTo({ spot, instant }) {
  if (spot) {
    showAround(spot[2], spot[3]);
  } else {
    const half = (chart.range[1] - chart.range[0]) / (chart.answer.mode === "density" ? 8 : 4);
    show([instant - half, instant + half]);
  }
}

function drawSelection() {
  const [left, right] = [marked.from, marked.to].sort((a, b) => a - b);
  const days = markedDays(left, right);
  const { top, height } = geometry();
  const shade = overlay.querySelector(".selection") || overlay.appendChild(element("div", "selection"));
  const [from, to] = [toPixel(days.start), toPixel(days.end)];
  Object.assign(shade.style, { left: `${from}px`, width: `${to - from}px`, top: `${top}px`, height: `${height}px` });
}

function markedDays(left, right) {
  const start = Math.floor(toInstant(left) / DAY) * DAY;
  return { start, end: Math.max(Math.ceil(toInstant(right) / DAY) * DAY, start + DAY) };
}

function offerDraft(y) {
  const [left, right] = [marked.from, marked.to].sort((a, b) => a - b);
  const { start, end } = markedDays(left, right);
  marked = null;
  const create = element("a", "btn btn-sm btn-primary", "New event on these days");
  create.href = `/events/new?earliest=${isoDay(start)}&latest=${isoDay(end - DAY)}`;
  const closer = button("btn btn-sm btn-quiet", "Zoom in", () => {
    closeDraft();
    show([start, end]);
  });
  draft.replaceChildren(element("p", "", spanWords(start, end)), create, closer);
  draft.hidden = false;
  draft.style.left = `${Math.max(Math.min(left, chart.box.clientWidth - draft.offsetWidth - 8), 4)}px`;
  draft.style.top = `${Math.min(y + 12, chart.box.clientHeight - draft.offsetHeight - 4)}px`;
  create.focus();
}

export function closeDraft() {
  const open = !draft.hidden;
  draft.hidden = true;
  overlay.querySelector(".selection")?.remove();
  placeRings();
  return open;
}

// The wheel belongs to the page; with Ctrl it zooms (so does a pinch on a touchpad), sideways or with Shift it moves.
function onWheel(event) {
  const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    const { x } = locate(event);
    zoom(Math.exp(Math.max(Math.min(event.deltaY, 120), -120) / 260), toInstant(x), { atOnce: false });
  } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
    event.preventDefault();
    const { width } = geometry();
    const step = (sideways / width) * (chart.range[1] - chart.range[0]);
    show([chart.range[0] + step, chart.range[1] + step], { atOnce: false });
  }
}
