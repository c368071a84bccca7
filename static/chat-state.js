// What holds in the room. Every sentence is on the page already; here we choose which of them apply.

const CONNECTION = {
  open: "",
  asking: "News comes every few seconds here. What you write is kept.",
  away: "The connection is away for a moment. We keep trying, and nothing you write is lost.",
  "signed out": "You are signed out. What you typed is still in its box, so you can copy it before you sign in again.",
  "not here": "You are not in this room any more. What you typed is still in its box.",
  nothing: "This session is not here any more. What you typed is still in its box.",
  over: "",
};
const PATIENCE = 1500; // a short break is not worth a word

export class State {
  state = null;
  you = null;

  constructor(root, hasWords) {
    Object.assign(this, { root, hasWords });
    const at = new Intl.DateTimeFormat("en-GB", { timeZone: root.dataset.zone, hour: "2-digit", minute: "2-digit" });
    this.clock = (moment) => (moment ? at.format(new Date(moment)) : "");
  }

  all(selector) {
    return this.root.querySelectorAll(selector);
  }

  show(selector, on) {
    for (const element of this.all(selector)) if (element.hidden === on) element.hidden = !on;
  }

  slot(name, words) {
    for (const place of this.all(`[data-slot="${name}"]`)) if (place.textContent !== words) place.textContent = words;
  }

  setState(state) {
    this.state = state;
    this.slot("words", state.words);
    this.slot("slow", String(state.slow));
    this.slot("closing_until", this.clock(state.closing_until));
    this.people(state);
    this.lines();
  }

  setYou(you) {
    this.you = you;
    this.slot("quiet_until", this.clock(you.quiet_until));
    this.slot("reason", you.reason);
    this.lines();
  }

  people({ people, hosts }) {
    const say = (selector, words) => { for (const place of this.all(selector)) if (place.textContent !== words) place.textContent = words; };
    const host = hosts.length > 1 ? " and the hosts" : hosts.length ? " and the host" : "";
    say("[data-people]", `${people} ${people === 1 ? "person" : "people"}${host}`);
    say("[data-hosts]", hosts.length ? `${hosts.join(" and ")} ${hosts.length === 1 ? "holds" : "hold"} this session.` : "No host is in the room at this moment.");
  }

  lines() {
    const { state, you } = this;
    if (state) {
      const is = (...names) => names.includes(state.state);
      this.show('[data-line="paused"]', is("paused"));
      this.show('[data-line="closing"]', is("closing"));
      this.show('[data-line="closed"]', is("closed"));
      this.show('[data-line="words"]', Boolean(state.words) && is("paused", "closing", "closed"));
      this.show('[data-line="short"]', state.short && is("open", "paused"));
      this.show('[data-line="slower"]', state.slower);
      this.show('[data-line="listen_only"]', state.listen_only && !is("closed") && !you?.host);
      this.show('[data-line="slow"]', state.slow > 0 && !is("closed") && !you?.host);
      this.show("[data-over]", is("closed"));
      this.show("[data-while-open], [data-people], [data-hosts]", !is("closed"));
    }
    if (you) {
      const isOver = state?.state === "closed";
      this.show('[data-line="quiet"]', Boolean(you.quiet_until) && !isOver);
      this.show('[data-line="listening"]', you.mode === "listen" && !isOver && !you.host);
    }
    this.boxes();
  }

  // A box with words in it is never taken away.
  boxes() {
    const { state, you } = this;
    const listens = (you?.mode === "listen" && !you.host) || state?.state === "closed";
    if (!listens || !this.hasWords()) this.show("[data-box]", !listens);
    if (!you || you.host) return;
    const spoken = this.root.querySelector('[data-said="aside"] > li');
    this.show("[data-aside]", you.aside || Boolean(spoken));
    const typed = this.root.querySelector("[data-aside-box] textarea")?.value.trim();
    this.show("[data-aside-box]", (you.aside && state?.state !== "closed") || Boolean(typed));
    this.show("[data-aside-over]", !you.aside && Boolean(spoken));
  }

  connection(how) {
    window.clearTimeout(this.later);
    const words = CONNECTION[how];
    const say = () => {
      for (const place of this.all("[data-connection]")) {
        place.hidden = !words;
        if (place.textContent !== words) place.textContent = words;
      }
    };
    if (how === "away") this.later = window.setTimeout(say, PATIENCE);
    else say();
    if (how === "not here") this.show("[data-gone]", true);
  }
}
