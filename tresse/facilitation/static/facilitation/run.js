// <section data-run data-now data-began data-ends>: the clock of a step, in seconds since 1970 by the server's clock.
// It needs no network once it is there: it is reckoned anew from these moments, however long the phone has slept.
const zone = () => document.querySelector("[data-run]");
let ahead = 0; // of this device's clock, by how many seconds
let said = zone()?.dataset.run;
let warned = "";

const two = (number) => String(number).padStart(2, "0");
const inWords = (seconds) => `${Math.floor(seconds / 60)}:${two(Math.floor(seconds % 60))}`;

function tick() {
  const run = zone();
  if (!run?.dataset.ends) return;
  const { began, ends } = run.dataset;
  const now = Date.now() / 1000 - ahead;
  const left = Number(ends) - now;
  const clock = run.querySelector("[data-clock]");
  const bar = run.querySelector("[data-bar]");
  clock.textContent = left >= 0 ? inWords(Math.ceil(left)) : `${clock.dataset.over} ${inWords(-left)}`;
  bar.max = ends - began;
  bar.value = Math.min(now - began, bar.max);
  run.toggleAttribute("data-up", left < 0);
  if (left < 0 && left > -5 && warned !== run.dataset.run) {
    warned = run.dataset.run;
    navigator.vibrate?.([200, 100, 200]);
  }
}

function arrived() {
  const run = zone();
  if (!run) return;
  ahead = Date.now() / 1000 - Number(run.dataset.now);
  if (run.dataset.say && run.dataset.run !== said) document.dispatchEvent(new CustomEvent("tresse:say", { detail: run.dataset.say }));
  said = run.dataset.run;
  tick();
}

const steps = document.querySelector(".run-all");

// Without a network the steps to come are read below.
function lost(is) {
  zone()?.querySelector("[data-offline]")?.toggleAttribute("hidden", !is);
  if (is && steps) steps.open = true;
}

const awake = () => document.visibilityState === "visible" && zone()?.dispatchEvent(new Event("awake"));

// The screen of whoever runs the session stays on while it runs, where the browser lets us ask for it.
async function stayOn() {
  if (document.visibilityState === "visible" && document.querySelector(".run-drive")) await navigator.wakeLock?.request("screen").catch(() => {});
}

// A server that restarts is a network that is gone for a while; a page one may not see any more says so itself.
function unanswered(event) {
  if (event.target !== zone() || event.detail.requestConfig.verb !== "get") return;
  event.stopPropagation();
  if (event.detail.xhr.status < 500) location.reload();
  else lost(true);
}

if (zone()) {
  arrived();
  document.querySelector("main").addEventListener("htmx:responseError", unanswered);
  stayOn();
  setInterval(tick, 500);
  document.addEventListener("htmx:load", ({ target }) => target.matches?.("[data-run]") && arrived());
  for (const failed of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(failed, () => lost(true));
  document.addEventListener("htmx:afterOnLoad", ({ detail }) => lost(detail.xhr.status >= 500));
  addEventListener("offline", () => lost(true));
  addEventListener("online", awake);
  document.addEventListener("visibilitychange", () => (awake(), stayOn()));
}
