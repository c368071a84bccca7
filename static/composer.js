// Two small kindnesses for boxes and buttons; every form works without them.

// 1. How much room is left, said only near the end and only in a pause.
const NEAR = 0.9;
const PAUSE = 700;

function room(box, limit) {
  // The server counts a line break as one character and so do we.
  const length = [...box.value.replace(/\r\n/g, "\n")].length;
  const left = limit - length;
  const many = Math.abs(left).toLocaleString("en-GB");
  if (left < 0) return `This is ${many} ${left === -1 ? "character" : "characters"} too long to send. Nothing you wrote is lost.`;
  return length >= limit * NEAR ? `There is room for ${many} more ${left === 1 ? "character" : "characters"}.` : "";
}

for (const count of document.querySelectorAll("[data-count-for]")) {
  const box = document.getElementById(count.dataset.countFor);
  const limit = Number(count.dataset.countLimit);
  if (!box || !limit) continue;
  let pause = 0;
  const tell = () => {
    const words = room(box, limit);
    if (count.textContent !== words) count.textContent = words;
  };
  box.addEventListener("input", () => {
    window.clearTimeout(pause);
    pause = window.setTimeout(tell, PAUSE);
  });
  tell();
}

// 2. A second press on the same button sends nothing twice. The server refuses it too.
const REST = 8000;

function rest(form, resting) {
  for (const button of form.querySelectorAll("button[type=submit]")) button.disabled = resting;
}

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  const form = event.target;
  // After this turn, so that the pressed button's own name still travels.
  window.setTimeout(() => rest(form, true), 0);
  window.setTimeout(() => rest(form, false), REST);
});

window.addEventListener("pageshow", () => {
  for (const form of document.forms) rest(form, false);
});
