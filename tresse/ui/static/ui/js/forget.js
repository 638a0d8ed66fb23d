// <form data-forget>: whoever signs out leaves nothing of what they typed in this browser. The answer says the same (Clear-Site-Data),
// which browsers heed on a secure connection alone.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-forget]")) return;
  for (const key of Object.keys(localStorage)) if (key.startsWith("tresse:")) localStorage.removeItem(key);
});
