// The card beside the pointer or the selected event. All words are set as text, never as markup.

import { chart, geometry, toPixel } from "./chart.js";
import { element } from "./dom.js";
import { spanWords } from "./time.js";

const card = document.getElementById("hover-card");
const STATUSES = ["Speculative", "Confirmed", "Postponed", "Cancelled", "Held", "Lapsed"];

export function hide() {
  card.hidden = true;
}

export function showEvent(uid, x, y) {
  const words = chart.answer.cards[uid];
  if (!words) {
    return hide();
  }
  const title = element("h3", words.struck ? "struck" : "", words.title);
  const status = element("p", `status status-${words.status}`, words.statusLabel + (words.disputed ? ", disputed" : ""));
  const lines = [
    words.when + (words.said ? ` (“${words.said}”)` : ""),
    words.anchored,
    words.moved,
    [words.place, words.parties].filter(Boolean).join(" · "),
    words.disputed,
  ];
  card.replaceChildren(title, status, ...lines.filter(Boolean).map((line) => element("p", "", line)));
  if (words.now) {
    card.append(element("p", "now", `Today: ${words.now}`));
  }
  if (words.quote) {
    const quote = element("blockquote", "quote", `“${words.quote}”`);
    quote.append(element("footer", "", words.outlet || ""));
    card.append(quote);
  }
  place(x, y);
}

// One column of the density view, in all or of one lane.
export function showColumn(lane, instant, x, y) {
  const { columns, unit } = chart.answer;
  const table = columns?.[lane?.key ?? ""];
  const found = table?.findLast((row) => row[0] <= instant);
  if (!found) {
    return hide();
  }
  const [start, ...counts] = found;
  const total = counts.reduce((sum, count) => sum + count, 0);
  card.replaceChildren(element("h3", "", lane?.label || "All events"), element("p", "", unitWords(start, unit)));
  const rows = element("table");
  for (const [index, count] of counts.entries()) {
    if (count) {
      const row = rows.insertRow();
      row.insertCell().append(element("span", `status status-${STATUSES[index].toLowerCase()}`, STATUSES[index]));
      row.insertCell().textContent = count.toLocaleString("en");
    }
  }
  card.append(rows, element("p", "muted", `${total.toLocaleString("en")} in all; click to zoom in`));
  place(x, y);
}

export function unitEnd(start, unit) {
  const end = new Date(start);
  if (unit === "day" || unit === "week") {
    end.setUTCDate(end.getUTCDate() + (unit === "day" ? 1 : 7));
  } else if (unit === "month") {
    end.setUTCMonth(end.getUTCMonth() + 1);
  } else {
    end.setUTCFullYear(end.getUTCFullYear() + 1);
  }
  return end.getTime();
}

function unitWords(start, unit) {
  const year = { year: "numeric", timeZone: "UTC" };
  if (unit === "year" || unit === "month") {
    return new Intl.DateTimeFormat("en-GB", unit === "month" ? { month: "long", ...year } : year).format(start);
  }
  return spanWords(start, unitEnd(start, unit));
}

function place(x, y) {
  card.hidden = false;
  const { left, width } = geometry();
  const wide = card.offsetWidth;
  const beside = x + 18 + wide > left + width ? x - wide - 18 : x + 18;
  const high = chart.box.clientHeight - card.offsetHeight - 4;
  card.style.left = `${Math.max(beside, 4)}px`;
  card.style.top = `${Math.max(Math.min(y + 14, high), 4)}px`;
}

// Beside an event that was reached by keyboard.
export function showAtEvent(spot) {
  const [uid, , start, end, row] = spot;
  const { left, width, top } = geometry();
  const x = Math.min(Math.max(toPixel((start + end) / 2), left), left + width);
  showEvent(uid, x, top + row + 4);
}
