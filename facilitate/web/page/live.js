/* The hub's stream of news, read by hand: EventSource cannot carry the link's secret. */
"use strict";

const SILENCE = 25000;
const STALE = 12000;

/* open(headers, signal) → Promise of a Response; opened(), event(name, data), lost(), closed(status) are told. */
function makeLive({ open, clock, opened, event, lost, closed }) {
  const state = { connected: false };
  let stopped = false;
  let mark = "";
  let tries = 0;
  let heardAt = 0;
  let control = null;
  let cancel = () => {};

  /* Begin anew, and forget the connection there was. */
  const start = () => {
    if (stopped) return;
    cancel();
    if (control) control.abort();
    control = new AbortController();
    listen(control);
  };

  const stop = () => {
    stopped = true;
    state.connected = false;
    cancel();
    if (control) control.abort();
  };

  /* The network is back, or the screen was lit: do not wait for the clock, nor trust a silent line. */
  const wake = () => {
    if (!state.connected || clock.now() - heardAt > STALE) start();
  };

  const listen = async own => {
    let after = 0;
    watch(own);
    try {
      const answer = await open(mark ? { "Last-Event-ID": mark } : {}, own.signal);
      after = Number(answer.headers.get("Retry-After"));
      if (answer.ok) await read(own, answer.body.getReader());
      else if ((answer.status === 401 || answer.status === 403) && (await answer.json()).error) closed(answer.status);
    } catch { /* the line is cut, which is told below */ }
    if (own !== control || stopped) return;
    own.abort();
    state.connected = false;
    lost();
    cancel();
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
    for (;;) {
      const { done, value } = await reader.read();
      if (done || own !== control) return;
      watch(own);
      const blocks = (text + decoder.decode(value, { stream: true })).split("\n\n");
      text = blocks.pop();
      blocks.forEach(message);
    }
  };

  const message = block => {
    const got = { event: "", data: "", id: "" };
    for (const line of block.split("\n")) {
      const [, name, value] = /^(\w+): ?(.*)$/.exec(line) || [];
      if (name in got) got[name] += value;
    }
    if (got.event === "closed") closed(403);
    else if (got.data) event(got.event, JSON.parse(got.data));
    if (got.id) mark = got.id;
    if (state.connected || stopped) return;
    state.connected = true;
    tries = 0;
    opened();
  };

  return Object.assign(state, { start, stop, wake });
}
