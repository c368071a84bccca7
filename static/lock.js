// The cover over a page: after some minutes without a key or a touch, at the press of a button, or of Escape three times.
// Nothing of the page is taken away and nothing is sent: it is only not shown, not read out and not reached by keys. The
// server covers the session too, so that Back, another tab or a new page show nothing more than this one.

const cover = document.getElementById("page-cover");
const TELL = 20_000; // the server hears of keys and touches at most this often; forum/accounts/locking.py counts on it
const PRESSES = 3, WITHIN = 3000;
const OVER = "You were away so long that we signed you out. Press the button, sign in, and what you wrote is there.";
const AWAY = "We cannot reach the site just now. What you wrote is kept on this page. Try again in a moment.";

class Cover {
  touched = Date.now();
  told = Date.now();
  presses = [];
  place = 0;
  title = document.title;
  before = null;

  constructor(element) {
    this.element = element;
    this.after = Number(element.dataset.after) * 60_000;
    this.form = element.querySelector("form");
    this.box = element.querySelector("input[type=password]");
    this.words = element.querySelector("[data-cover-told]");
    this.form.addEventListener("submit", (event) => this.asked(event));
    for (const button of document.querySelectorAll("[data-cover-now]")) {
      button.addEventListener("submit", (event) => { event.preventDefault(); this.on(); });
    }
    for (const name of ["keydown", "pointerdown", "wheel", "touchstart"]) {
      document.addEventListener(name, () => this.hand(), { capture: true, passive: true });
    }
    document.addEventListener("scroll", () => this.hand(), { capture: true, passive: true });
    document.addEventListener("keyup", (event) => this.key(event.key), true);
    document.addEventListener("visibilitychange", () => this.look());
    document.addEventListener("cover:asked", () => this.on(false)); // the server said so to what is live on this page
    window.addEventListener("focus", () => this.look());
    window.addEventListener("pagehide", () => this.hide());
    window.addEventListener("pageshow", (event) => { this.open(); if (event.persisted) this.ask(); });
    window.setInterval(() => this.look(), 1000);
  }

  get isOn() { return !this.element.hidden; }

  // Pages of one browser tell each other: a hand on one is a hand on all, and a cover on one is on all.
  open() {
    if (this.line) return;
    this.line = new BroadcastChannel("cover");
    this.line.addEventListener("message", ({ data }) => {
      if (data === "hand") this.touched = Date.now();
      else if (data === "on") this.on(false);
      else if (data === "off" && this.isOn) this.off(false);
    });
  }

  say(word) { this.line?.postMessage(word); }

  hand() {
    if (this.isOn) return;
    if (this.isDue()) { this.on(); return; } // the first key after a long time opens nothing
    this.touched = Date.now();
    if (!this.after || this.touched - this.told < TELL) return;
    this.told = this.touched;
    this.say("hand");
    this.send(this.element.dataset.here).catch(() => {});
  }

  isDue() { return Boolean(this.after) && Date.now() - this.touched >= this.after; }

  look() { if (!this.isOn && this.isDue()) this.on(); }

  key(name) {
    const now = Date.now();
    this.presses = name === "Escape" ? [...this.presses.filter((at) => now - at < WITHIN), now] : [];
    if (this.presses.length >= PRESSES && !this.isOn) this.on();
  }

  on(tell = true) {
    if (this.isOn) return;
    this.presses = [];
    this.before = document.activeElement;
    this.place = window.scrollY;
    this.title = document.title;
    document.documentElement.classList.add("covered");
    document.title = this.element.dataset.name;
    this.element.hidden = false;
    this.box.value = "";
    this.box.focus();
    document.dispatchEvent(new Event("cover:on")); // what is live on this page rests until it is seen again
    if (!tell) return;
    this.say("on");
    this.send(this.element.dataset.now).catch(() => {});
  }

  off(tell = true) {
    this.element.hidden = true;
    this.box.value = "";
    this.words.textContent = "";
    document.documentElement.classList.remove("covered");
    document.title = this.title;
    window.scrollTo(0, this.place);
    this.before?.focus({ preventScroll: true });
    this.touched = this.told = Date.now();
    document.dispatchEvent(new Event("cover:off"));
    if (tell) this.say("off");
  }

  async asked(event) {
    event.preventDefault();
    if (this.busy) return;
    if (this.isOver) { this.leaveForSignIn(); return; }
    this.busy = true;
    try {
      const answer = await this.send(this.element.dataset.off, { pass_phrase: this.box.value });
      await this.answered(answer);
    } catch {
      this.tell(AWAY);
    }
    this.busy = false;
  }

  async answered(answer) {
    const isOurs = answer.headers.get("content-type")?.startsWith("application/json");
    if (answer.type === "opaqueredirect" || answer.status === 401) {
      this.isOver = true;
      this.tell(OVER);
      return;
    }
    const { open, words } = isOurs ? await answer.json() : { open: false, words: AWAY };
    if (open) this.off();
    else this.tell(words);
  }

  tell(words) {
    this.words.textContent = words;
    this.box.value = "";
    this.box.focus();
  }

  // The session is over, so nothing can be posted: what was typed is kept by the server until the same person is back.
  leaveForSignIn() {
    const typed = [...document.forms].find((form) => form.elements.submission && [...form.elements].some(
      (box) => box.matches("textarea, input[type=text]") && box.value !== box.defaultValue));
    if (typed) HTMLFormElement.prototype.submit.call(typed);
    else window.location.reload();
  }

  // A page that goes may come back as it was: it comes back covered, until the server says that it may be seen.
  hide() {
    this.line?.close();
    this.line = null;
    document.documentElement.classList.add("covered");
  }

  seen() {
    if (this.isOn) return;
    document.documentElement.classList.remove("covered");
    document.dispatchEvent(new Event("cover:off"));
  }

  async ask() {
    try {
      const answer = await fetch(this.element.dataset.here, { headers: { "X-Live": "1" }, redirect: "manual" });
      if (answer.status === 204 && !this.isDue()) { this.seen(); return; }
      if (answer.type === "opaqueredirect") { window.location.reload(); return; }
    } catch { /* it stays covered */ }
    this.on();
  }

  send(address, fields = {}) {
    const body = new URLSearchParams({ ...fields, csrfmiddlewaretoken: this.form.elements.csrfmiddlewaretoken.value });
    return fetch(address, { method: "POST", body, headers: { "X-Cover": "1" }, redirect: "manual" });
  }
}

if (cover) new Cover(cover);
