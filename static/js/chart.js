// Draws the chart: asks the server for the window, hands its figure to Plotly, and keeps the reader's place while data arrive.

import { debounced } from "./dom.js";
import { plotly } from "./plotly.js";
import * as state from "./state.js";
import { DAY, daysOf, parseDay, parseInstant } from "./time.js";

const SETTLE = 120; // milliseconds without movement before the server is asked
const TOP = 60;
const BOTTOM = 8;
const TALL = 2000; // pixels, where the reader asked for all rows
const CONFIG = { displayModeBar: false, showSendToCloud: false, doubleClick: false, scrollZoom: false, responsive: false, showTips: false };

const page = document.getElementById("timeline");
const box = document.getElementById("chart");
const space = document.getElementById("chart-space");
const plot = document.getElementById("plot");
const note = document.getElementById("chart-note");

let answer = null; // the server's last answer
let range = null; // what is in view, in milliseconds
let pending = null; // the request under way
let asked = Promise.resolve(); // its answer
let frame = 0; // in which the drawing is moved
let moving = false; // it is moved by us, not by Plotly's own dragging
let timer = 0;

export const chart = {
  box,
  plot,
  get answer() {
    return answer;
  },
  get range() {
    return range;
  },
};

// Where things are, in pixels of the chart's box.
export function geometry() {
  const left = answer ? answer.gutter : 178;
  const width = Math.max((answer?.width ?? box.clientWidth) - left - 8, 1);
  const height = Number(space.getAttribute("height")) - TOP - BOTTOM;
  return { left, top: TOP, width, height };
}

// Lays an SVG of the page's own over the plot.
export function cover(layer) {
  const { left, top, width, height } = geometry();
  for (const [name, value] of Object.entries({ x: left, y: top, width, height })) {
    layer.setAttribute(name, value);
  }
}

export function toPixel(instant) {
  const { left, width } = geometry();
  return left + ((instant - range[0]) / (range[1] - range[0])) * width;
}

export function toInstant(pixel) {
  const { left, width } = geometry();
  return range[0] + ((pixel - left) / width) * (range[1] - range[0]);
}

export function start() {
  range = addressRange();
  state.onChange(onAddress);
  document.addEventListener("themechange", () => load());
  new ResizeObserver(debounced(() => answer && answer.width !== box.clientWidth && load(), SETTLE)).observe(box);
  load();
}

// When the server has answered for the chart: what is less urgent than the chart waits for it.
export function answered() {
  return asked.catch(() => null); // the chart says what went wrong
}

function addressRange() {
  const query = state.params();
  const known = query.get("as_known_on");
  const from = query.get("from");
  const to = query.get("to");
  if (from && to) {
    return [parseDay(from), parseDay(to) + DAY];
  }
  const centre = parseDay(known || page.dataset.today);
  if (from || to) {
    return from ? [parseDay(from), parseDay(from) + 181 * DAY] : [parseDay(to) - 180 * DAY, parseDay(to) + DAY];
  }
  return [centre - 30 * DAY, centre + 151 * DAY];
}

const SHOWS_NOTHING_NEW = new Set(["event", "map", "sort", "dir", "cursor", "view"]);

const KEEPS_PLACE = new Set(["from", "to", "as_known_on", "cursor"]); // the height only grows while these change

function onAddress(changed, by) {
  if (changed && [...changed].every((name) => SHOWS_NOTHING_NEW.has(name))) {
    return;
  }
  if (by !== "chart") {
    range = addressRange();
  }
  load({ keepHeight: Boolean(changed) && [...changed].every((name) => KEEPS_PLACE.has(name)) });
}

// Shows another part of time. At once: the server is asked without waiting for further movement, as after a button, before the drawing moves.
export function show(next, { atOnce = true } = {}) {
  range = bounded(next);
  settle(atOnce ? 0 : SETTLE);
  move(range);
}

// Moves what is drawn, once a frame, and asks nobody.
export function move(next) {
  range = bounded(next);
  if (answer) {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(redraw);
  }
}

async function redraw() {
  moving = true;
  try {
    await window.Plotly.relayout(plot, { "xaxis.range": range });
  } finally {
    moving = false;
  }
  box.dispatchEvent(new CustomEvent("moved"));
}

function bounded([start, end]) {
  const longest = 140000 * DAY;
  const least = 3 * DAY;
  const middle = (start + end) / 2;
  const length = Math.min(Math.max(end - start, least), longest);
  const first = Math.max(middle - length / 2, -60000 * DAY);
  return [first, Math.min(first + length, 2900000 * DAY)];
}

export function zoom(factor, at = (range[0] + range[1]) / 2, pace = {}) {
  show([at - (at - range[0]) * factor, at + (range[1] - at) * factor], pace);
}

// An event with its neighbours: three times its length, at least five weeks.
export function showAround(first, last) {
  const margin = Math.max(last - first, 17 * DAY);
  show([first - margin, last + margin]);
}

export function pan(share) {
  const step = (range[1] - range[0]) * share;
  show([range[0] + step, range[1] + step]);
}

export function goToday() {
  const half = (range[1] - range[0]) / 6;
  const today = parseDay(state.params().get("as_known_on") || page.dataset.today);
  show([today - half, today + 5 * half]);
}

// How long the window is, for the button of that length.
export function windowDays() {
  return Math.round((range[1] - range[0]) / DAY);
}

export function showDays(days) {
  const middle = (range[0] + range[1]) / 2;
  const today = parseDay(page.dataset.today);
  const inView = today > range[0] && today < range[1];
  const first = inView ? today - (days * DAY) / 6 : middle - (days * DAY) / 2;
  show([first, first + days * DAY]);
}

// After the reader's last movement the address takes the window, and with it the chart, the table and the map.
function settle(delay) {
  clearTimeout(timer);
  if (delay) {
    timer = setTimeout(settle, delay, 0);
    return;
  }
  const days = daysOf(range);
  const query = state.params();
  if (query.get("from") !== days.from || query.get("to") !== days.to) {
    state.update({ ...days, cursor: null }, { by: "chart" });
  }
}

export function tall() {
  return document.getElementById("tall").getAttribute("aria-pressed") === "true";
}

function dataQuery(least) {
  const query = state.params();
  for (const name of ["event", "map", "sort", "dir", "cursor", "view"]) {
    query.delete(name);
  }
  const days = daysOf(range);
  const available = tall() ? TALL : Math.round(Math.min(Math.max(innerHeight * 0.78, 460), 1000));
  query.set("from", days.from);
  query.set("to", days.to);
  query.set("width", box.clientWidth);
  query.set("height", available);
  query.set("least", Math.min(least, available));
  query.set("theme", document.documentElement.dataset.bsTheme);
  return query;
}

export async function load({ keepHeight = false } = {}) {
  pending?.abort();
  const mine = (pending = new AbortController());
  const slow = setTimeout(() => (box.dataset.busy = "true"), 250);
  try {
    const least = keepHeight && answer ? Number(space.getAttribute("height")) : 0;
    asked = state.fetchJson(`/timeline/data?${dataQuery(least)}`, mine.signal);
    const [found] = await Promise.all([asked, plotly()]);
    if (mine === pending) {
      await draw(found);
    }
  } catch (error) {
    if (error.name !== "AbortError") {
      note.textContent = `The chart could not be loaded. ${error.message} The table below still holds the events.`;
    }
  } finally {
    clearTimeout(slow);
    if (mine === pending) {
      box.dataset.busy = "false";
    }
  }
}

async function draw(found) {
  const first = answer === null;
  answer = { ...found, width: found.figure.layout.width, span: found.figure.layout.xaxis.range };
  const { layout, data } = found.figure;
  cancelAnimationFrame(frame);
  layout.xaxis.range = range;
  layout.dragmode = "pan";
  space.setAttribute("height", layout.height);
  space.classList.remove("is-full");
  box.classList.toggle("narrow", found.gutter < 100);
  await window.Plotly.react(plot, data, layout, CONFIG);
  if (first) {
    watch();
  }
  note.textContent = found.total ? "" : emptyWords();
  document.getElementById("summary").textContent = found.summary;
  box.dataset.drawn = String(Number(box.dataset.drawn || 0) + 1);
  box.dataset.mode = found.mode;
  box.dispatchEvent(new CustomEvent("drawn", { detail: answer }));
}

function emptyWords() {
  const filtered = [...state.filterQuery().keys()].some((name) => !["from", "to", "as_known_on"].includes(name));
  return filtered ? "No event matches these filters in this window. Take a filter off, or zoom out." : "Nothing is planned in this window. Move in time, or add an event (c).";
}

// Dragging is Plotly's own; its movements are followed here.
function watch() {
  plot.on("plotly_relayouting", (change) => follow(change));
  plot.on("plotly_relayout", (change) => {
    if (!moving && follow(change)) {
      settle(SETTLE);
    }
  });
}

function follow(change) {
  const pair = change["xaxis.range"] || [change["xaxis.range[0]"], change["xaxis.range[1]"]];
  if (pair[0] === undefined) {
    return false;
  }
  range = pair.map(parseInstant);
  box.dispatchEvent(new CustomEvent("moved"));
  return true;
}
