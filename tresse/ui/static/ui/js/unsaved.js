// <form data-unsaved> (or data-autosave): the browser asks before one leaves with words that are not kept.
const unsaved = new Set();

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.matches("[data-unsaved], [data-autosave]")) unsaved.add(form);
});
for (const settled of ["submit", "tresse:kept", "reset"]) {
  document.addEventListener(settled, (event) => unsaved.delete(event.target));
}
addEventListener("beforeunload", (event) => {
  if ([...unsaved].some((form) => form.isConnected)) event.preventDefault();
});
