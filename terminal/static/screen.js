// One terminal in the page: xterm.js, and the connection that feeds it.
//
// The shell lives on the server. What has been received is known by its offset in the
// shell's output, so that after a break the next connection goes on from there. The
// server sends only so much more than this page has shown; "shown" moves it on.

import { Terminal } from "./vendor/xterm.mjs";
import { FitAddon } from "./vendor/addon-fit.mjs";
import { WebLinksAddon } from "./vendor/addon-web-links.mjs";

const shownEvery = 8 << 10; // bytes; the server's window is many times larger
const pasteCut = 16 << 10; // bytes of one message
const pingAfter = 15000; // milliseconds of silence
const pongWithin = 10000;
const longestWait = 10000; // between two tries

// What xterm.js answers by itself to a program's questions: device attributes, cursor
// position, modes, colours, window size. (Shift+F3 looks like one; no harm is done.)
const reply = /^\x1b(?:\[[?>]?[\d;]*[cnR]|\[\?[\d;]+\$y|\[\d+;\d+;\d+t|\]|P)/;

const goneText =
  "\x1b[!p\x1b[?25h\r\n\x1b[0;1;36mThis terminal has ended: it was closed in another window, " +
  "or your server was started anew. Press Enter for a new one.\x1b[0m\r\n";

export function theme() {
  const css = getComputedStyle(document.documentElement);
  const get = (name) => css.getPropertyValue(name).trim();
  const t = {
    background: get("--screen"), foreground: get("--text"), cursor: get("--accent"),
    cursorAccent: get("--screen"), selectionBackground: get("--selection"),
    scrollbarSliderBackground: get("--line"), scrollbarSliderHoverBackground: get("--quiet"),
    scrollbarSliderActiveBackground: get("--quiet"),
  };
  for (const c of ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]) {
    t[c] = get("--" + c);
    t["bright" + c[0].toUpperCase() + c.slice(1)] = get("--bright-" + c);
  }
  return t;
}

// Screen calls page.changed(screen) when its state or name is another, page.notice(text)
// to tell the person something, page.check(id) before it connects again, page.leave()
// for the key that leaves the terminal, and page.replace(screen) for a new one.
export class Screen {
  constructor(id, number, panel, page, options) {
    Object.assign(this, { id, number, panel, page, name: "Terminal" });
    this.state = "wait"; // good, lost, gone
    this.why = ""; // lost
    this.received = -1; // offset of the next byte
    this.shown = this.told = this.live = 0;
    this.tries = 0;
    this.control = false; // the next key typed is a control key
    const small = matchMedia("(max-width: 40rem)").matches;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.term = new Terminal({
      fontFamily: 'ui-monospace, "Cascadia Mono", "JetBrains Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace',
      fontSize: small ? 13 : 14, lineHeight: 1.2, scrollback: 5000, cursorBlink: !still,
      macOptionIsMeta: true, minimumContrastRatio: 4.5, theme: theme(), ...options,
    });
    this.fitter = new FitAddon();
    this.term.loadAddon(this.fitter);
    this.term.loadAddon(new WebLinksAddon((_, url) => window.open(url, "_blank", "noopener,noreferrer")));
    this.term.open(panel);
    this.term.textarea.setAttribute("aria-label", `Terminal ${number}`);
    this.term.textarea.setAttribute("aria-describedby", "help");
    this.term.onData((data) => this.typed(data));
    this.term.onBinary((data) => this.send(Uint8Array.from(data, (c) => c.charCodeAt(0))));
    this.term.onTitleChange((title) => { this.name = title || "Terminal"; page.changed(this); });
    this.term.attachCustomKeyEventHandler((ev) => this.shortcut(ev));
    this.heart = setInterval(() => this.beat(), 5000);
    this.mine = this.fitter.proposeDimensions() || { cols: 80, rows: 24 };
    this.term.resize(this.mine.cols, this.mine.rows);
  }

  // The connection

  connect() {
    this.disconnect();
    const query = new URLSearchParams({ id: this.id, cols: this.mine.cols, rows: this.mine.rows });
    if (this.received >= 0) query.set("from", this.received);
    const base = location.origin.replace(/^http/, "ws") + document.body.dataset.prefix;
    const socket = (this.socket = new WebSocket(`${base}ws?${query}`));
    socket.binaryType = "arraybuffer";
    socket.onmessage = (ev) => {
      this.heard = Date.now();
      this.pinged = 0;
      if (typeof ev.data === "string") this.message(JSON.parse(ev.data));
      else this.output(socket, new Uint8Array(ev.data));
    };
    socket.onclose = () => this.lost();
    this.heard = Date.now();
    this.pinged = 0;
  }

  disconnect() {
    clearTimeout(this.retry);
    this.retry = 0;
    if (!this.socket) return;
    this.socket.onclose = this.socket.onmessage = null;
    this.socket.close();
    this.socket = null;
  }

  lost(why = "Connection lost. Your programs keep running.") {
    this.disconnect();
    if (this.state === "good" && Date.now() - this.since > 5000) this.tries = 0;
    this.become("lost", why);
    // A hidden page may wait: whatever happens meanwhile is shown when it returns.
    if (document.hidden) return;
    const wait = Math.min(longestWait, 400 * 2 ** this.tries++);
    this.retry = setTimeout(() => this.reconnect(), wait * (0.75 + Math.random() / 2));
  }

  // reconnect asks first what became of the terminal: a websocket's refusal tells
  // a page nothing.
  async reconnect() {
    if (this.state !== "lost" || this.asking) return;
    clearTimeout(this.retry);
    this.asking = true;
    const { gone, why } = await this.page.check(this.id);
    this.asking = false;
    if (this.state !== "lost") return; // disposed of meanwhile
    if (gone) this.gone();
    else if (why) this.lost(why);
    else this.connect();
  }

  beat() {
    if (!this.socket || this.socket.readyState > WebSocket.OPEN) return;
    const now = Date.now();
    if (this.pinged ? now - this.pinged > pongWithin : this.socket.readyState === WebSocket.CONNECTING && now - this.heard > pongWithin) {
      this.lost();
    } else if (!this.pinged && now - this.heard > pingAfter) {
      this.tell({ type: "ping" });
      this.pinged = now;
    }
  }

  message(m) {
    switch (m.type) {
      case "hello":
        if (m.reset) {
          this.term.write("\x1bc" + m.prefix); // in the stream, after what is still to be drawn
          this.received = m.offset;
        }
        this.shown = this.told = m.offset;
        this.live = m.live;
        this.since = Date.now();
        this.become("good");
        this.adopt(m);
        break;
      case "size":
        this.adopt(m);
        break;
      case "notice":
        this.page.notice(m.notice);
        break;
      case "gone":
        this.gone();
        break;
    }
  }

  output(socket, bytes) {
    const end = (this.received += bytes.length);
    this.term.write(bytes, () => {
      if (socket !== this.socket) return;
      this.shown = end;
      if (end - this.told < shownEvery) return;
      this.told = end;
      this.tell({ type: "shown", offset: end });
    });
  }

  tell(message) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  send(bytes) {
    if (this.state !== "good" || this.socket?.readyState !== WebSocket.OPEN) return;
    for (let i = 0; i < bytes.length; i += pasteCut) this.socket.send(bytes.subarray(i, i + pasteCut));
  }

  become(state, why = "") {
    Object.assign(this, { state, why });
    this.page.changed(this);
  }

  gone() {
    this.disconnect();
    const away = this.term.buffer.active.type === "alternate" ? "\x1b[?1049l" : "";
    this.term.write(away + goneText);
    this.become("gone");
  }

  dispose() {
    this.disconnect();
    this.state = "disposed";
    clearInterval(this.heart);
    this.term.dispose();
    this.panel.remove();
  }

  // The keyboard

  typed(data) {
    if (this.state === "gone") {
      if (data.includes("\r")) this.page.replace(this);
      return;
    }
    if (reply.test(data)) {
      // Questions in a replay were answered when they were asked.
      if (this.shown >= this.live) this.tell({ type: "reply", data });
      return;
    }
    if (this.control && data.length === 1) {
      this.setControl(false);
      const code = data.toUpperCase().charCodeAt(0);
      if (code >= 64 && code < 96) data = String.fromCharCode(code & 31);
    }
    this.send(new TextEncoder().encode(data));
  }

  setControl(on) {
    this.control = on;
    this.page.changed(this);
  }

  shortcut(ev) {
    if (ev.type !== "keydown" || !ev.ctrlKey) return true;
    if (ev.key === "F6") {
      ev.preventDefault();
      this.page.leave();
      return false;
    }
    if (ev.shiftKey && ev.code === "KeyC" && this.term.hasSelection()) {
      ev.preventDefault();
      navigator.clipboard?.writeText(this.term.getSelection());
      return false;
    }
    return true;
  }

  // press is a key of the row for phones.
  async press(key) {
    const arrows = { ArrowUp: "A", ArrowDown: "B", ArrowRight: "C", ArrowLeft: "D" };
    if (key === "Control") return this.setControl(!this.control);
    if (key === "Paste") return this.term.paste(await navigator.clipboard.readText());
    if (key === "Escape") return this.term.input("\x1b");
    if (key === "Tab") return this.term.input("\t");
    let introducer = this.term.modes.applicationCursorKeysMode ? "\x1bO" : "\x1b[";
    if (this.control) {
      introducer = "\x1b[1;5"; // as xterm codes Control with an arrow
      this.setControl(false);
    }
    this.term.input(introducer + arrows[key]);
  }

  // The size. Where a terminal is open in two windows, the one last used rules.

  fit() {
    const z = this.fitter.proposeDimensions();
    if (!z || !z.cols || !z.rows) return;
    if (z.cols === this.mine.cols && z.rows === this.mine.rows && this.term.cols === z.cols && this.term.rows === z.rows) return;
    this.mine = z;
    this.term.resize(z.cols, z.rows);
    this.tell({ type: "resize", cols: z.cols, rows: z.rows });
  }

  adopt({ cols, rows }) {
    if (cols !== this.term.cols || rows !== this.term.rows) this.term.resize(cols, rows);
  }
}
