// <form data-autosave="/address/">: what is typed is sent there after a pause, without leaving the page.
// Include components/autosave.html in the form: it says what happened. The server answers with `ui.answers.kept`
// or `not_kept`. Without a network, the words wait in this browser and are put back with the page, for whoever typed them.
const PAUSE = 1500;

const fields = (form) => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");

const sentence = (status, name) => {
  const now = new Date();
  return status.dataset[name].replace("{hour}", now.getHours()).replace("{minute}", String(now.getMinutes()).padStart(2, "0"));
};

function attach(form) {
  const key = `tresse:${document.body.dataset.person}:${form.dataset.autosave}`;
  const status = form.querySelector("[data-autosave-status]");
  let timer = 0;
  let sending = false;
  let typedMeanwhile = false;

  function fill(values) {
    for (const [name, value] of values) {
      const field = form.elements[name];
      if (field && "value" in field) field.value = value;
    }
  }

  async function send() {
    if (sending) return void (typedMeanwhile = true);
    sending = true;
    typedMeanwhile = false;
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST", body: new FormData(form), redirect: "manual", headers: { Accept: "application/json", "X-Autosave": "1" },
      });
      const said = await answer.json().catch(() => ({}));
      if (answer.ok) kept(said);
      else refused(said);
    } catch {
      localStorage.setItem(key, JSON.stringify(fields(form)));
      status.textContent = sentence(status, "offline");
      timer = setTimeout(send, 10 * PAUSE);
    }
    sending = false;
    if (typedMeanwhile && "autosave" in form.dataset) send();
  }

  function kept(said) {
    localStorage.removeItem(key);
    fill(Object.entries(said.fields ?? {}));
    status.textContent = sentence(status, "kept");
    if (!typedMeanwhile) form.dispatchEvent(new CustomEvent("tresse:kept", { bubbles: true }));
  }

  function refused(said) {
    localStorage.setItem(key, JSON.stringify(fields(form)));
    status.textContent = said.sentence ?? sentence(status, "refused");
    typedMeanwhile = false;
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    localStorage.removeItem(key);
  });

  const waiting = localStorage.getItem(key);
  if (!waiting) return;
  fill(JSON.parse(waiting));
  status.textContent = sentence(status, "restored");
  timer = setTimeout(send, PAUSE);
}

document.querySelectorAll("form[data-autosave]").forEach(attach);
document.addEventListener("htmx:load", (event) => event.target.querySelectorAll?.("form[data-autosave]").forEach(attach));
