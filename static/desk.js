// The desk by keyboard: j and k move, the other letters press what an element offers with data-key.
// A button with data-keys-toggle switches all of it off and on again for this tab.

const KEYS = "copdwr";
const STORE = "desk-keys";
const toggle = document.querySelector("[data-keys-toggle]");
let on = window.sessionStorage.getItem(STORE) !== "off";

const items = () => [...document.querySelectorAll("[data-desk-item]")].filter((item) => item.getClientRects().length);
const current = () => document.activeElement?.closest("[data-desk-item]");
const typing = (target) => target instanceof Element && target.matches("input,textarea,select,[contenteditable]");

function move(step) {
  const all = items();
  if (!all.length) return;
  const at = all.indexOf(current());
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step));
  all[next].focus();
}

function press(key) {
  const inside = current() ?? (items().length > 1 ? null : document);
  const target = inside?.querySelector(`[data-key="${key}"]`);
  if (!target) return;
  (target.matches("details") ? target.querySelector("summary") : target).click();
}

function onKeyDown(event) {
  if (!on || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.repeat || typing(event.target)) return;
  if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (KEYS.includes(event.key)) press(event.key);
  else return;
  event.preventDefault();
}

function showToggle() {
  toggle?.setAttribute("aria-pressed", String(on));
}

toggle?.addEventListener("click", () => {
  on = !on;
  window.sessionStorage.setItem(STORE, on ? "on" : "off");
  showToggle();
});
showToggle();
document.addEventListener("keydown", onKeyDown);
