// Questions to oneself: says beside the three paces which might be a gentle one to begin with. What is ticked is read
// from the page, goes nowhere, and is emptied whenever the page is left or shown again.

const part = document.querySelector("[data-ready]");
const says = document.querySelector("[data-ready-says]");
const plain = document.querySelector("[data-ready-plain]");
const clear = document.querySelector("[data-ready-clear]");
const boxes = part ? [...part.querySelectorAll("[data-true-for-me]")] : [];

const GENTLE = "Today may be a day for only reading, or for something else altogether. All three stay open to you.";
const MIDDLE = "Only reading, or listening in a chat, could be a good pace today. All three stay open to you.";
const OPEN = "Any of the three could be a good pace today.";

function words(ticked) {
  if (ticked * 3 <= boxes.length) return GENTLE;
  return ticked * 3 <= boxes.length * 2 ? MIDDLE : OPEN;
}

function look() {
  const ticked = boxes.filter((box) => box.checked).length;
  says.hidden = ticked === 0;
  plain.hidden = ticked > 0;
  clear.hidden = ticked === 0;
  says.textContent = ticked ? words(ticked) : "";
}

function empty() {
  for (const box of boxes) box.checked = false;
  look();
}

if (part && says && plain && clear) {
  part.addEventListener("change", look);
  clear.addEventListener("click", () => {
    empty();
    boxes[0].focus();
  });
  addEventListener("pagehide", empty);
  addEventListener("pageshow", empty);
}
