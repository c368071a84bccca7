// The other forms and links of the room: sent from the page, so that the page, and what is typed on it, stays.

const TROUBLE = "That was not done. The connection may be away; try it again in a moment.";
const GUARD = "What you typed is not sent yet and would be gone. Press again to go there all the same.";

export class Forms {
  constructor(root, { hasWords, done }) {
    Object.assign(this, { root, hasWords, done, told: root.querySelector("[data-told]") });
    for (const form of root.querySelectorAll("form[data-chat-form]")) {
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.send(form.action, new URLSearchParams(new FormData(form)), form);
      });
    }
    for (const form of root.querySelectorAll("form[data-look]")) form.hidden = true;
    root.addEventListener("click", (event) => this.pressed(event));
  }

  say(words) {
    if (!this.told) return;
    this.told.hidden = !words;
    this.told.textContent = words;
  }

  async send(address, body, about) {
    if (!body.has("csrfmiddlewaretoken")) body.append("csrfmiddlewaretoken", this.root.querySelector('[name="csrfmiddlewaretoken"]').value);
    let words = TROUBLE;
    try {
      const answer = await fetch(new URL(address).pathname, { method: "POST", body, headers: { "X-Live": "1" }, redirect: "manual" });
      const isDone = answer.ok || answer.type === "opaqueredirect";
      const isText = answer.headers.get("Content-Type")?.startsWith("text/plain");
      words = isDone ? "" : isText ? await answer.text() : TROUBLE;
      if (isDone) words = this.done(about) ?? "";
    } catch { /* said below */ }
    this.say(words);
  }

  // Taking back and blocking ask once more, in the same place. Other links ask when words would be lost.
  pressed(event) {
    const link = event.target.closest("a[href]");
    if (!link || link.matches("[data-leave]") || link.getAttribute("href").startsWith("#")) return;
    if (link.dataset.act) {
      event.preventDefault();
      if (link.dataset.asked) this.send(link.href, new URLSearchParams(), link);
      else { link.dataset.asked = "1"; link.textContent = link.dataset.act; }
    } else if (this.hasWords() && this.asked !== link) {
      event.preventDefault();
      this.asked = link;
      this.say(GUARD);
      this.told?.scrollIntoView({ block: "nearest", behavior: "instant" });
    }
  }
}
