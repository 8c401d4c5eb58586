// The drawing library, and what everything that is handed to it needs: colours of the style sheet, and words that are no markup.

const { plotly: address } = document.getElementById("timeline").dataset;
let library = null;

// Loaded when the page has been painted; drawing begins in a task of its own after the script's.
export function plotly() {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => setTimeout(resolve, 0, window.Plotly);
    script.onerror = () => reject(new Error("The drawing library is missing; run “make setup”."));
    whenIdle(() => document.head.append(script));
  });
  return library;
}

function whenIdle(action) {
  if ("requestIdleCallback" in window) {
    requestIdleCallback(action, { timeout: 500 });
  } else {
    setTimeout(action, 50);
  }
}

// From the style sheet, so that map, chart and badges agree.
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

// Text in a drawing is markup: a mined <a href> would become a link.
export function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
