// After a page or a fragment came with `data-focus` (an error summary, say), one lands there.
const place = (root) => (root.matches?.("[data-focus]") ? root : root.querySelector?.("[data-focus]"))?.focus();

place(document);
document.addEventListener("htmx:afterSwap", (event) => place(event.target));
