// htmx was answered by a refusal: its own sentence is said where messages stand, and the page stays as it was.
document.addEventListener("htmx:responseError", ({ detail: { xhr } }) => {
  const page = new DOMParser().parseFromString(xhr.responseText, "text/html");
  const sentence = page.querySelector("main .lede") ?? page.querySelector("h1");
  const notice = document.createElement("p");
  notice.className = "notice";
  notice.dataset.level = "error";
  notice.tabIndex = -1;
  notice.textContent = sentence?.textContent.trim() ?? "";
  document.querySelector(".messages")?.replaceChildren(notice);
  notice.focus();
});

// One was led elsewhere, to sign in again say: the page itself knows the way there, and the way back.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const asked = new URL(detail.pathInfo.requestPath, location.href); // with its query, which an answer may keep or not
  if (new URL(detail.xhr.responseURL).pathname === asked.pathname) return;
  detail.shouldSwap = false;
  location.reload();
});
