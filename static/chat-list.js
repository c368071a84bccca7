// What is written, drawn from the <template>s of the page and filled with text only. A message is put in the place of
// what was there under its id, so nothing stands there twice, in the order of the numbers.

const NOBODY = "00000000-0000-0000-0000-000000000000";
const TOP = 90; // pixels under the bar that is always there

const shapeOf = (m) => {
  if (m.look === "gone" || m.look === "hidden") return m.look;
  return m.look === "covered" || (m.look === "staff" && m.names.length) ? "covered" : "open";
};

export class Said {
  early = new Map(); // what was said in a list that is not on this page yet, by id

  constructor(root) {
    this.root = root;
    this.isHost = "me" in root.dataset;
    this.newest = root.querySelector("#newest");
    root.addEventListener("chat:box", () => this.catchUp());
    this.begin();
  }

  // Whoever comes in stands where the newest words are.
  begin() {
    for (const list of this.root.querySelectorAll("[data-said]")) list.scrollTop = list.scrollHeight;
    const isLed = window.location.hash || window.scrollY > 0;
    if (!isLed && this.root.querySelector("[data-said=room] > li")) this.newest?.scrollIntoView({ block: "start", behavior: "instant" });
  }

  // A list came to the page, with what was written when it left the server.
  catchUp() {
    const early = [...this.early.values()];
    this.early.clear();
    for (const message of early) this.draw(message);
  }

  find(id) {
    return document.getElementById(`m-${id}`);
  }

  isOwn(m) {
    return m.look === "own" || (m.look === "staff" && m.author_id === this.root.dataset.me);
  }

  // "new", "changed", or "" when there is nothing to see that was not there before.
  draw(m) {
    const old = this.find(m.id);
    const waiting = m.submission && this.waiting(m.submission);
    if ((old && Number(old.dataset.revision) >= m.revision) || (m.look === "gone" && !old)) {
      waiting?.remove();
      return "";
    }
    const list = this.listOf(m);
    if (!list) {
      this.early.set(m.id, m);
      return "";
    }
    this.keepPlace(() => {
      const item = this.build(m);
      if (old) this.replace(old, item);
      else this.insert(list, item, m.number);
      waiting?.remove();
    });
    this.root.querySelector(`[data-none="${list.dataset.said}"]`)?.setAttribute("hidden", "");
    return old ? "changed" : "new";
  }

  listOf(m) {
    const name = m.channel === "aside" && this.isHost ? `aside:${m.aside}` : m.channel;
    return this.root.querySelector(`[data-said="${name}"]`);
  }

  insert(list, item, number) {
    let after = list.lastElementChild;
    while (after && Number(after.dataset.number ?? Infinity) > number) after = after.previousElementSibling;
    if (after) after.after(item);
    else list.prepend(item);
  }

  // What somebody opened stays open, and who stood in it stays there.
  replace(old, item) {
    const focus = old.contains(document.activeElement);
    old.querySelectorAll("details[open]").forEach((one) => {
      item.querySelector(one.matches(".cover") ? ".cover" : ".said-menu")?.setAttribute("open", "");
    });
    old.replaceWith(item);
    if (focus) (item.querySelector("summary, .said-act") ?? this.newest)?.focus({ preventScroll: true });
  }

  blank(name) {
    return document.getElementById(`blank-${name}`).content.firstElementChild.cloneNode(true);
  }

  build(m) {
    const shape = shapeOf(m);
    const item = this.blank(shape);
    const own = this.isOwn(m);
    item.id = `m-${m.id}`;
    item.className = `said said-${shape}${own ? " said-mine" : m.team ? " said-team" : ""}${(m.state ?? "shown") === "shown" ? "" : " said-apart"}`;
    Object.assign(item.dataset, { number: m.number, revision: m.revision, look: m.look });
    for (const link of item.querySelectorAll("[href]")) link.setAttribute("href", link.getAttribute("href").replace(NOBODY, m.id));
    if (shape !== "gone") this.fill(item, m, own);
    return item;
  }

  fill(item, m, own) {
    const part = (name) => item.querySelector(`[data-part="${name}"]`);
    const say = (name, words) => { const place = part(name); if (place) place.textContent = words ?? ""; };
    say("author", m.author);
    say("at", m.at);
    part("at").setAttribute("datetime", m.when);
    say("names", m.names.join(", "));
    say("words", m.words);
    say("reason-words", m.reason);
    if ((m.words ?? "").split(/\s+/).length >= 250) say("minutes", "About two minutes to read");
    const stays = {
      mine: own,
      team: m.team && !own,
      held: m.state === "held",
      hidden: m.state === "hidden",
      covered: Boolean(m.covered),
      flagged: Boolean(m.flagged),
      reason: Boolean(m.reason),
      chips: m.names.length > 0,
      "take-back": own,
      act: !own,
      menu: own || !this.isHost,
      flag: !own,
      block: !own && !m.team,
    };
    for (const [name, on] of Object.entries(stays)) if (!on) part(name)?.remove();
  }

  // Words that are on their way: they stand at the end until they come back with a number.
  wait(item, onAgain) {
    const line = this.blank("waiting");
    line.dataset.waiting = item.submission;
    line.querySelector('[data-part="words"]').textContent = item.words;
    line.querySelector('[data-part="again"]').addEventListener("click", onAgain);
    this.keepPlace(() => this.listOf(item)?.append(line));
  }

  waiting(submission) {
    return this.root.querySelector(`[data-waiting="${submission}"]`);
  }

  note(submission, words) {
    const place = this.waiting(submission)?.querySelector('[data-part="waiting"]');
    if (place && place.textContent !== words) place.textContent = words;
  }

  forget(submission) {
    this.keepPlace(() => this.waiting(submission)?.remove());
  }

  // All that came from the server; what is on its way stays unless `everything` goes.
  empty(everything = false) {
    this.early.clear();
    for (const list of this.root.querySelectorAll("[data-said]")) {
      for (const item of [...list.children]) if (everything || !item.dataset.waiting) item.remove();
    }
  }

  isAtEnd() {
    return !this.newest || this.newest.getBoundingClientRect().top <= window.innerHeight + 8;
  }

  // Nothing jumps: a box that somebody types in stays under their hands, who stands at the end stays there, and who
  // reads further up goes on reading.
  keepPlace(change) {
    const items = this.root.querySelectorAll("[data-said] > li");
    const box = document.activeElement?.matches("textarea") && this.root.contains(document.activeElement) ? document.activeElement : null;
    const end = box && box.getBoundingClientRect().top < window.innerHeight ? box : this.newest;
    const anchor = this.isAtEnd() ? end : [...items].find((one) => one.getBoundingClientRect().bottom > TOP);
    const before = anchor?.getBoundingClientRect().top;
    const low = [...this.root.querySelectorAll("[data-said]")].filter((list) => list.scrollHeight - list.clientHeight - list.scrollTop < TOP);
    change();
    for (const list of low) list.scrollTop = list.scrollHeight; // a list of its own height goes on at its end
    if (anchor?.isConnected) this.scrollerOf(anchor).scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: "instant" });
  }

  scrollerOf(anchor) {
    const part = anchor.closest("[data-scrolls]");
    return part && part.scrollHeight > part.clientHeight ? part : window;
  }
}
