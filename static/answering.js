// Answering a post and keeping it without leaving the place one reads. The page is told "204: done"; whatever else
// comes back (a session that ended, a limit), the form is sent in the plain way and the page says why.

const OTHER = { say: "unsay", unsay: "say", keep: "unkeep", unkeep: "keep" };

async function send(button) {
  const form = button.form;
  const fields = new URLSearchParams(new FormData(form));
  fields.set(button.name, button.value);
  try {
    const answer = await fetch(button.formAction, { method: "POST", body: fields, headers: { "X-Stay": "1" }, redirect: "manual" });
    return answer.status === 204;
  } catch {
    return false;
  }
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.('button[form="answering"]');
  if (!button) return;
  event.preventDefault();
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  const isDone = await send(button);
  button.removeAttribute("aria-busy");
  if (!isDone) {
    button.form.requestSubmit(button);
    return;
  }
  button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
  button.name = OTHER[button.name];
});
