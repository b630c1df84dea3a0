// The page: tabs, status, the row of keys. Each terminal is a Screen (screen.js).

import { Screen, theme } from "./screen.js";

const prefix = document.body.dataset.prefix;
const $ = (id) => document.getElementById(id);
const tabs = $("tabs"), panels = $("panels"), banner = $("banner"), ask = $("ask");
const screens = new Map(); // by id, in the order of the tabs
let active; // Screen

const icon = '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="m4 4 8 8M12 4l-8 8"/></svg>';

// The server

async function request(method, path, body) {
  let answer;
  try {
    answer = await fetch(prefix + path, {
      method, body: body && JSON.stringify(body), redirect: "manual", signal: AbortSignal.timeout(15000),
    });
  } catch {
    return { why: "Connection lost. Your programs keep running." };
  }
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403)
    return { why: "You are signed out. Your programs keep running: reload this page to sign in." };
  const type = answer.headers.get("Content-Type") || "";
  const value = type.startsWith("application/json") ? await answer.json().catch(() => null) : null;
  if (answer.ok) return { value };
  if (answer.status === 404 && value) return { gone: true, why: value.message };
  if (answer.status === 429 || answer.status === 500) return { why: value?.message || "Your server could not do that." };
  return { why: "Your server does not answer. Home shows how it is." };
}

const page = {
  async check(id) {
    const { value, why } = await request("GET", "terminals");
    if (why) return { why };
    return { gone: !value.some((t) => t.id === id) };
  },
  notice: (text) => say(text),
  changed(screen) {
    label(screen);
    if (screen === active) showState();
  },
  leave: () => active.tab.focus(),
  async replace(screen) {
    if (screen.replacing) return;
    screen.replacing = true;
    const fresh = await open(screen);
    screen.replacing = false;
    if (fresh) remove(screen);
  },
};

// Tabs

function add(id, number, after) {
  const panel = document.createElement("div");
  panel.className = "panel";
  panel.id = "panel-" + id;
  panel.setAttribute("role", "tabpanel");
  panel.setAttribute("aria-labelledby", "tab-" + id);
  panels.insertBefore(panel, banner);
  const tab = document.createElement("button");
  tab.className = "tab";
  tab.id = "tab-" + id;
  tab.setAttribute("role", "tab");
  tab.setAttribute("aria-controls", panel.id);
  tab.setAttribute("aria-keyshortcuts", "Delete");
  tab.innerHTML = `<span class="number">${number}</span><span class="name"></span><span class="x" title="Close" aria-hidden="true">${icon}</span>`;
  tabs.insertBefore(tab, after ? after.tab.nextSibling : null);
  const screen = new Screen(id, number, panel, page, { screenReaderMode: $("reader").getAttribute("aria-pressed") === "true" });
  screen.tab = tab;
  tab.onclick = (ev) => (ev.target.closest(".x") ? close(screen) : select(screen, true));
  tab.onauxclick = (ev) => ev.button === 1 && close(screen);
  screens.set(id, screen);
  label(screen);
  return screen;
}

function label(screen) {
  if (!screen.tab) return;
  screen.tab.querySelector(".name").textContent = screen.name;
  screen.tab.title = `${screen.number} ${screen.name} (Ctrl+F6 leads here from the terminal)`;
  screen.tab.classList.toggle("ended", screen.state === "gone");
}

function select(screen, focus) {
  active = screen;
  for (const s of screens.values()) {
    const on = s === screen;
    s.panel.classList.toggle("active", on);
    s.tab.setAttribute("aria-selected", on);
    s.tab.tabIndex = on ? 0 : -1;
  }
  screen.tab.scrollIntoView({ block: "nearest", inline: "nearest" });
  history.replaceState(null, "", "#" + screen.id);
  if (!screen.socket && screen.state === "wait") screen.connect(); // others when they are looked at
  screen.fit();
  if (focus) screen.term.focus();
  showState();
}

async function open(after) {
  const size = active ? active.mine : undefined;
  const { value, why } = await request("POST", "terminals", size);
  if (why) return void say(why);
  const screen = add(value.id, value.number, after);
  select(screen, true);
  return screen;
}

async function close(screen) {
  if (screen.state !== "gone") {
    const { value, why } = await request("GET", "terminals");
    if (why) return say(why);
    const running = value.find((t) => t.id === screen.id)?.running || [];
    if (running.length && !(await confirmed(running, screen))) return screen.term.focus();
    const result = await request("DELETE", "terminals/" + screen.id);
    if (result.why && !result.gone) return say(result.why);
  }
  const neighbour = screen.tab.nextElementSibling || screen.tab.previousElementSibling;
  remove(screen);
  if (screen !== active) return;
  const next = [...screens.values()].find((s) => s.tab === neighbour);
  if (next) select(next, true);
  else open();
}

function remove(screen) {
  screens.delete(screen.id);
  screen.tab.remove();
  screen.dispose();
}

function confirmed(running, screen) {
  const names = [...new Set(running)];
  const list = names.length > 1 ? names.slice(0, -1).join(", ") + " and " + names.at(-1) : names[0];
  const [are, them] = names.length > 1 ? ["are", "them"] : ["is", "it"];
  $("ask-text").textContent = `${list} ${are} still running in terminal ${screen.number}. Closing the terminal ends ${them}.`;
  ask.returnValue = "keep";
  ask.showModal();
  return new Promise((done) => (ask.onclose = () => done(ask.returnValue === "close")));
}

tabs.onkeydown = (ev) => {
  const all = [...tabs.children], here = all.indexOf(document.activeElement);
  const to = { ArrowLeft: here - 1, ArrowRight: here + 1, Home: 0, End: all.length - 1 }[ev.key];
  if (ev.key === "Delete") close(active);
  else if (to === undefined) return;
  else {
    const tab = all[(to + all.length) % all.length];
    select([...screens.values()].find((s) => s.tab === tab), false);
    tab.focus();
  }
  ev.preventDefault();
};

tabs.addEventListener("wheel", (ev) => (tabs.scrollLeft += ev.deltaY), { passive: true });

// sync brings the tabs in line with what is open on the server.
async function sync() {
  const { value, why } = await request("GET", "terminals");
  if (why) return why;
  for (const t of value) if (!screens.has(t.id)) add(t.id, t.number);
  for (const s of [...screens.values()]) {
    if (s.state === "gone" || value.some((t) => t.id === s.id)) continue;
    if (s.received < 0 && s !== active) remove(s);
    else s.gone(); // what it shows stays to be read
  }
  return "";
}

// Status

let told, saying, late;

function showState() {
  clearTimeout(late);
  const { state, why } = active;
  document.title = `${active.name} · ${document.body.dataset.title}`;
  $("keys").querySelector("[data-key=Control]").setAttribute("aria-pressed", active.control);
  if (state === "good") status("good", "Connected");
  else if (state === "wait") status("wait", "Connecting…");
  else if (state === "gone") status("bad", "Ended");
  // A break that heals at once is not worth a word.
  else late = setTimeout(() => {
    status("wait", "Reconnecting…");
    show(why, "Try now", () => { active.tries = 0; active.reconnect(); });
    told = active;
  }, 1000);
  if (state !== "lost" && told) hide();
}

function status(state, text) {
  const p = $("status"), span = p.firstElementChild;
  p.dataset.state = state;
  p.title = text;
  if (span.textContent !== text) span.textContent = text; // a screen reader says each change
}

function show(text, button, action) {
  clearTimeout(saying);
  const [p, b] = banner.children;
  if (p.textContent !== text) p.textContent = text;
  b.textContent = button;
  b.onclick = action;
  banner.hidden = false;
}

function hide() {
  told = null;
  banner.hidden = true;
  banner.firstElementChild.textContent = "";
}

function say(text) {
  show(text, "Dismiss", () => { hide(); active?.term.focus(); });
  told = null;
  saying = setTimeout(hide, 15000);
}

// What the server has to say beside its terminals: asked for once a minute, which is no
// use of it, and shown until it holds no more or is dismissed.

const noticed = $("notice");
let dismissed = false; // until there is nothing to say any more: the minutes in it change
noticed.lastElementChild.onclick = () => {
  dismissed = true;
  noticed.hidden = true;
  active?.term.focus();
};
async function lookForNotice() {
  const { value } = await request("GET", "api/notice");
  if (value) {
    const text = value.notice || "";
    if (!text) dismissed = false;
    if (noticed.firstElementChild.textContent !== text) noticed.firstElementChild.textContent = text;
    noticed.hidden = !text || dismissed;
  }
  setTimeout(lookForNotice, 60000);
}
lookForNotice();

// The window

$("new").onclick = () => open();
$("close").onclick = () => active && close(active);
banner.setAttribute("role", "status");

$("reader").onclick = () => {
  const on = $("reader").getAttribute("aria-pressed") !== "true";
  setReader(on);
  try { localStorage.setItem("terminal-reader", on); } catch { /* for this visit, then */ }
};
function setReader(on) {
  $("reader").setAttribute("aria-pressed", on);
  for (const s of screens.values()) s.term.options.screenReaderMode = on;
}
try { setReader(localStorage.getItem("terminal-reader") === "true"); } catch { /* not allowed to remember */ }

const keys = $("keys");
if (!navigator.clipboard?.readText) keys.querySelector("[data-key=Paste]").remove();
keys.onpointerdown = (ev) => ev.preventDefault(); // the phone's keyboard stays open
keys.onclick = async (ev) => {
  const key = ev.target.dataset.key;
  if (!key || !active) return;
  try { await active.press(key); } catch { say("The browser did not allow reading the clipboard."); }
};

new ResizeObserver(() => active?.fit()).observe(panels);
matchMedia("(prefers-color-scheme: dark)").onchange = () => {
  for (const s of screens.values()) s.term.options.theme = theme();
};
// Some phones lay their keyboard over the page instead of making it smaller.
visualViewport?.addEventListener("resize", () => {
  if (visualViewport.scale === 1)
    document.body.style.setProperty("--visible-height", visualViewport.height + "px");
});

function wake() {
  if (document.hidden) return;
  for (const s of screens.values()) {
    s.tries = 0;
    if (s.state === "lost") s.reconnect();
  }
}
document.addEventListener("visibilitychange", wake);
window.addEventListener("online", wake);
window.addEventListener("focus", () => {
  sync();
  active?.fit();
});

// begin opens what there is, or a first terminal; where the server is away, it waits.
async function begin(tries) {
  const why = await sync();
  if (why) {
    show(why, "Try now", () => location.reload());
    setTimeout(() => begin(tries + 1), Math.min(10000, 500 * 2 ** tries));
    return;
  }
  hide();
  const wanted = screens.get(location.hash.slice(1)) || [...screens.values()][0];
  if (wanted) select(wanted, true);
  else open();
}
begin(0);
