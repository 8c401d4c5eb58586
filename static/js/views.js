// Saved views, pictures of the chart, printing, links.

import { chart, plotly } from "./chart.js";
import * as state from "./state.js";

const list = document.getElementById("views");
const dialog = document.getElementById("save-dialog");
const form = document.getElementById("save-form");
const token = document.querySelector('meta[name="csrf-token"]').content;

export function start() {
  document.getElementById("save-view").addEventListener("click", () => dialog.showModal());
  document.getElementById("save-cancel").addEventListener("click", () => dialog.close());
  form.addEventListener("submit", save);
  list.addEventListener("click", ({ target }) => target.dataset.forget && send("/views/forget", { name: target.dataset.forget }));
  for (const button of document.querySelectorAll("[data-image]")) {
    button.addEventListener("click", () => download(button.dataset.image));
  }
  state.onChange(pointExports);
  pointExports();
}

function save(event) {
  event.preventDefault();
  const query = state.params();
  query.delete("event");
  send(form.action, { name: form.elements.name.value, query: query.toString() });
}

// The server answers with the address of the view, and the browser goes there.
async function send(address, fields) {
  const body = new URLSearchParams({ ...fields, csrf_token: token });
  const response = await fetch(address, { method: "POST", body });
  if (response.ok) {
    location.assign(response.url);
  }
}

// The drawing as a file: with the lanes' names, a title and where it comes from, none of which Plotly draws on the page.
async function download(format) {
  const library = await plotly();
  const { layout, data } = figureForPaper();
  const name = `timeline-${state.params().get("from") || "now"}`;
  await library.downloadImage({ data, layout, config: { showSendToCloud: false } }, { format, filename: name, width: layout.width, height: layout.height, scale: 2 });
}

function figureForPaper() {
  const { figure, lanes, summary, gutter } = chart.answer;
  const layout = structuredClone(figure.layout);
  const extra = { top: 54, bottom: 26 };
  const known = state.params().get("as_known_on");
  layout.height += extra.top + extra.bottom;
  layout.margin = { ...layout.margin, t: layout.margin.t + extra.top, b: layout.margin.b + extra.bottom };
  layout.xaxis.range = [...chart.range];
  layout.title = { text: escaped(known ? `${summary}, as known on ${known}` : summary), x: 0, xref: "container", xanchor: "left", pad: { l: 14 }, y: 0.985, yanchor: "top", font: { size: 16 } };
  const source = { xref: "paper", yref: "paper", x: 1, y: 0, yshift: -12, yanchor: "top", xanchor: "right", showarrow: false, font: { size: 10.5 } };
  const key = { ...source, x: 0, xanchor: "left", text: KEY };
  const names = lanes.map((lane) => laneName(lane, gutter));
  layout.annotations = [...layout.annotations, ...names, key, { ...source, text: escaped(`${location.host}, ${new Date().toISOString().slice(0, 10)}`) }];
  return { layout, data: figure.data };
}

// The legend in one line, for a picture that has left its page.
const KEY = "◆ confirmed   ◇ speculative   ● held   × cancelled   ⊙ lapsed   pale band: may fall anywhere inside   hatched: not certain   dotted box: where it stood before";

function laneName(lane, gutter) {
  const beside = gutter > 100;
  const place = beside ? { x: 0, xshift: -8, xanchor: "right" } : { x: 0, xshift: 4, xanchor: "left" };
  return { ...place, y: beside ? (lane.top + lane.bottom) / 2 : lane.top + 10, xref: "paper", yref: "y", yanchor: "middle", showarrow: false, text: escaped(lane.label) };
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

// Exports and calendars hand out exactly what is in view.
function pointExports() {
  for (const link of document.querySelectorAll("a[data-export]")) {
    link.search = state.filterQuery().toString();
  }
}
