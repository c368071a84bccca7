// What stands beside a room that somebody holds. Its forms are sent from the page, so that nothing typed elsewhere is
// lost, and a private word that begins gets its panel without loading the page again.

const TROUBLE = "That was not done. The connection may be away; try it again in a moment.";

class Beside {
  constructor(room, side) {
    Object.assign(this, { room, side, asides: document.getElementById("asides"), title: document.title });
    room.addEventListener("chat:state", ({ detail }) => {
      this.ring(detail.calls > 0);
      if (detail.state === "closed") this.over();
    });
    room.addEventListener("chat:message", ({ detail }) => { if (detail.state !== "shown" || detail.flagged) this.look(); });
    side.addEventListener("live:arrived", ({ detail }) => this.arrived(detail));
    for (const part of [side, this.asides]) {
      part.addEventListener("submit", (event) => {
        if (!event.target.matches("[data-side-form]")) return; // going out and closing lead to another page
        event.preventDefault();
        this.send(event.target);
      });
    }
  }

  look() {
    document.dispatchEvent(new CustomEvent("side:look"));
  }

  // Nothing more can be sent. A box with words in it is never taken away.
  over() {
    for (const form of this.room.querySelectorAll(".host-panel form[data-chat-send]")) form.hidden = !form.querySelector("textarea").value.trim();
  }

  // In sight wherever one reads, and in the row of open pages.
  ring(on) {
    const bell = document.getElementById("bell");
    if (bell.hidden === on) bell.hidden = !on;
    document.title = on ? `(1) ${this.title}` : this.title;
  }

  async send(form) {
    const body = new URLSearchParams(new FormData(form));
    let words = TROUBLE;
    try {
      const answer = await fetch(new URL(form.action).pathname, { method: "POST", body, headers: { "X-Live": "1" }, redirect: "manual" });
      const isText = answer.headers.get("Content-Type")?.startsWith("text/plain");
      words = answer.ok ? "" : isText ? await answer.text() : TROUBLE;
    } catch { /* said below */ }
    if (!words) this.done(form);
    this.say(words);
    this.look();
  }

  done(form) {
    form.reset();
    form.closest("details")?.removeAttribute("open");
    this.wanted = form.dataset.opens ?? this.wanted;
    if (form.dataset.ends) document.getElementById(form.dataset.ends)?.remove();
  }

  say(words) {
    const place = document.getElementById("side-told");
    place.textContent = words;
    place.hidden = !words;
    if (words) place.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  // A panel that is there already is left alone: what is said in it arrives by the room's own line.
  arrived(fresh) {
    this.ring(Boolean(fresh.getElementById("side-calls")));
    for (const panel of fresh.querySelectorAll("#asides > section")) {
      if (document.getElementById(panel.id)) continue;
      const added = document.importNode(panel, true);
      this.asides.append(added);
      added.querySelector("form[data-chat-send]")?.dispatchEvent(new CustomEvent("chat:box", { bubbles: true }));
    }
    const wanted = this.wanted && document.getElementById(this.wanted);
    if (!wanted) return;
    this.wanted = null;
    wanted.scrollIntoView({ block: "start", behavior: "instant" });
    wanted.querySelector("textarea")?.focus({ preventScroll: true });
  }
}

const room = document.querySelector("[data-chat]"), side = document.getElementById("side");
if (room && side) new Beside(room, side);
