// In front of a door: asks now and then whether there is a place, or whether a host said something. Without this file
// the page asks by itself or has a button. Words in a box are never taken away.

const PAUSE = 15_000;
const BOX = "form[data-chat-send]";

const line = document.querySelector("[data-waiting]");
let timer = 0;
let request = null;
let over = false;

function later() {
  window.clearTimeout(timer);
  if (!over) timer = window.setTimeout(look, PAUSE * (0.9 + Math.random() / 5));
}

function look() {
  request = new XMLHttpRequest();
  request.open("GET", window.location.pathname);
  request.responseType = "document";
  request.setRequestHeader("X-Live", "1");
  request.addEventListener("load", arrived);
  request.addEventListener("loadend", later);
  request.send();
}

function arrived() {
  if (over) return;
  const address = new URL(request.responseURL || window.location.href);
  if (address.pathname !== window.location.pathname) { goOn(address.pathname); return; }
  const fresh = request.status === 200 && request.responseXML?.getElementById(line.id);
  // A host came to whoever waits here: now there is a box to answer in, and none with words that could be lost.
  if (fresh && request.responseXML.querySelector(BOX) && !document.querySelector(BOX)) { window.location.reload(); return; }
  if (!fresh || fresh.textContent === line.textContent) return;
  const list = line.querySelector("ol[data-said]");
  const news = fresh.querySelector("ol[data-said]");
  if (list && news) { place(fresh); add(list, news); return; }
  line.replaceChildren(...copies(fresh));
}

// How far the line has come, or that the room closes, beside what is said.
function place(fresh) {
  const here = line.querySelector("[data-place]");
  const news = fresh.querySelector("[data-place]");
  if (here && news && here.textContent !== news.textContent) here.replaceChildren(...copies(news));
}

function copies(from) {
  return [...from.childNodes].map((node) => document.importNode(node, true));
}

// Only what is new, so that nobody hears everything again.
function add(list, news) {
  for (const one of news.children) if (!document.getElementById(one.id)) list.append(document.importNode(one, true));
  line.querySelector(".said-none")?.toggleAttribute("hidden", list.children.length > 0);
}

function goOn(path) {
  over = true;
  if (![...document.querySelectorAll("textarea")].some((box) => box.value.trim())) { window.location.assign(path); return; }
  const words = document.createElement("p");
  const link = document.createElement("a");
  words.className = "notice notice-calm";
  words.setAttribute("role", "status");
  link.href = path;
  link.textContent = "Go on";
  words.append("Something has changed here. What you typed is still in the box. ", link);
  line.before(words);
}

function stop() {
  over = true;
  window.clearTimeout(timer);
  request?.abort();
}

if (line) {
  later();
  window.addEventListener("leaving", stop);
  window.addEventListener("pagehide", stop);
  window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });
}
