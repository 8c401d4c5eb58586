// The chart as a file, PNG or SVG: with its words, the lanes' names, a title and where it comes from, none of which Plotly draws on the page.

import { chart } from "./chart.js";
import { colour, escaped, plotly } from "./plotly.js";
import * as state from "./state.js";

export function start() {
  for (const button of document.querySelectorAll("[data-image]")) {
    button.addEventListener("click", () => download(button.dataset.image));
  }
}

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
  return { layout, data: [...figure.data, ...columns(), written(false), written(true), beyond()] };
}

// The columns of a density, as the page draws them itself.
const PATTERNS = { speculative: { shape: "/", size: 6 }, postponed: { shape: "/", size: 6 }, lapsed: { shape: ".", size: 5 } };

function columns() {
  return Object.entries(chart.answer.boxes).map(([status, edges]) => {
    const pattern = PATTERNS[status] && { ...PATTERNS[status], fgcolor: colour(status), bgcolor: colour("sheet"), solidity: 0.35, fillmode: "replace" };
    const solid = ["held", "confirmed"].includes(status);
    return {
      type: "scatter", ...corners(edges), showlegend: false, hoverinfo: "skip", fill: "toself", fillcolor: colour(status === "cancelled" ? "sheet" : status),
      mode: solid ? "none" : "lines", line: { color: colour(status), width: 1, simplify: false }, ...(pattern && { fillpattern: pattern }),
    };
  });
}

function corners(edges) {
  const { span, width, gutter } = chart.answer;
  const instant = (pixel) => span[0] + (pixel / (width - gutter - 8)) * (span[1] - span[0]);
  const [x, y] = [[], []];
  for (let at = 0; at < edges.length; at += 4) {
    const [left, right, high, low] = edges.slice(at, at + 4);
    const [start, end] = [instant(left), instant(right)];
    x.push(start, start, end, end, start, null);
    y.push(low, high, high, low, low, null);
  }
  return { x, y };
}

// The labels beside the marks; those of cancelled events are struck.
function written(struck) {
  const some = chart.answer.labels.filter(([, , , style]) => style.includes("struck") === struck);
  return words(some, { color: colour("ink"), ...(struck && { lineposition: "through" }) });
}

function beyond() {
  const some = chart.answer.more.map(([, at, y, uids]) => [at, y, `+${uids.length} more`]);
  return words(some, { color: colour("confirmed"), weight: 600 });
}

function words(some, font) {
  return {
    type: "scatter", mode: "text", showlegend: false, textposition: "middle right", textfont: { size: 12.5, ...font },
    x: some.map(([at]) => at), y: some.map(([, y]) => y), text: some.map(([, , text]) => escaped(text)),
  };
}

// The legend in one line, for a picture that has left its page.
const KEY = "◆ confirmed   ◇ speculative   ● held   × cancelled   ⊙ lapsed   pale band: may fall anywhere inside   hatched: not certain   dotted box: where it stood before";

function laneName(lane, gutter) {
  const beside = gutter > 100;
  const place = beside ? { x: 0, xshift: -8, xanchor: "right" } : { x: 0, xshift: 4, xanchor: "left" };
  return { ...place, y: beside ? lane.middle : lane.top + 10, xref: "paper", yref: "y", yanchor: "middle", showarrow: false, text: escaped(lane.label) };
}
