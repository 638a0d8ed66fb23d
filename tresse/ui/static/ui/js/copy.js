// <button hidden data-copy="words" data-copied="Copied.">: shown when the browser can copy, says so when done.
if (navigator.clipboard) {
  document.querySelectorAll("[data-copy]").forEach((button) => (button.hidden = false));
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  document.dispatchEvent(new CustomEvent("tresse:say", { detail: button.dataset.copied }));
  button.textContent = button.dataset.copied;
});
