// The room, live. The page works without this file: here it stays up to date by itself, and what is written goes out
// over one socket. Nothing is kept anywhere but on this page, and "Leave now" empties it at once.

import { Forms } from "./chat-forms.js";
import { Line } from "./chat-line.js";
import { Said } from "./chat-list.js";
import { Pace } from "./chat-pace.js";
import { Outbox } from "./chat-send.js";
import { State } from "./chat-state.js";

class Chat {
  constructor(root) {
    this.root = root;
    this.said = new Said(root);
    this.pace = new Pace(root, this.said);
    this.state = new State(root, () => this.outbox?.hasWords() ?? false);
    this.line = new Line(root, {
      hear: (frame) => this.hear(frame),
      changed: (how) => this.changed(how),
      ended: (why) => this.ended(why),
    });
    this.outbox = new Outbox(root, this.said, this.line);
    this.forms = new Forms(root, { hasWords: () => this.outbox.hasWords(), done: (about) => this.done(about) });
    this.reveal(root);
    root.addEventListener("chat:box", ({ target }) => this.reveal(target));
    window.addEventListener("leaving", () => this.leave());
  }

  // What only a script can do is said only where there is one.
  reveal(part) {
    for (const one of part.querySelectorAll("[data-with-script]")) one.hidden = false;
  }

  hear(frame) {
    if (this.isLeft) return;
    if (frame.type === "message") this.message(frame);
    else if (frame.type === "state") this.hearState(frame);
    else if (frame.type === "you") this.hearYou(frame);
    else if (frame.type === "kept") this.outbox.kept(frame);
    else if (frame.type === "refused") this.outbox.refused(frame);
    else if (frame.type === "caught_up") this.caughtUp(frame);
    else if (frame.type === "reload") this.again();
    // Other parts of a page, such as what hosts see at the side, look again by themselves.
    this.root.dispatchEvent(new CustomEvent(`chat:${frame.type}`, { detail: frame, bubbles: true }));
  }

  message(frame) {
    this.pace.take(frame);
    this.outbox.arrived(frame);
    if (frame.channel === "aside") this.state.boxes();
  }

  caughtUp({ more }) {
    if (!more) this.pace.again = false;
    this.outbox.flush();
  }

  hearState(frame) {
    this.said.keepPlace(() => this.state.setState(frame));
    if (frame.state === "closed" && !this.line.isOpen) this.line.end();
  }

  hearYou(frame) {
    this.said.keepPlace(() => this.state.setYou(frame));
    if (this.calls) this.toAside();
    this.pace.set(frame.slow);
    if (frame.standing !== "in" && !this.line.isOpen) { this.line.end(); this.ended("not here"); }
  }

  changed(how) {
    if (how === "away") this.outbox?.lost();
    this.state.connection(how);
  }

  // There is nothing more to come. What was not sent goes back into its box.
  ended(why) {
    this.outbox.lost();
    this.outbox.giveAllBack("This was not sent.");
    this.state.connection(why);
  }

  // What to say when a form was taken.
  done(about) {
    if (about.dataset.part === "block" && !this.line.isOpen) this.again(); // over a socket the server says so
    if (!about.matches("[data-call]")) return "";
    this.calls = true;
    this.toAside();
    return about.dataset.call;
  }

  // Whoever called for a host is led to where the host comes. Nobody else's page moves.
  toAside() {
    const aside = this.root.querySelector("[data-aside]");
    if (!aside || aside.hidden) return;
    this.calls = false;
    aside.scrollIntoView({ block: "start", behavior: "instant" });
    aside.querySelector("textarea")?.focus({ preventScroll: true });
  }

  // Filters or blocks changed: everything is asked for once more, as this person should see it now.
  again() {
    this.said.empty();
    this.pace.empty({ again: true });
    this.line.restart();
  }

  leave() {
    this.isLeft = true;
    this.line.end();
    this.outbox.empty();
    this.pace.empty();
    this.said.empty(true);
  }
}

for (const root of document.querySelectorAll("[data-chat]")) new Chat(root);
