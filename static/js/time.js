// Days and instants. Everything is UTC: a day is a day wherever the reader sits.

export const DAY = 86400000;

export function parseDay(text) {
  return Date.parse(`${text}T00:00:00Z`);
}

export function isoDay(instant) {
  return new Date(instant).toISOString().slice(0, 10);
}

// Plotly gives ranges as numbers or as "2026-11-23 12:30:15.1234".
export function parseInstant(value) {
  if (typeof value === "number") {
    return value;
  }
  const text = String(value).trim().replace(" ", "T");
  return Date.parse(text.length > 10 ? `${text}Z` : `${text}T00:00:00Z`);
}

const long = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

export function words(instant) {
  return long.format(instant);
}

// Two instants of which the second is the end of the last day.
export function spanWords(start, end) {
  const last = end - DAY;
  return isoDay(start) === isoDay(last) ? words(start) : long.formatRange(start, last);
}

// The days that a range of instants shows, both inclusive, as the address has them.
export function daysOf([start, end]) {
  const first = Math.floor(start / DAY) * DAY;
  const last = Math.max(Math.ceil(end / DAY) * DAY - DAY, first);
  return { from: isoDay(first), to: isoDay(last) };
}
