// Menus that open from a <summary>: one at a time, closed by Escape and by a click elsewhere.

export function menus(root = document) {
  const all = [...root.querySelectorAll("details.facet")];
  for (const menu of all) {
    menu.addEventListener("toggle", () => {
      if (menu.open) {
        all.filter((other) => other !== menu).forEach((other) => (other.open = false));
        menu.querySelector("input:not([type=hidden]), select, a")?.focus();
      }
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && menu.open && !event.defaultPrevented) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    });
  }
  document.addEventListener("pointerdown", (event) => {
    all.filter((menu) => menu.open && !menu.contains(event.target)).forEach((menu) => (menu.open = false));
  });
}
