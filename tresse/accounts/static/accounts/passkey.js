// What to say when a device did not confirm who one is: django-allauth's script only tells the console.
document.addEventListener("allauth.error", (event) => {
  const notice = document.querySelector("[data-passkey-fault]");
  if (!notice) return;
  event.preventDefault();
  notice.hidden = false;
  notice.focus();
});
