// Says something to whoever uses a screen reader: document.dispatchEvent(new CustomEvent("tresse:say", { detail: "…" })).
const announcer = document.querySelector("[data-announcer]");

document.addEventListener("tresse:say", (event) => {
  if (announcer) announcer.textContent = event.detail;
});
