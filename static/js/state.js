// The address is the state: every filter, the window, the lanes and the open event stand in it, so that links and Back work.

const listeners = new Set();

export function params() {
  return new URLSearchParams(location.search);
}

// Changes some parameters (null takes one away, an array repeats it) and tells everyone which ones changed, and by whom.
export function update(changes, { replace = false, by = "" } = {}) {
  const next = params();
  for (const [name, value] of Object.entries(changes)) {
    next.delete(name);
    for (const one of [value].flat()) {
      if (one !== null && one !== undefined && one !== "") {
        next.append(name, one);
      }
    }
  }
  if (next.toString() === params().toString()) {
    return;
  }
  const query = next.toString();
  const address = query ? `?${query}` : location.pathname;
  history[replace ? "replaceState" : "pushState"](null, "", address);
  tell(new Set(Object.keys(changes)), by);
}

export function add(name, value) {
  const values = params().getAll(name);
  if (!values.includes(value)) {
    update({ [name]: [...values, value] });
  }
}

export function remove(name, value) {
  update({ [name]: params().getAll(name).filter((one) => one !== value) });
}

export function toggle(name, value) {
  return params().getAll(name).includes(value) ? remove(name, value) : add(name, value);
}

// `changed` is a set of parameter names; null after Back and Forward, when anything may differ.
export function onChange(listener) {
  listeners.add(listener);
}

function tell(changed, by) {
  for (const listener of listeners) {
    listener(changed, by);
  }
}

addEventListener("popstate", () => tell(null, "history"));

// The parameters that choose events, without those that only say how they are shown.
const DISPLAY = ["lanes", "lane", "lane_sort", "lane_start", "pin", "fold", "hide", "event", "map", "sort", "dir", "cursor", "view"];

export function filterQuery() {
  const query = params();
  for (const name of DISPLAY) {
    query.delete(name);
  }
  return query;
}

export async function fetchText(address, signal) {
  const response = await fetch(address, { signal, headers: { "X-Requested-With": "fetch" } });
  if (!response.ok) {
    throw new Error((await problem(response)) || `The server answered ${response.status}.`);
  }
  return response.text();
}

export async function fetchJson(address, signal) {
  const response = await fetch(address, { signal, headers: { Accept: "application/json" } });
  if (!response.ok) {
    throw new Error((await problem(response)) || `The server answered ${response.status}.`);
  }
  return response.json();
}

async function problem(response) {
  const type = response.headers.get("Content-Type") || "";
  return type.includes("json") ? (await response.json()).detail : "";
}
