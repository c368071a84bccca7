// A key that the device holds: the page carries what the server asks, this asks the browser, and the form carries the
// answer back. Everything is checked by the server; nothing is kept here.

const NOT_NOW = "The device did not give a key. You can ask it again, or go back.";
const UNKNOWN = "This browser does not know keys. Your pass phrase works everywhere.";

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (mark) => mark.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const named = (keys) => (keys ?? []).map((key) => ({ ...key, id: bytes(key.id) }));

function asked(options, how) {
  const publicKey = { ...options, challenge: bytes(options.challenge) };
  if (how === "create") {
    publicKey.user = { ...options.user, id: bytes(options.user.id) };
    publicKey.excludeCredentials = named(options.excludeCredentials);
  } else {
    publicKey.allowCredentials = named(options.allowCredentials);
  }
  return { publicKey };
}

function answered(key) {
  const { response } = key;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const told = parts.filter((part) => response[part]).map((part) => [part, text(response[part])]);
  return JSON.stringify({ id: key.id, rawId: text(key.rawId), type: key.type, response: Object.fromEntries(told) });
}

async function ask(form) {
  const how = form.dataset.keyAsk;
  const told = form.querySelector("[data-key-told]");
  if (!navigator.credentials || !window.PublicKeyCredential) {
    told.textContent = UNKNOWN;
    return;
  }
  const press = form.querySelector("[data-key-press]");
  press.hidden = true;
  told.textContent = "";
  try {
    form.elements.answer.value = answered(await navigator.credentials[how](asked(JSON.parse(form.dataset.keyOptions), how)));
    HTMLFormElement.prototype.submit.call(form);
  } catch {
    told.textContent = NOT_NOW;
    press.hidden = false;
  }
}

for (const form of document.querySelectorAll("[data-key-ask]")) {
  form.addEventListener("submit", (event) => { event.preventDefault(); ask(form); });
  ask(form);
}
