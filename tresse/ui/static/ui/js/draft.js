// <form data-draft="key">: what is typed waits in this browser until the server says it was received, whatever happens to the
// network meanwhile; nothing of it is sent before. A form holds a hidden `once`; what came by it is shown with `data-once`.
// A form of whoever signed in only: the key says whose it is.
const PREFIX = "tresse:draft:";

const typed = (form) => [...form.elements].filter((field) => field.name && field.name !== "csrfmiddlewaretoken" && /^(text|textarea|hidden|search|url|email)$/.test(field.type));

for (const arrived of document.querySelectorAll("[data-once]")) {
  for (const key of Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) {
    if (localStorage.getItem(key).includes(JSON.stringify(arrived.dataset.once))) localStorage.removeItem(key);
  }
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = PREFIX + form.dataset.draft;
  const said = form.querySelector("[data-draft-status]");
  const waiting = JSON.parse(localStorage.getItem(key) ?? "null");
  if (waiting && !form.querySelector("[data-wrong]")) {
    for (const field of typed(form)) if (waiting[field.name] !== undefined) field.value = waiting[field.name];
    said.textContent = said.dataset.restored;
  }
  form.addEventListener("input", () => {
    localStorage.setItem(key, JSON.stringify(Object.fromEntries(typed(form).map((field) => [field.name, field.value]))));
    said.textContent = said.dataset.kept;
  });
  form.addEventListener("reset", () => localStorage.removeItem(key));
}
