// Keys. None acts inside a field, with Ctrl, Alt or Meta, or while a dialog is open; arrows act only where the chart has the focus.

import { chart, goToday, pan, show, zoom } from "./chart.js";
import * as hover from "./hover.js";
import { ring } from "./overlay.js";
import { close as closePanel, openEvent } from "./panel.js";
import { closeDraft } from "./pointer.js";

const help = document.getElementById("keys");
const spoken = document.getElementById("spoken");
let current = null; // uid of the selected event

const ANYWHERE = {
  n: () => pan(0.5),
  p: () => pan(-0.5),
  t: goToday,
  "+": () => zoom(0.5),
  "=": () => zoom(0.5),
  "-": () => zoom(2),
  "/": () => document.getElementById("search").focus(),
  c: () => location.assign("/events/new"),
  m: () => document.getElementById("map-toggle").click(),
  "?": showHelp,
  Escape: escape,
};
const ON_CHART = {
  ArrowRight: () => pan(0.25),
  ArrowLeft: () => pan(-0.25),
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  Home: () => choose(order()[0]),
  End: () => choose(order().at(-1)),
  Enter: () => current && openEvent(current),
};

export function start() {
  document.addEventListener("keydown", onKey);
  chart.box.addEventListener("drawn", keepCurrent);
  chart.box.addEventListener("blur", hover.hide);
}

export function showHelp() {
  help.showModal();
}

function onKey(event) {
  const inField = event.target.closest?.("input, select, textarea, [contenteditable]");
  if (event.ctrlKey || event.altKey || event.metaKey || help.open || event.defaultPrevented) {
    return;
  }
  if (inField && event.key !== "Escape") {
    return;
  }
  const onChart = event.target === chart.box;
  const act = (onChart && ON_CHART[event.key]) || ANYWHERE[event.key];
  if (act && chart.answer) {
    event.preventDefault();
    act();
  }
}

function escape() {
  const menu = document.querySelector("details.facet[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (!closeDraft() && !closePanel()) {
    select(null);
  }
}

// Events in the order in which one reads: lane by lane, in time.
function order() {
  return [...chart.answer.spots].sort((a, b) => a[1] - b[1] || a[2] - b[2] || a[4] - b[4]);
}

let place = -1; // in that order: one event can stand in several lanes

function step(by) {
  const spots = order();
  if (!spots.length) {
    spoken.textContent = chart.answer.summary;
    return;
  }
  const next = place < 0 ? firstInView(spots) : Math.min(Math.max(place + by, 0), spots.length - 1);
  choose(spots[next], next);
}

function firstInView(spots) {
  const index = spots.findIndex(([, , start, end]) => end > chart.range[0] && start < chart.range[1]);
  return Math.max(index, 0);
}

function choose(spot, index = order().indexOf(spot)) {
  if (!spot) {
    return;
  }
  place = index;
  select(spot[0]);
  reveal(spot);
  hover.showAtEvent(spot);
  const words = chart.answer.cards[spot[0]];
  const lane = chart.answer.lanes[spot[1]]?.label;
  spoken.textContent = [words.title, words.statusLabel, words.when, words.place, words.disputed, lane && `lane ${lane}`].filter(Boolean).join(", ");
}

function select(uid) {
  current = uid;
  if (!uid) {
    place = -1;
    hover.hide();
  }
  ring("selected", uid ? [uid] : []);
}

// An event outside of the window is brought into it.
function reveal([, , start, end]) {
  const [first, last] = chart.range;
  if (end < first || start > last) {
    const half = (last - first) / 2;
    show([(start + end) / 2 - half, (start + end) / 2 + half]);
  }
}

function keepCurrent() {
  place = current ? order().findIndex((spot) => spot[0] === current) : -1;
}
