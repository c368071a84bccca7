// When what arrives is shown: at once, or for those who asked for it in a calm batch every 20 seconds. Changes of what
// stands there already, such as words put out of sight, never wait. Nobody is pulled to the end while they read.

const BATCH = 20_000;
const many = (count, words = "new") => `${count} ${words} ${count === 1 ? "message" : "messages"}`;

export class Pace {
  kept = []; // messages that wait for their batch
  unseen = 0; // messages below what somebody reads
  again = false; // all that was there comes once more: at once

  constructor(root, said) {
    Object.assign(this, { root, said, slow: root.dataset.slow === "1" });
    this.more = root.querySelector("[data-more]");
    this.wait = root.querySelector("[data-wait]");
    this.more?.querySelector("button").addEventListener("click", () => this.toEnd());
    this.wait?.querySelector("button").addEventListener("click", () => this.show());
    window.addEventListener("scroll", () => { if (this.unseen && said.isAtEnd()) this.count(0); }, { passive: true });
    window.setInterval(() => this.show(), BATCH);
  }

  set(slow) {
    this.slow = slow;
    this.root.dataset.slow = slow ? "1" : "0";
    if (!slow) this.show();
  }

  take(message) {
    const isNew = !this.said.find(message.id) && !this.said.isOwn(message);
    if (!this.slow || this.again || !isNew || message.look === "gone") {
      this.kept = this.kept.filter((one) => one.id !== message.id);
      this.draw(message);
    } else {
      this.kept = [...this.kept.filter((one) => one.id !== message.id), message];
    }
    this.tell();
  }

  show() {
    const batch = this.kept;
    this.kept = [];
    for (const message of batch) this.draw(message);
    this.tell();
  }

  draw(message) {
    const wasAtEnd = this.said.isAtEnd();
    if (this.said.draw(message) === "new" && !wasAtEnd && !this.said.isOwn(message) && message.channel === "room") this.count(this.unseen + 1);
  }

  tell() {
    if (!this.wait) return;
    this.wait.hidden = !this.kept.length;
    this.wait.querySelector("span").textContent = this.kept.length ? `${many(this.kept.length)} in the next calm batch.` : "";
  }

  count(unseen) {
    this.unseen = unseen;
    if (!this.more) return;
    this.more.hidden = !unseen;
    this.more.querySelector("button").textContent = unseen ? many(unseen) : "";
  }

  toEnd() {
    this.count(0);
    this.said.newest.scrollIntoView({ block: "end", behavior: "instant" });
    this.said.newest.focus({ preventScroll: true });
  }

  empty({ again = false } = {}) {
    this.again = again;
    this.kept = [];
    this.count(0);
    this.tell();
  }
}
