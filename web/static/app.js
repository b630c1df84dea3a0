// What the pages do beyond plain HTML: numbers that stay current, the progress
// of a start, copying, showing a password. It only ever reads; every change is a
// form post, and every page is complete without it.
"use strict";

(() => {
  const announcer = document.getElementById("announcer");

  // say tells screen readers something without moving the focus.
  const say = (text) => {
    if (announcer && announcer.textContent !== text) announcer.textContent = text;
  };

  // --- numbers that stay current ------------------------------------------

  const usage = document.querySelector("[data-usage]");

  const watchUsage = () => {
    const every = 4000;
    const places = new Map(); // key → elements
    for (const el of usage.querySelectorAll("[data-live]")) remember(el);
    // Meters may stand outside of the part that names the address.
    for (const el of document.querySelectorAll("[data-live]")) if (!usage.contains(el)) remember(el);
    const note = document.getElementById("live-note");
    const full = new Set(); // meters that have been announced as nearly full
    let timer = 0;
    let failures = 0;
    let sent = false; // a form was, whose answer is the next page

    function remember(el) {
      const key = el.dataset.live;
      places.set(key, (places.get(key) || []).concat(el));
    }

    const show = (el, value) => {
      if (el instanceof HTMLMeterElement) {
        el.value = value.value;
        const name = el.getAttribute("aria-label");
        if (value.value < 0.85) full.delete(el);
        else if (value.value >= 0.95 && !full.has(el)) {
          full.add(el);
          say(`${name} is nearly used up: ${value.text}.`);
        }
      } else if (el.textContent !== value.text) {
        el.textContent = value.text;
      }
      if (value.state) {
        const row = el.closest("[data-state]");
        if (row) row.dataset.state = value.state;
      }
    };

    const fetchOnce = async () => {
      timer = 0;
      try {
        const answer = await fetch(usage.dataset.usage, {
          headers: { "X-XSRFToken": usage.dataset.token, Accept: "application/json", "X-Hidden": String(document.hidden) },
          cache: "no-store",
          redirect: "error",
        });
        if (!answer.ok) throw new Error(`status ${answer.status}`);
        const live = await answer.json();
        if (sent) return;
        if (usage.dataset.rev && live.rev && live.rev !== usage.dataset.rev) {
          location.reload();
          return;
        }
        for (const [key, value] of Object.entries(live.values || {})) {
          for (const el of places.get(key) || []) show(el, value);
        }
        failures = 0;
      } catch {
        failures++; // a hub that restarts is back in a moment; a signed-out page stays as it is
      }
      if (note) note.hidden = failures < 3;
      plan(Math.min(every * 2 ** Math.min(failures, 4), 60000));
    };

    const plan = (ms) => {
      clearTimeout(timer);
      timer = document.hidden && !usage.dataset.rev ? 0 : setTimeout(fetchOnce, document.hidden ? 120000 : ms); // for the tab's title
    };

    document.addEventListener("visibilitychange", () => plan(200));
    // To load the page again would throw that answer away.
    document.addEventListener("submit", () => (sent = true));
    addEventListener("pageshow", () => { sent = false; plan(1500); });
  };

  // --- servers that are stopped soon ------------------------------------------

  // What announces them is a part of the page that the hub renders; nothing that
  // is typed elsewhere on it is lost when it is renewed.
  const watchStops = () => {
    let part = document.querySelector("[data-stops]");
    const look = async () => {
      try {
        const answer = await fetch(`${part.dataset.stops}?at=${encodeURIComponent(location.pathname + location.search)}`, {
          headers: { "X-XSRFToken": part.dataset.token, Accept: "application/json", "X-Hidden": String(document.hidden) }, cache: "no-store", redirect: "error",
        });
        const news = answer.ok ? await answer.json() : {}; // a signed-out page stays as it is
        const fresh = new DOMParser().parseFromString(news.part || "", "text/html").getElementById("stopping");
        if (fresh && fresh.textContent !== part.textContent) {
          part.replaceWith(fresh);
          part = fresh;
          say(part.textContent.trim());
        }
      } catch {
        // A hub that restarts is back in a moment.
      }
      setTimeout(look, 60000);
    };
    setTimeout(look, 60000);
  };

  // --- the progress of a start ----------------------------------------------

  const starting = document.querySelector("[data-progress]");

  const watchStart = () => {
    const bar = document.getElementById("progress");
    const message = document.getElementById("message");
    const history = document.getElementById("history");
    const light = document.getElementById("light");
    const token = encodeURIComponent(starting.dataset.token);
    const source = new EventSource(`${starting.dataset.progress}?_xsrf=${token}`);

    const write = (text) => {
      if (!text || text === message.textContent) return;
      message.textContent = text;
      const line = document.createElement("li");
      line.textContent = text;
      history.append(line);
    };

    // Only addresses of this very site are gone to, whatever the page was given.
    const ownAddress = (text) => {
      const url = text ? new URL(text, location.href) : null;
      return url && url.origin === location.origin ? url.href : "";
    };

    source.onmessage = (event) => {
      let step;
      try {
        step = JSON.parse(event.data);
      } catch {
        return;
      }
      const percent = Math.max(Number(step.progress) || 0, bar.value);
      bar.value = percent;
      if (light) light.setAttribute("y", String(100 - percent));
      write(step.message);
      if (step.ready) {
        source.close();
        starting.dataset.state = "ready";
        location.replace(ownAddress(starting.dataset.next) || ownAddress(step.url) || "/hub/home");
      } else if (step.failed) {
        source.close();
        location.reload(); // the page knows the reason and the log
      }
    };

    // A stream that only broke off is opened again by the browser. One that was
    // refused means that the start is over: the page knows how it went.
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 3000);
    };
    addEventListener("pagehide", () => source.close());
  };

  // --- what a job says ----------------------------------------------------------

  const job = document.querySelector("[data-lines]");

  const watchJob = () => {
    const output = document.getElementById("output");
    let from = Number(job.dataset.from) || 0;
    let failures = 0;
    const look = async () => {
      try {
        const answer = await fetch(`${job.dataset.lines}?from=${from}`, {
          headers: { "X-XSRFToken": job.dataset.token, Accept: "application/json" }, cache: "no-store", redirect: "error",
        });
        if (!answer.ok && answer.status !== 404) throw new Error(`status ${answer.status}`);
        const news = answer.ok ? await answer.json() : { ended: true };
        if (news.ended) return location.reload(); // the page knows how it went, and what to do now
        const below = output.scrollHeight - output.scrollTop - output.clientHeight;
        for (const line of news.lines) output.append(`${line}\n`);
        if (below < 40) output.scrollTop = output.scrollHeight;
        from = news.next;
        failures = 0;
      } catch {
        failures++;
      }
      setTimeout(look, Math.min(1000 * 2 ** failures, 30000));
    };
    output.scrollTop = output.scrollHeight;
    setTimeout(look, 700);
  };

  // --- copying and showing ----------------------------------------------------

  const copyFrom = async (source) => {
    const text = "value" in source ? source.value : source.textContent;
    if (navigator.clipboard && window.isSecureContext) {
      await navigator.clipboard.writeText(text.trim());
      return true;
    }
    // Plain HTTP, as in many class rooms: only the old way is there.
    const field = document.createElement("textarea");
    field.value = text.trim();
    field.className = "unseen";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  };

  const readyCopy = (button) => {
    const source = document.getElementById(button.dataset.copy);
    if (!source) return;
    const label = button.textContent;
    button.dataset.ready = "";
    button.addEventListener("click", async () => {
      let done = false;
      try {
        done = await copyFrom(source);
      } catch {
        done = false;
      }
      if (!done && "select" in source) source.select();
      button.textContent = done ? "Copied" : "Press Ctrl+C";
      say(button.textContent);
      setTimeout(() => {
        button.textContent = label;
        say("");
      }, 2500);
    });
  };

  const readyReveal = (button) => {
    const fields = button.dataset.reveal.split(" ").map((id) => document.getElementById(id)).filter(Boolean);
    button.dataset.ready = "";
    const set = (shown) => {
      for (const field of fields) field.type = shown ? "text" : "password";
      button.textContent = shown ? "Hide" : "Show";
    };
    button.addEventListener("click", () => set(fields[0].type === "password"));
    // Browsers offer to save only what is sent from a password field.
    button.form.addEventListener("submit", () => set(false));
  };

  // --- menus of rows close as menus do ---------------------------------------

  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (menu !== except) menu.open = false;
  };
  for (const leaving of ["click", "focusin"]) {
    document.addEventListener(leaving, (event) => closeMenus(event.target.closest("details.menu")));
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector("details.menu[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });

  document.querySelectorAll("[data-copy]").forEach(readyCopy);
  document.querySelectorAll("[data-reveal]").forEach(readyReveal);
  if (usage) watchUsage();
  if (document.querySelector("[data-stops]")) watchStops();
  if (starting) watchStart();
  if (job) watchJob();
})();
