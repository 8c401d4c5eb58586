// The side panel: one event with all its evidence, or the list behind a "+n more". The open event stands in the address.

import { chart, showAround } from "./chart.js";
import { button, element } from "./dom.js";
import { ring } from "./overlay.js";
import * as state from "./state.js";
import { eventSearches } from "./suggest.js";

const panel = document.getElementById("panel");
let opener = null; // where the focus goes back to
let pending = null;

export function start() {
  panel.addEventListener("click", onClick);
  state.onChange((changed) => (changed === null || changed.has("event")) && follow());
  follow();
}

export function openEvent(uid) {
  opener = document.activeElement;
  if (state.params().get("event") === uid) {
    follow();
  } else {
    state.update({ event: uid });
  }
}

// The events behind a "+n more" or a place of the map; `cards` are their words.
export function openList(uids, place, cards = chart.answer.cards) {
  opener = document.activeElement;
  const list = element("ol", "timeline-list");
  for (const uid of uids) {
    const words = cards[uid];
    const item = element("li");
    const link = element("a", words.struck ? "struck" : "", words.title);
    link.href = words.url;
    link.dataset.event = uid;
    item.append(link, element("p", "muted", `${words.statusLabel}, ${words.when}, ${words.place}`));
    list.append(item);
  }
  const head = element("header", "panel-head");
  const title = element("h2", "", place);
  title.id = "panel-title";
  head.append(title, closeButton());
  reveal(head, list);
}

function closeButton() {
  const made = button("panel-close", "×");
  made.dataset.close = "";
  made.setAttribute("aria-label", "Close the panel");
  return made;
}

// Shows what the address says.
async function follow() {
  const uid = state.params().get("event");
  ring("selected", uid ? [uid] : []);
  pending?.abort();
  if (!uid) {
    hide();
    return;
  }
  pending = new AbortController();
  try {
    const query = state.params().has("as_known_on") ? `?as_known_on=${encodeURIComponent(state.params().get("as_known_on"))}` : "";
    const html = await state.fetchText(`/panel/${encodeURIComponent(uid)}${query}`, pending.signal);
    const content = document.createRange().createContextualFragment(html); // the server's own template, escaped there
    reveal(...content.childNodes);
    eventSearches(panel);
  } catch (error) {
    if (error.name !== "AbortError") {
      reveal(closeButton(), element("p", "notice notice-error", `The event could not be loaded. ${error.message}`));
    }
  }
}

function reveal(...nodes) {
  panel.replaceChildren(...nodes);
  panel.hidden = false;
  document.body.classList.add("with-panel");
  panel.scrollTop = 0;
  panel.focus({ preventScroll: true });
  document.querySelector(".ring.selected")?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function hide() {
  panel.hidden = true;
  document.body.classList.remove("with-panel");
}

export function close() {
  if (panel.hidden) {
    return false;
  }
  hide();
  state.update({ event: null });
  (opener?.isConnected ? opener : chart.box).focus({ preventScroll: true });
  return true;
}

function onClick(event) {
  const link = event.target.closest("[data-event]");
  const nearer = event.target.closest("[data-zoom]");
  if (event.target.closest("[data-close]")) {
    close();
  } else if (link && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    openEvent(link.dataset.event);
  } else if (nearer) {
    showAround(Number(nearer.dataset.first), Number(nearer.dataset.last));
  }
}
