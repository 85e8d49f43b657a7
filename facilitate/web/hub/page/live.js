/* The hub's stream of news, read by hand: EventSource cannot carry the link's secret. */
"use strict";

const SILENCE = 25000;
const STALE = 12000;
const YOUNG = 3000;
const HELD = 10000; // a line that held so long was a good one
const SLOWLY = 30000;
/* What the hub says to who comes back and has missed nothing. */
const GREETING = ": facilitate";

/* open(headers, signal) → Promise of a Response; opened(), event(name, data), lost(strange), closed(status) are told.
   `strange`: something answers, and it is no hub. */
function makeLive({ open, clock, opened, event, lost, closed }) {
  /* Begun anew, it is called connected until it turns out that it is not. */
  const state = { connected: false, stands: false };
  let mark = "";
  let tries = 0;
  let heardAt = 0;
  let openedAt = 0;
  let control = null;
  let cancel = () => {};
  let look = () => {};

  /* Begin anew, and forget the connection there was. */
  const start = () => {
    cancel();
    if (control) control.abort();
    state.stands = false;
    control = new AbortController();
    listen(control);
  };

  const end = () => {
    state.connected = state.stands = false;
    cancel();
    if (control) control.abort();
    control = null;
  };

  /* The link opens nothing now: ask again, though not so often. */
  const slow = () => {
    end();
    cancel = clock.later(SLOWLY * (0.75 + Math.random() / 2), start);
  };

  /* The network is back, or the screen was lit: do not wait for the clock, nor trust a silent line. One that is being
     opened just now has its moment first. */
  const wake = () => {
    look();
    const silent = clock.now() - heardAt;
    if (!control || silent > (state.connected ? STALE : YOUNG)) start();
    else if (!state.connected) look = clock.later(YOUNG, wake);
  };

  const listen = async own => {
    let after = 0;
    let strange = false;
    watch(own);
    try {
      const answer = await open(mark ? { "Last-Event-ID": mark } : {}, own.signal);
      after = seconds(answer);
      strange = answer.ok ? !isStream(answer) : [404, 511].includes(answer.status);
      if (answer.ok && !strange) await read(own, answer.body.getReader());
      else if ((answer.status === 401 || answer.status === 403) && (await answer.json()).error) closed(answer.status);
    } catch { /* the line is cut, which is told below */ }
    if (own !== control) return;
    if (state.connected && clock.now() - openedAt > HELD) tries = 0;
    end();
    lost(strange);
    cancel = clock.later(Math.max(after * 1000, rest(tries++) / 2), start);
  };

  const watch = own => {
    heardAt = clock.now();
    cancel();
    cancel = clock.later(SILENCE, () => own.abort());
  };

  const read = async (own, reader) => {
    const decoder = new TextDecoder();
    let text = "";
    let heardAny = false; // a long first message may be slow in coming; a stranger's messages are not waited for
    for (;;) {
      const { done, value } = await reader.read();
      if (done || own !== control) return;
      if (state.connected || !heardAny) watch(own);
      const blocks = (text + decoder.decode(value, { stream: true })).split("\n\n");
      text = blocks.pop();
      heardAny = heardAny || blocks.length > 0;
      blocks.forEach(message);
    }
  };

  const message = block => {
    const got = { event: "", data: "", id: "" };
    for (const line of block.split("\n")) {
      const [, name, value] = /^(\w+): ?(.*)$/.exec(line) || [];
      if (name in got) got[name] += value;
    }
    if (got.event === "closed") return closed(403);
    // Only the hub's own words tell that it is there: a line of blanks may be anybody's.
    if (block !== GREETING && !(got.data && event(got.event, JSON.parse(got.data)))) return undefined;
    if (got.id) mark = got.id;
    state.stands = true;
    if (state.connected) return undefined;
    state.connected = true;
    openedAt = clock.now();
    return opened();
  };

  return Object.assign(state, { start, slow, wake });
}

const isStream = answer => (answer.headers.get("Content-Type") || "").startsWith("text/event-stream");
