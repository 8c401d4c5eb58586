// Elements made by scripts. Words are set as text, never as markup.

export function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

export function button(className, text, act) {
  const made = element("button", className, text);
  made.type = "button";
  if (act) {
    made.addEventListener("click", act);
  }
  return made;
}

// Runs once nothing has called for a while.
export function debounced(action, delay) {
  let waiting = 0;
  return () => {
    clearTimeout(waiting);
    waiting = setTimeout(action, delay);
  };
}
