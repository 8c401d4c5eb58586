// The map beside the chart: venues of what is in view, clustered, in the chart's colours and marks, linked both ways. No tiles.

import { chart } from "./chart.js";
import { button, debounced, element } from "./dom.js";
import { openEvent, openList } from "./panel.js";
import { ring } from "./overlay.js";
import { colour, escaped, plotly } from "./plotly.js";
import * as state from "./state.js";

const frame = document.getElementById("map-frame");
const node = document.getElementById("map");
const above = document.getElementById("map-rings");
const note = document.getElementById("map-note");
const list = document.getElementById("map-list");
const toggle = document.getElementById("map-toggle");
const stage = document.getElementById("stage");
const page = document.getElementById("timeline");
const WHOLE = { x: [-2750, 2750], y: [-1080, 1340] };
const SYMBOLS = { confirmed: "diamond", speculative: "diamond-open", held: "circle", cancelled: "x-thin-open", postponed: "triangle-right-open", lapsed: "circle-open-dot" };
const LETTERS = { confirmed: "◆", speculative: "◇", held: "●", cancelled: "×", postponed: "▷", lapsed: "⊙" };
const LISTED = 24; // venues in words below the map
const NEAR = 26; // pixels under which two venues are one mark
const CONFIG = { displayModeBar: false, showSendToCloud: false, scrollZoom: true, doubleClick: false, showTips: false };

let world = null;
let venues = [];
let events = {}; // uid to words, of single events
let marks = [];
let view = null; // what the reader zoomed to; else what the venues need
let drawn = false;
let pending = null;
let pointed = new Set(); // the uids pointed at or selected on the timeline

export function start() {
  toggle.addEventListener("click", () => state.update({ map: shown() ? null : "1" }));
  state.onChange(follow);
  chart.box.addEventListener("drawn", () => shown() && load());
  chart.box.addEventListener("pointed", ({ detail }) => {
    pointed = detail;
    if (drawn && shown()) {
      placeRings();
    }
  });
  document.addEventListener("themechange", () => drawn && paint());
  new ResizeObserver(debounced(() => drawn && paint(), 150)).observe(node);
  follow();
}

function shown() {
  return state.params().has("map");
}

function follow() {
  const open = shown();
  toggle.setAttribute("aria-pressed", String(open));
  const opened = open && frame.hidden;
  frame.hidden = !open;
  stage.classList.toggle("with-map", open);
  if (opened && chart.answer) {
    load();
  }
}

async function load() {
  pending?.abort();
  const mine = (pending = new AbortController());
  try {
    const query = state.filterQuery();
    const [found, outlines] = await Promise.all([state.fetchJson(`/map/data?${query}`, mine.signal), (world ??= state.fetchJson(page.dataset.world)), plotly()]);
    world = outlines;
    venues = found.venues;
    events = found.events;
    note.textContent = words(found);
    drawList();
    await paint();
  } catch (error) {
    if (error.name !== "AbortError") {
      note.textContent = `The map could not be loaded. ${error.message}`;
    }
  }
}

function words({ venues: all, placeless, counted, partly }) {
  const places = `${all.length} ${all.length === 1 ? "city" : "cities"} in view`;
  const without = placeless ? `, ${placeless} ${placeless === 1 ? "event" : "events"} without a city` : "";
  return counted ? `${places}${partly ? ", counted over the latest events alone" : ""}; zoom in on the timeline to see single events` : `${places}${without}`;
}

// The map's twin in words, for the keyboard and for everyone who looks for a name.
function drawList() {
  const most = [...venues].sort((a, b) => b.count - a.count || a.label.localeCompare(b.label)).slice(0, LISTED);
  list.replaceChildren(...most.map(listed));
}

function listed(venue) {
  const item = element("li");
  const opener = button("", "", () => open(venue));
  opener.append(element("span", "", venue.label), tally(venue));
  opener.addEventListener("pointerenter", () => point(venue));
  opener.addEventListener("pointerleave", () => ring("hover", []));
  item.append(opener);
  return item;
}

function tally({ statuses, count }) {
  const counts = element("span", "counts");
  const known = Object.keys(LETTERS).filter((status) => statuses[status]);
  counts.append(...known.map((status) => element("span", `status-${status}`, `${LETTERS[status]} ${statuses[status]}`)));
  if (!known.length) {
    counts.textContent = count.toLocaleString("en");
  }
  counts.title = known.map((status) => `${statuses[status]} ${status}`).join(", ");
  return counts;
}

async function paint() {
  marks = clustered();
  const width = node.clientWidth;
  const height = node.clientHeight;
  const data = [land(), ...Object.keys(SYMBOLS).map(single), groups()];
  await window.Plotly.react(node, data, layoutOf(width, height), CONFIG);
  if (!drawn) {
    drawn = true;
    node.on("plotly_relayout", onZoom);
    node.on("plotly_click", onClick);
    node.on("plotly_hover", ({ points }) => points[0].customdata !== undefined && point(marks[points[0].customdata]));
    node.on("plotly_unhover", () => ring("hover", []));
    node.on("plotly_doubleclick", () => reset());
  }
  placeRings();
  node.dataset.marks = String(marks.length);
}

// What is pointed at on the map is ringed on the timeline.
function point({ uids }) {
  ring("hover", uids);
}

function land() {
  return { type: "scatter", mode: "lines", x: world.x, y: world.y, fill: "toself", fillcolor: colour("sunken"), line: { color: colour("rule-strong"), width: 0.6 }, hoverinfo: "skip", showlegend: false };
}

// The reader's own window, else one around all venues, never less than a continent.
function visible() {
  if (view || !venues.length) {
    return view || WHOLE;
  }
  const xs = venues.map((venue) => venue.x);
  const ys = venues.map((venue) => venue.y);
  const ratio = node.clientHeight / node.clientWidth;
  const width = Math.max((Math.max(...xs) - Math.min(...xs)) * 1.2, ((Math.max(...ys) - Math.min(...ys)) * 1.25) / ratio, 1400);
  if (width > 0.6 * (WHOLE.x[1] - WHOLE.x[0])) {
    return WHOLE; // most of the world is the world
  }
  const middle = [(Math.max(...xs) + Math.min(...xs)) / 2, (Math.max(...ys) + Math.min(...ys)) / 2];
  return { x: [middle[0] - width / 2, middle[0] + width / 2], y: [middle[1] - (width * ratio) / 2, middle[1] + (width * ratio) / 2] };
}

// Venues nearer to each other than a mark is wide become one.
function clustered() {
  const { x } = visible();
  const scale = node.clientWidth / (x[1] - x[0]);
  const found = [];
  for (const venue of [...venues].sort((a, b) => b.count - a.count)) {
    const near = found.find((mark) => Math.hypot(mark.x - venue.x, mark.y - venue.y) * scale < NEAR);
    if (near) {
      near.count += venue.count;
      near.labels.push(venue.label);
      near.uids.push(...venue.uids);
      near.statuses.push(venue.statuses);
    } else {
      found.push({ x: venue.x, y: venue.y, count: venue.count, labels: [venue.label], uids: [...venue.uids], statuses: [venue.statuses], venue: venue.venue });
    }
  }
  return found;
}

function single(status) {
  const some = marks.map((mark, index) => [mark, index]).filter(([mark]) => mark.count === 1 && mark.statuses[0][status]);
  return {
    type: "scatter", mode: "markers", name: status, showlegend: false,
    x: some.map(([mark]) => mark.x), y: some.map(([mark]) => mark.y), customdata: some.map(([, index]) => index),
    text: some.map(([mark]) => escaped(mark.labels[0])), hoverinfo: "text",
    marker: { symbol: SYMBOLS[status], size: 11, color: colour(status), line: { width: 2, color: colour(status) } },
  };
}

function groups() {
  const some = marks.map((mark, index) => [mark, index]).filter(([mark]) => mark.count > 1 || !mark.uids.length);
  return {
    type: "scatter", mode: "markers+text", name: "several", showlegend: false, textposition: "middle center",
    x: some.map(([mark]) => mark.x), y: some.map(([mark]) => mark.y), customdata: some.map(([, index]) => index),
    text: some.map(([mark]) => String(mark.count)), textfont: { size: 11.5, weight: 600, color: colour("sheet") },
    hovertext: some.map(([mark]) => escaped(title(mark))), hoverinfo: "text",
    marker: { symbol: "circle", size: some.map(([mark]) => 17 + 7 * Math.log10(mark.count)), color: some.map(([mark]) => colour(common(mark))), line: { width: 1.5, color: colour("sheet") } },
  };
}

// The colour of a status that all of them share; a cluster of several statuses takes none of their colours.
function common(mark) {
  const found = new Set(mark.statuses.flatMap((counts) => Object.keys(counts)));
  return found.size === 1 ? [...found][0] : "ink-2";
}

// Rings around the venues of what is pointed at or selected on the timeline.
function placeRings() {
  const { xaxis, yaxis } = node._fullLayout;
  const places = marks.filter((mark) => mark.uids.some((uid) => pointed.has(uid)));
  const rings = places.map((mark) => {
    const made = element("div", "map-ring");
    Object.assign(made.style, { left: `${xaxis.c2p(mark.x)}px`, top: `${yaxis.c2p(mark.y)}px` });
    return made;
  });
  above.replaceChildren(...rings);
}

function title(mark) {
  const shownNames = mark.labels.slice(0, 4).join("; ");
  return `${shownNames}${mark.labels.length > 4 ? ` and ${mark.labels.length - 4} more` : ""}: ${mark.count} events`;
}

function layoutOf(width, height) {
  const axis = { visible: false, zeroline: false };
  const around = visible();
  return {
    width, height, margin: { l: 0, r: 0, t: 0, b: 0 }, paper_bgcolor: colour("sheet"), plot_bgcolor: colour("sheet"), dragmode: "pan", hovermode: "closest",
    hoverlabel: { bgcolor: colour("sheet"), bordercolor: colour("rule-strong"), font: { family: getComputedStyle(document.body).fontFamily, color: colour("ink") } },
    xaxis: { ...axis, range: [...around.x] }, yaxis: { ...axis, range: [...around.y], scaleanchor: "x", scaleratio: 1 }, showlegend: false,
  };
}

const recluster = debounced(() => paint(), 120);

function onZoom(change) {
  if (change["xaxis.range[0]"] !== undefined) {
    view = { x: [change["xaxis.range[0]"], change["xaxis.range[1]"]], y: [change["yaxis.range[0]"], change["yaxis.range[1]"]] };
    recluster();
  }
}

function reset() {
  view = null;
  paint();
}

function onClick({ points }) {
  const mark = marks[points[0].customdata];
  if (mark) {
    open(mark);
  }
}

// The one event of a venue or a cluster, or the list of them; where they are only counted, the timeline of that venue.
function open({ uids, venue, labels, label, count }) {
  if (uids.length === 1) {
    openEvent(uids[0]);
  } else if (uids.length) {
    openList(uids, title({ labels: labels ?? [label], count }), events);
  } else {
    state.add("venue", venue);
  }
}
