// The take-away menu follows the filter in the address; a calendar is subscribed to by its webcal address, or by copying it.

import { filterQuery, onChange } from "./state.js";

export function start() {
  for (const menu of document.querySelectorAll("[data-takeaway]")) {
    wire(menu);
  }
}

function wire(menu) {
  const copy = menu.querySelector("[data-copy]");
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.origin + withFilter(copy.dataset.copy));
    copy.textContent = "Copied";
  });
  const update = () => {
    for (const link of menu.querySelectorAll("[data-path]")) {
      const address = withFilter(link.dataset.path);
      link.href = "webcal" in link.dataset ? `webcal://${location.host}${address}` : address;
    }
  };
  onChange(update);
  update();
}

function withFilter(path) {
  const query = filterQuery().toString();
  return query ? `${path}?${query}` : path;
}
