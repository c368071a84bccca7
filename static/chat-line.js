// The connection. It comes back by itself, says how far it has read, and gets what came meanwhile: no gap, nothing twice.
// Where no socket can be opened it asks for the same every few seconds.

const PING = 10_000, LOOK = 5_000, SILENCE = 35_000, LONGEST = 8_000, POLL = 5_000, RETRY = 30_000, READ = 12 * 1024;
const bytes = new TextEncoder();
export const ENDS = { 4401: "signed out", 4403: "not here", 4404: "nothing", 4410: "over" };

const isCovered = () => document.documentElement.classList.contains("covered");

export class Line {
  after = 0; // the last revision that was heard
  tries = 0;
  unopened = 0; // how often in a row no socket could be opened
  heard = 0;
  since = 0; // bytes since the last sign that we read them
  over = false;

  constructor(root, { hear, changed, ended }) {
    Object.assign(this, { root, hear, changed, ended, after: Number(root.dataset.revision) });
    window.setInterval(() => this.ping(), PING);
    window.setInterval(() => this.look(), LOOK);
    for (const name of ["online", "focus"]) window.addEventListener(name, () => this.wake());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.wake(); });
    document.addEventListener("cover:on", () => this.rest());
    document.addEventListener("cover:off", () => { if (!this.over) this.connect(); });
    window.addEventListener("pagehide", () => this.hangUp());
    window.addEventListener("pageshow", (event) => { if (event.persisted && !this.over) this.connect(); });
    this.connect();
  }

  get isOpen() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  // Under a cover nothing arrives: it is fetched once the page is seen again.
  rest() {
    if (this.over) return;
    this.hangUp();
    this.stopPolling();
    this.request?.abort();
    this.changed("away");
  }

  connect() {
    this.hangUp();
    if (isCovered()) return;
    const address = new URL(this.root.dataset.socket, window.location.href);
    address.protocol = address.protocol.replace("http", "ws");
    address.searchParams.set("after", this.after);
    const socket = (this.socket = new WebSocket(address));
    let opened = false;
    socket.addEventListener("open", () => {
      opened = true;
      this.unopened = 0;
      this.heard = Date.now();
      this.stopPolling();
    });
    socket.addEventListener("message", (event) => { if (socket === this.socket) this.take(event.data); });
    socket.addEventListener("close", (event) => {
      if (socket !== this.socket) return;
      if (!opened) this.unopened += 1;
      this.lost(event.code);
    });
  }

  take(data) {
    this.heard = Date.now();
    let frame;
    try { frame = JSON.parse(data); } catch { return; }
    if (frame.type === "state") { this.tries = 0; this.changed("open"); }
    if (frame.type === "heartbeat" && document.hidden) this.ping(); // clocks of a page in the background are slow
    this.read(frame);
    this.since += bytes.encode(data).length;
    if (this.since >= READ) this.tell();
  }

  read(frame) {
    if (frame.type === "message" || frame.type === "caught_up") this.after = Math.max(this.after, frame.revision);
    this.hear(frame);
    if (frame.type === "caught_up" && frame.more) this.send({ type: "resume", after: this.after });
  }

  send(frame) {
    if (!this.isOpen) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  ping() {
    this.since = 0;
    this.send({ type: "ping", after: this.after, seen: !document.hidden });
  }

  tell() {
    this.since = 0;
    this.send({ type: "read", after: this.after });
  }

  // A network that went away without a word, or a phone that slept: the socket looks open and is not.
  look() {
    if (this.isOpen && Date.now() - this.heard > SILENCE) this.lost(4500);
  }

  wake() {
    if (this.over || isCovered()) return;
    if (!this.socket || this.socket.readyState > WebSocket.OPEN) { this.connect(); return; }
    const asked = Date.now();
    this.ping();
    window.setTimeout(() => { if (this.isOpen && this.heard < asked) this.lost(4500); }, 4_000);
  }

  lost(code) {
    this.hangUp();
    if (this.over) return;
    if (code === 4423) document.dispatchEvent(new Event("cover:asked"));
    if (isCovered()) return;
    if (code in ENDS) { this.end(); this.ended(ENDS[code]); return; }
    if (this.unopened >= 2) this.startPolling();
    if (!this.polling) this.changed("away");
    this.timer = window.setTimeout(() => this.connect(), this.polling ? RETRY : this.pause(code));
    this.tries += 1;
  }

  pause(code) {
    if (code === 4429) return LONGEST;
    const longest = code === 4408 ? 400 : Math.min(LONGEST, 600 * 2 ** this.tries);
    return longest * (0.4 + 0.6 * Math.random()); // not everybody at once
  }

  // From the beginning, when what is on the page is no longer what this person should see.
  restart() {
    this.after = 0;
    if (this.polling) this.poll();
    else this.connect();
  }

  hangUp() {
    window.clearTimeout(this.timer);
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }

  end() {
    this.over = true;
    this.hangUp();
    this.stopPolling();
    this.request?.abort();
  }

  startPolling() {
    if (this.polling) return;
    this.polling = window.setInterval(() => this.poll(), POLL);
    this.poll();
  }

  stopPolling() {
    window.clearInterval(this.polling);
    this.polling = 0;
  }

  poll() {
    return this.fetch(`${this.root.dataset.since}?after=${this.after}`, {});
  }

  async fetch(address, options) {
    this.request = new AbortController();
    try {
      const answer = await fetch(address, { ...options, headers: { "X-Live": "1", ...options.headers }, redirect: "manual", signal: this.request.signal });
      if (answer.type === "opaqueredirect" || answer.status === 401) { if (!this.over) { this.end(); this.ended("signed out"); } return; }
      if (answer.status === 404) { this.end(); this.ended("nothing"); return; }
      const { frames } = await answer.json();
      this.changed("asking");
      for (const frame of frames) this.read(frame);
      const last = frames.at(-1);
      if (last?.type === "caught_up" && last.more && !this.isOpen) this.poll();
    } catch {
      if (!this.over) this.changed("away");
    }
  }
}
