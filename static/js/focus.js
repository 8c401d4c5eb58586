// Brings what the server answered with (an error, a preview) into view and tells screen readers, by giving it the focus.

document.querySelector("[data-focus]")?.focus();
