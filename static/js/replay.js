// "As known on": a slider over the days on which something became known; play steps from one to the next.

import { chart } from "./chart.js";
import * as state from "./state.js";
import { parseDay, words } from "./time.js";

const PACE = 1100; // milliseconds a step

const bar = document.getElementById("replay");
const toggle = document.getElementById("replay-toggle");
const slider = document.getElementById("known-slider");
const field = document.getElementById("known-day");
const play = document.getElementById("play");
const note = document.getElementById("known-note");
const ticks = document.getElementById("known-days");
const { today } = document.getElementById("timeline").dataset;

let days = []; // on which something under the filter became known, oldest first, today last
let loadedFor = null;
let timer = 0;

export function start() {
  toggle.addEventListener("click", () => (active() ? end() : begin()));
  document.getElementById("replay-end").addEventListener("click", end);
  slider.addEventListener("input", () => go(days[Number(slider.value)]));
  field.addEventListener("change", () => field.value && go(field.value));
  play.addEventListener("click", () => (timer ? pause() : run()));
  state.onChange(follow);
  chart.box.addEventListener("drawn", ({ detail }) => showLegend(detail));
  follow();
}

function active() {
  return state.params().has("as_known_on");
}

async function begin() {
  bar.hidden = false;
  await loadDays();
  go(days[0]);
}

function end() {
  pause();
  state.update({ as_known_on: null });
}

function go(day) {
  if (day) {
    state.update({ as_known_on: day }, { replace: active() });
  }
}

// Days under the filter as it stands, whatever the day of knowledge and the place in time.
async function loadDays() {
  const query = state.filterQuery();
  query.delete("as_known_on");
  const key = query.toString();
  if (key === loadedFor) {
    return;
  }
  loadedFor = key;
  const found = await state.fetchJson(`/timeline/known?${query}`);
  days = [...new Set([...found, today])];
  slider.max = String(days.length - 1);
  ticks.replaceChildren(...days.map((_, index) => new Option("", String(index))));
}

async function follow() {
  const day = state.params().get("as_known_on");
  bar.hidden = !day;
  toggle.setAttribute("aria-pressed", String(Boolean(day)));
  if (!day) {
    pause();
    return;
  }
  await loadDays();
  field.value = day;
  slider.value = String(position(day));
  slider.setAttribute("aria-valuetext", words(parseDay(day)));
}

function position(day) {
  const index = days.findLastIndex((one) => one <= day);
  return Math.max(index, 0);
}

function run() {
  play.textContent = "Pause";
  play.setAttribute("aria-pressed", "true");
  const forward = () => {
    const next = position(field.value) + 1;
    if (next >= days.length) {
      pause();
    } else {
      go(days[next]);
    }
  };
  timer = setInterval(forward, PACE);
  forward();
}

function pause() {
  clearInterval(timer);
  timer = 0;
  play.textContent = "Play";
  play.setAttribute("aria-pressed", "false");
}

function showLegend(answer) {
  const changed = Object.values(answer.cards).filter((one) => one.now).length;
  document.querySelector(".legend-changed").hidden = !changed;
  note.textContent = active() ? `${answer.total.toLocaleString("en")} events were known here; ${changed} are believed otherwise today` : "";
}
