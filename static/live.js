// Live arrival. The socket only says that something happened; what happened is always fetched from the server.
//   <section id="lanes" data-live="/ws/desk/" data-live-from="/desk/lanes/" aria-live="polite">
// Nothing a person holds is taken away: typed words, an open cover, the focus.
// A section that has no socket of its own looks again when the page says so, and every few seconds for its clocks:
//   <section id="side" data-live-on="chat:state side:look" data-live-from="…">

const WRITING = "News no longer arrives here. You can still send what you wrote: it is kept, or comes back to you.";
const LONGEST_WAIT = 30_000, MINUTE = 60_000, SILENCE = 90_000, OFTEN = 15_000, PING = 10_000;

const isCovered = () => document.documentElement.classList.contains("covered");

class Live {
  tries = 0;
  heard = 0; // when; `beats` says that the server sends heartbeats at all

  constructor(section) {
    this.section = section;
    window.addEventListener("leaving", () => this.stop());
    window.addEventListener("pagehide", () => this.stop());
    if (section.dataset.liveOn) this.follow(section.dataset.liveOn.split(" "));
    else this.begin();
  }

  begin() {
    this.connect();
    document.addEventListener("cover:on", () => this.socket.close());
    document.addEventListener("cover:off", () => { if (!this.over) this.connect(); });
    window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });
    window.setInterval(() => this.everyMinute(), MINUTE);
    window.setInterval(() => this.ping(), PING); // says that what came before was read
  }

  follow(names) {
    const look = () => { if (!this.over && !document.hidden) this.refresh(); };
    for (const name of names) document.addEventListener(name, look);
    document.addEventListener("visibilitychange", look);
    window.setInterval(look, OFTEN);
  }

  connect() {
    const address = new URL(this.section.dataset.live, window.location.href);
    address.protocol = address.protocol.replace("http", "ws");
    this.socket = new WebSocket(address);
    this.socket.addEventListener("open", () => { this.tries = 0; this.heard = Date.now(); say(true); this.refresh(); });
    this.socket.addEventListener("message", (event) => this.hear(event.data));
    this.socket.addEventListener("close", (event) => this.closed(event.code));
  }

  stop() {
    this.over = true;
    this.socket?.close();
    this.request?.abort();
    window.clearTimeout(this.reload); // nothing may get in the way of leaving
  }

  hear(data) {
    this.heard = Date.now();
    let frame;
    try { frame = JSON.parse(data); } catch { return; }
    if (["heartbeat", "ping", "pong"].includes(frame?.type)) this.beats = true;
    else this.refresh();
  }

  closed(code) {
    if (this.over) return;
    say(false);
    if (code === 4423) document.dispatchEvent(new Event("cover:asked"));
    if (isCovered()) return; // under a cover nothing arrives
    if (code === 4401 || code === 4403) { this.lost(); return; }
    const wait = Math.min(LONGEST_WAIT, 1000 * 2 ** this.tries) * (0.5 + Math.random() / 2);
    this.tries += 1;
    window.setTimeout(() => { if (!this.over && !isCovered()) this.connect(); }, wait);
  }

  // No longer ours to see: the page says why. Never faster than every ten seconds, whatever the server says.
  // Typed words are never taken away for that: sending them keeps them, whatever happened meanwhile.
  lost() {
    this.stop();
    if ([...document.querySelectorAll("input:not([type=hidden]),textarea")].some(typed)) { say(false, WRITING); return; }
    this.reload = window.setTimeout(() => window.location.reload(), Math.max(0, 10_000 - performance.now()));
  }

  everyMinute() {
    if (this.over || document.hidden) return;
    if (this.beats && Date.now() - this.heard > SILENCE) this.socket.close();
    else if (this.socket.readyState === WebSocket.OPEN) this.refresh(); // clocks run on
  }

  ping() {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send('{"type":"ping"}');
  }

  refresh() {
    if (isCovered()) return;
    if (this.busy) { this.again = true; return; }
    this.busy = true;
    const request = (this.request = new XMLHttpRequest());
    request.open("GET", this.section.dataset.liveFrom);
    request.responseType = "document";
    request.setRequestHeader("X-Live", "1");
    request.addEventListener("load", () => this.arrived(request));
    request.addEventListener("loadend", () => {
      this.busy = false;
      if (this.again) { this.again = false; window.setTimeout(() => this.refresh(), 300); }
    });
    request.send();
  }

  arrived(request) {
    const moved = new URL(request.responseURL).pathname !== new URL(this.section.dataset.liveFrom, window.location.href).pathname;
    if (moved || [401, 403, 404].includes(request.status)) { this.lost(); return; }
    const fresh = request.status === 200 && request.responseXML?.getElementById(this.section.id);
    if (this.socket) say(Boolean(fresh));
    if (!fresh) return;
    keepFocus(this.section, () => bringUpToDate(this.section, fresh));
    this.section.dispatchEvent(new CustomEvent("live:arrived", { detail: request.responseXML }));
  }
}

// An element is held while it contains something the person would lose.
const typed = (box) => (box.matches("[type=checkbox],[type=radio]") ? box.checked !== box.defaultChecked : box.value !== box.defaultValue);
const inBox = (element) => element.contains(document.activeElement) && document.activeElement.matches("input:not([type=hidden]),textarea,select");
const held = (element) => inBox(element) || element.matches("details[open]") || Boolean(element.querySelector("details[open]"))
  || [...element.querySelectorAll("input:not([type=hidden]),textarea")].some(typed);

// What is left of an element without its form tokens, which differ every time, and its clocks, which always run.
function essence(element) {
  const copy = element.cloneNode(true);
  for (const token of copy.querySelectorAll("input[type=hidden]")) token.removeAttribute("value");
  for (const clock of copy.querySelectorAll(".clock")) clock.remove();
  return copy;
}

function windClocks(old, fresh) {
  const clocks = fresh.querySelectorAll(".clock");
  old.querySelectorAll(".clock").forEach((clock, i) => { if (clocks[i]) clock.replaceWith(document.importNode(clocks[i], true)); });
}

// Children are matched by their id, and those without one by their place among their kind.
function named(parent) {
  const seen = {};
  return [...parent.children].map((child) => {
    if (child.id) return [`#${child.id}`, child];
    seen[child.tagName] = (seen[child.tagName] ?? 0) + 1;
    return [`${child.tagName} ${seen[child.tagName]}`, child];
  });
}

function bringUpToDate(old, fresh) {
  if (essence(old).isEqualNode(essence(fresh))) { windClocks(old, fresh); return; }
  if (!held(old)) {
    if (!old.matches("[data-live], [data-live-on]")) for (const { name, value } of fresh.attributes) old.setAttribute(name, value);
    if (!fresh.querySelector("[id]") && !old.querySelector("[id]")) {
      old.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
      return;
    }
  }
  const wanted = named(fresh);
  const mine = new Map(named(old));
  const names = new Set(wanted.map(([name]) => name));
  for (const [name, child] of mine) if (!names.has(name) && !held(child)) child.remove();
  let last = null;
  for (const [name, child] of wanted) {
    const one = mine.get(name);
    const next = last ? last.nextElementSibling : old.firstElementChild;
    const elsewhere = one || !child.id ? null : document.getElementById(child.id);
    if (one) {
      bringUpToDate(one, child);
      if (one !== next && !held(one)) old.insertBefore(one, next);
      last = one;
    } else if (!elsewhere || !held(elsewhere)) {
      elsewhere?.remove(); // it moved from another lane
      last = old.insertBefore(document.importNode(child, true), next);
    }
  }
}

function keepFocus(section, change) {
  const active = section.contains(document.activeElement) ? document.activeElement : null;
  const item = active?.closest("[id]")?.id;
  const key = active?.dataset.key;
  change();
  if (!active || active.isConnected) return;
  const home = item && document.getElementById(item);
  (home?.querySelector(key ? `[data-key="${key}"]` : ":scope a, :scope button") ?? home)?.focus({ preventScroll: true });
}

function say(live, words = live ? "Live" : "Not live: reload to see new items") {
  for (const status of document.querySelectorAll("[data-live-status]")) {
    status.classList.toggle("is-live", live);
    if (status.textContent !== words) status.textContent = words;
  }
}

for (const section of document.querySelectorAll("[data-live], [data-live-on]")) new Live(section);
