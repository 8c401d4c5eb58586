// The embedded timeline: the chart with its hover card; a click opens the event's page beside the host site. Nothing else acts.

import * as chart from "./chart.js";
import * as columns from "./columns.js";
import * as hover from "./hover.js";
import * as labels from "./labels.js";
import * as overlay from "./overlay.js";

const { box } = chart.chart;

function spotUnder(event) {
  const frame = box.getBoundingClientRect();
  return overlay.hit(event.clientX - frame.left, event.clientY - frame.top).spot;
}

box.addEventListener("pointermove", (event) => {
  const spot = spotUnder(event);
  const frame = box.getBoundingClientRect();
  box.classList.toggle("over-event", Boolean(spot));
  if (spot) {
    hover.showEvent(spot[0], event.clientX - frame.left, event.clientY - frame.top);
  } else {
    hover.hide();
  }
});
box.addEventListener("pointerleave", hover.hide);
box.addEventListener("click", (event) => {
  const spot = spotUnder(event);
  if (spot) {
    window.open(chart.chart.answer.cards[spot[0]].url, "_blank", "noopener");
  }
});

for (const part of [chart, columns, labels, overlay]) {
  part.start();
}
