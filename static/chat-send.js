// What somebody wrote, on its way. It is kept in the memory of this page alone, goes out one message after the other,
// and each has a name of its own, so that one sent again after a lost connection is one message. What the room cannot
// take comes back into its box, with the reason.

const LONGEST = 2000;
const PATIENCE = 15_000; // for an answer, before the connection is looked at

function name() {
  const bytes = window.crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

const boxOf = (form) => form.querySelector("textarea");

function refuse(form, words) {
  const place = form.querySelector("[data-refused]");
  place.textContent = words;
  place.hidden = !words;
}

export class Outbox {
  items = [];

  constructor(root, said, line) {
    Object.assign(this, { root, said, line });
    for (const form of root.querySelectorAll("form[data-chat-send]")) this.listen(form);
    root.addEventListener("chat:box", (event) => this.listen(event.target)); // one that came later
  }

  listen(form) {
    form.querySelector('button[value="look"]')?.remove(); // news comes by itself
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.add(form);
    });
    boxOf(form).addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
      event.preventDefault();
      this.add(form);
    });
  }

  add(form) {
    const box = boxOf(form);
    const words = box.value.trim();
    const length = [...words].length;
    if (!length) { refuse(form, "There is nothing to send yet."); return; }
    if (length > LONGEST) { refuse(form, `This is ${length.toLocaleString("en-GB")} characters long, and a message takes 2,000. You can send it in two parts.`); return; }
    const ticked = [...form.querySelectorAll('[name="warnings"]:checked')];
    const value = (field) => form.querySelector(`[name="${field}"]`)?.value || null;
    const item = { submission: name(), words, warnings: ticked.map((one) => one.value), channel: value("channel") ?? "room", aside: value("aside"), form };
    this.items.push(item);
    this.said.wait(item, () => this.takeBack(item));
    box.value = "";
    for (const one of ticked) one.checked = false;
    form.querySelector(".picker")?.removeAttribute("open");
    refuse(form, "");
    box.focus({ preventScroll: true });
    this.flush();
  }

  // One at a time, so that they arrive in the order in which they were written.
  flush() {
    const item = this.items[0];
    if (!item || this.underWay || item.rest) return;
    const { submission, words, warnings, channel, aside } = item;
    const frame = { type: "message.write", submission, words, warnings, channel };
    if (aside) frame.aside = aside;
    if (this.line.send(frame)) this.watch(item);
    else if (this.line.polling) this.post(item);
    else this.said.note(submission, "Waiting to be sent. It goes out once, when the connection is back.");
  }

  watch(item) {
    this.underWay = item;
    this.said.note(item.submission, "On its way.");
    this.patience = window.setTimeout(() => { if (this.underWay === item) this.line.lost(4500); }, PATIENCE);
  }

  async post(item) {
    this.underWay = item;
    this.said.note(item.submission, "On its way.");
    const body = new URLSearchParams({ act: "write", submission: item.submission, words: item.words, channel: item.channel });
    for (const one of item.warnings) body.append("warnings", one);
    if (item.aside) body.append("aside", item.aside);
    body.append("csrfmiddlewaretoken", item.form.querySelector('[name="csrfmiddlewaretoken"]').value);
    await this.line.fetch(new URL(item.form.action).pathname, { method: "POST", body });
    if (this.underWay === item) this.lost();
  }

  // Answers. Whatever was on its way when the connection went is sent again, under the same name.
  lost() {
    window.clearTimeout(this.patience);
    const item = this.underWay;
    this.underWay = null;
    if (item) this.said.note(item.submission, "Waiting to be sent. It goes out once, when the connection is back.");
  }

  kept({ submission, id }) {
    const item = this.done(submission);
    if (item && !this.said.find(id)) this.said.note(submission, "Sent.");
    this.flush();
  }

  arrived(message) {
    if (message.submission && this.done(message.submission)) this.flush();
  }

  refused({ submission, code, message, wait }) {
    const item = this.items.find((one) => one.submission === submission);
    if (!item) return;
    if (wait && (code === "slow" || code === "too_many")) { this.rest(item, wait); return; }
    this.done(submission);
    this.giveBack(item, message);
    // The server keeps the words and leads to what is to be read first, and back.
    if (code === "notice_first") { this.giveAllBack(message); item.form.submit(); }
    else this.flush();
  }

  rest(item, seconds) {
    this.lost();
    this.said.note(item.submission, `Waiting to be sent, in about ${seconds} ${seconds === 1 ? "second" : "seconds"}.`);
    item.rest = window.setTimeout(() => { item.rest = 0; this.flush(); }, seconds * 1000 + 200);
  }

  done(submission) {
    const item = this.items.find((one) => one.submission === submission);
    if (!item) return null;
    this.items = this.items.filter((one) => one !== item);
    window.clearTimeout(item.rest);
    if (this.underWay === item) {
      window.clearTimeout(this.patience);
      this.underWay = null;
    }
    return item;
  }

  // "Put it back": only what has not gone out. What is on its way may be in the room already.
  takeBack(item) {
    if (this.underWay === item || !this.items.includes(item)) return;
    this.done(item.submission);
    this.giveBack(item, "");
    this.flush();
  }

  giveBack(item, reason) {
    this.said.forget(item.submission);
    const box = boxOf(item.form);
    box.value = box.value.trim() ? `${item.words}\n\n${box.value}` : item.words;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    for (const one of item.form.querySelectorAll('[name="warnings"]')) one.checked ||= item.warnings.includes(one.value);
    item.form.closest("[hidden]")?.removeAttribute("hidden");
    refuse(item.form, reason);
  }

  giveAllBack(reason) {
    for (const item of [...this.items].reverse()) {
      this.done(item.submission);
      this.giveBack(item, reason);
    }
  }

  hasWords() {
    return this.items.length > 0 || [...this.root.querySelectorAll("form[data-chat-send] textarea")].some((box) => box.value.trim());
  }

  empty() {
    for (const item of [...this.items]) this.done(item.submission);
    for (const form of this.root.querySelectorAll("form[data-chat-send]")) {
      // What came back from the server with the page must not come back either.
      boxOf(form).defaultValue = "";
      form.reset();
    }
  }
}
