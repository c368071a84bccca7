// Keeps what somebody types, every few seconds, on the server and nowhere else. Without it "Keep as draft" does the
// same. The line under the box says what is kept and never more than that.

const EVERY = 5000;
const LINE = "[data-draft-line]";

function state(form) {
  const data = new FormData(form);
  for (const name of ["submission", "draft_seen", "csrfmiddlewaretoken"]) data.delete(name);
  return new URLSearchParams(data).toString();
}

function keeper(form) {
  const line = form.querySelector(LINE);
  const seen = form.elements.namedItem("draft_seen");
  let kept = state(form);
  let timer = 0;
  let busy = false;
  let over = false;
  let left = false;

  const say = (words) => {
    if (line && line.textContent !== words) line.textContent = words;
  };

  const later = (wait) => {
    if (!timer && !over) timer = window.setTimeout(keep, wait);
  };

  function tell(told) {
    if (!told.at) return say("");
    seen.value = String(told.revision);
    const other = told.other ? " You also wrote on another page for this place; that is kept beside it, and you see it when you open this page again." : "";
    return say(`Kept at ${told.at}. Only you can read it.${other}`);
  }

  async function keep() {
    timer = 0;
    if (busy || over) return;
    const now = state(form);
    if (now === kept) return;
    busy = true;
    let wait = EVERY;
    try {
      const answer = await fetch(form.dataset.draft, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { Accept: "application/json" },
        credentials: "same-origin",
        redirect: "error",
      });
      const told = await answer.json();
      if (answer.ok) {
        kept = now;
        tell(told);
      } else {
        say(`Not kept yet. ${told.trouble || ""} Your words are still here.`);
        wait = EVERY * 6;
      }
    } catch {
      // Away, or signed out: the words stay in the box, and sending them asks to sign in without losing them.
      say("Not kept yet. Your words are still here, and we try again.");
      wait = EVERY * 3;
    }
    busy = false;
    if (state(form) !== kept) later(wait);
  }

  for (const kind of ["input", "change"]) form.addEventListener(kind, () => later(EVERY));
  form.addEventListener("submit", () => {
    over = true;
    window.clearTimeout(timer);
  });
  // "Leave now" empties every form: what is kept already stays, and the empty form is never kept in its place.
  window.addEventListener("leaving", () => {
    left = over = true;
    window.clearTimeout(timer);
  });
  // Back from the next page, or a form that could not be sent.
  window.addEventListener("pageshow", () => {
    over = left;
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden" || over) return;
    window.clearTimeout(timer);
    keep();
  });
}

for (const form of document.querySelectorAll("form[data-draft]")) keeper(form);
