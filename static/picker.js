// Finds content warnings as one types, and lets a whole group be ticked with one press. Without it the list is whole.

function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function search(picker) {
  const part = picker.querySelector("[data-picker-search]");
  if (!part) return;
  const box = part.querySelector("input");
  const told = part.querySelector("[data-picker-found]");
  const groups = [...picker.querySelectorAll(".picker-group")];
  part.hidden = false;

  function show() {
    const wanted = plain(box.value.trim());
    let found = 0;
    for (const group of groups) {
      const whole = wanted !== "" && plain(group.querySelector("legend").textContent).includes(wanted);
      let any = false;
      for (const choice of group.querySelectorAll(".choice")) {
        const fits = whole || wanted === "" || (!("pickerAll" in choice.dataset) && plain(choice.textContent).includes(wanted));
        // What is chosen stays in sight.
        choice.hidden = !fits && !choice.querySelector("input").checked;
        if (fits && !("pickerAll" in choice.dataset)) found += 1;
        any = any || !choice.hidden;
      }
      group.hidden = !any;
    }
    told.textContent = wanted === "" ? "" : found === 1 ? "1 warning" : found ? `${found} warnings` : "None of that name. You can look through the whole list instead.";
  }

  box.addEventListener("input", show);
  // Enter here means "find", and never "send".
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
    if (event.key === "Escape" && box.value) {
      box.value = "";
      show();
    }
  });
}

function whole(picker) {
  for (const all of picker.querySelectorAll("[data-picker-all] input")) {
    const each = [...all.closest(".picker-group").querySelectorAll(".choice:not([data-picker-all]) input")];
    all.addEventListener("change", () => {
      for (const one of each) one.checked = all.checked;
    });
    for (const one of each) {
      one.addEventListener("change", () => {
        all.checked = each.every((other) => other.checked);
      });
    }
  }
}

for (const picker of document.querySelectorAll("details.picker")) {
  search(picker);
  whole(picker);
}
