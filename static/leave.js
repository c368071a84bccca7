// Leave now: press it, or press Shift three times, and the page is gone in this same tab.
// The link works without this file. Here we only empty the page at once and listen for the keys.
// The address is always the link's own: it ends the session before it sends the browser somewhere neutral,
// which is what stops the Back button from showing these words again.

const PRESSES = 3;
const WAIT = 5000; // between two presses, not for all three

const links = [...document.querySelectorAll("a[data-leave]")];
const button = document.querySelector("a.leave[data-leave]") ?? links[0];

const lights = build("span", "leave-lights");
const spoken = build("span", "vh");
let cover = null;
let presses = 0;
let shiftHeldForAnother = false;
let expiry = 0;
let quiet = 0;

function build(tag, className) {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}

function furnish() {
  lights.setAttribute("aria-hidden", "true");
  for (let i = 0; i < PRESSES; i += 1) lights.append(build("span", "leave-light"));
  button.append(lights);
  spoken.setAttribute("role", "status");
  button.after(spoken);
}

function showLights() {
  lights.classList.toggle("leave-lights-shown", presses > 0);
  [...lights.children].forEach((light, index) => light.classList.toggle("leave-light-on", index < presses));
}

function leave() {
  if (cover) return;
  spoken.textContent = "";
  document.documentElement.classList.add("left");
  cover = build("div", "leave-cover");
  cover.setAttribute("role", "alert");
  document.body.append(cover);
  // Written only once it stands in the page, so that screen readers say it.
  cover.textContent = "Loading.";
  window.dispatchEvent(new Event("leaving")); // open sockets close themselves
  // Words that were not sent must not come back with the Back button.
  for (const form of document.forms) form.reset();
  window.location.href = button.href;
}

function stopTimer(timer) {
  window.clearTimeout(timer);
  return 0;
}

function expire() {
  expiry = stopTimer(expiry);
  presses = 0;
  spoken.textContent = "Leave now expired.";
  quiet = window.setTimeout(() => { spoken.textContent = ""; }, WAIT);
  showLights();
}

function pressed() {
  presses += 1;
  showLights();
  quiet = stopTimer(quiet);
  expiry = stopTimer(expiry);
  if (presses >= PRESSES) {
    presses = 0;
    leave();
    return;
  }
  const more = PRESSES - presses;
  spoken.textContent = `Shift, press ${more} more ${more === 1 ? "time" : "times"} to leave.`;
  expiry = window.setTimeout(expire, WAIT);
}

function onKeyUp(event) {
  // Shift used with another key lets go of that key first, still holding Shift: that Shift is not counted.
  if (event.key === "Shift" && !shiftHeldForAnother) pressed();
  else if (expiry) expire();
  shiftHeldForAnother = event.shiftKey;
}

function onPageShow(event) {
  expiry = stopTimer(expiry);
  quiet = stopTimer(quiet);
  presses = 0;
  spoken.textContent = "";
  showLights();
  if (!cover) return;
  if (event.persisted) {
    // Somebody came back to a page they left: it stays empty while we ask the server what may be shown now.
    window.location.reload();
    return;
  }
  document.documentElement.classList.remove("left");
  cover.remove();
  cover = null;
}

if (button) {
  furnish();
  for (const link of links) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    });
  }
  document.addEventListener("keyup", onKeyUp, true);
  window.addEventListener("pageshow", onPageShow);
}
