/* Plays a schedule of acts and accidents against queue.js and table.js: time, network, storage and hub are made up. */
"use strict";

const FOREVER = 3_600_000;

const turns = new MessageChannel();
const awaited = [];
turns.port1.onmessage = () => awaited.shift()();

const turn = () => new Promise((go) => {
  awaited.push(go);
  turns.port2.postMessage(0);
});

class Time {
  constructor() { Object.assign(this, { now: 1e12, timers: [] }); }
  later(owner, delay, act) {
    const timer = { owner, act, at: this.now + Math.max(0, delay) };
    this.timers.push(timer);
    return () => { this.timers = this.timers.filter((each) => each !== timer); };
  }
  async pass(span) {
    const end = this.now + span;
    for (;;) {
      await turn();
      const next = this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.timers = this.timers.filter((each) => each !== next);
      this.now = Math.max(this.now, next.at);
      next.act();
    }
    this.now = end;
  }
}

class Storage2 {
  constructor() { this.kept = new Map(); }
  get length() { return this.kept.size; }
  key(at) { return [...this.kept.keys()][at]; }
  getItem(key) { return this.kept.has(key) ? this.kept.get(key) : null; }
  setItem(key, value) { this.kept.set(key, value); }
  removeItem(key) { this.kept.delete(key); }
}

/* Does each act once, as the real one does, and remembers in which order, and all that was ever true. */
class MadeUpHub {
  constructor() { Object.assign(this, { ideas: new Map(), done: new Map(), applied: [], truths: new Set() }); }
  act({ id, kind, text, status, idea }) {
    if (this.done.has(id)) return { id, idea: { ...this.ideas.get(this.done.get(id)) } };
    if (text && text.startsWith("!")) return { id, refused: "no" };
    const key = kind === "record" ? `i${this.ideas.size}` : this.done.get(idea) || idea;
    if (kind === "record") this.ideas.set(key, { id: key, act: id, ref: key, text, status, withdrawn: false });
    const found = this.ideas.get(key);
    if (!found) return { id, refused: "unknown" };
    if (kind === "edit") Object.assign(found, { text, status });
    if (kind === "withdraw" || kind === "restore") found.withdrawn = kind === "withdraw";
    this.done.set(id, key);
    this.applied.push(id);
    this.truths.add(this.truth(found));
    return { id, idea: { ...found } };
  }
  truth({ id, text, status, withdrawn }) { return JSON.stringify([id, text, status, withdrawn]); }
}

class World {
  constructor(accidents) {
    Object.assign(this, { time: new Time(), store: new Storage2(), hub: new MadeUpHub(), accidents: [...accidents], typed: [], faults: [], tabs: [], names: 0 });
    this.tabs = [this.tab(0), this.tab(1)];
  }

  tab(number) {
    const own = { number, table: makeTable(), notBefore: 0 };
    own.queue = makeQueue({
      store: this.store, place: "s/1", tooLong: "long",
      clock: { now: () => this.time.now, later: (delay, act) => this.time.later(own, delay, act) },
      newName: () => `act-${String((++this.names * 7919) % 10007).padStart(6, "0")}`, // in no order, as real ones
      heard: (idea) => own.table.answered(idea, own.table.turn),
      changed: () => {},
      send: (acts) => this.send(own, acts),
    });
    own.queue.wake();
    return own;
  }

  send(own, acts) {
    if (this.time.now < own.notBefore) this.faults.push("asked before Retry-After");
    if (acts.length > 20) this.faults.push("too many at once");
    const accident = this.accidents.shift() || "none";
    return new Promise((resolve, reject) => {
      const after = (delay, act) => this.time.later(own, delay, act);
      const done = () => acts.map((act) => this.hub.act(act));
      if (accident === "cut before") after(5, reject);
      else if (accident === "hang before") return;
      else if (accident === "429" || accident === "503") {
        after(5, () => {
          own.notBefore = this.time.now + 3000;
          resolve({ status: Number(accident), retryAfter: 3, body: { error: "wait" } });
        });
      } else if (accident === "somebody else answers") after(5, () => resolve({ status: 200, body: null }));
      else {
        // It reaches the hub whatever becomes of the tab; the answer reaches this tab only.
        this.time.later(null, 5, () => {
          const told = done();
          if (accident === "half done") return after(5, () => resolve({ status: 200, body: { done: told.slice(0, 1) } }));
          if (accident === "cut after") return after(5, reject);
          if (accident === "cut within") return after(5, () => resolve({ status: 200, body: null }));
          if (accident === "hang after") return undefined;
          if (accident === "late") return after(15_000, () => resolve({ status: 200, body: { done: told } }));
          if (accident === "nonsense") return after(5, () => resolve({ status: 200, body: { done: [null, {}, 7] } }));
          return after(20, () => resolve({ status: 200, body: { done: told } }));
        });
      }
    });
  }

  /* The page goes away: nothing of it runs any more, and no answer finds it. */
  reload(number) {
    const old = this.tabs[number];
    this.time.timers = this.time.timers.filter(({ owner }) => owner !== old);
    this.tabs[number] = this.tab(number);
  }

  /* The first tab, the other one closed. */
  alone() {
    const [own] = this.tabs;
    this.time.timers = this.time.timers.filter(({ owner }) => owner === own);
    return own;
  }

  async step([what, number, value]) {
    const own = this.tabs[number];
    const rows = own.table.rows(own.queue.acts());
    const row = rows.length && rows[value % rows.length];
    if (what === "write") this.type(own, { kind: "record", text: value, status: "to_create" });
    else if (what === "edit" && row) this.type(own, { kind: "edit", idea: row.id, text: `${row.text}+`, status: "existing" });
    else if (what === "spoil" && row) this.type(own, { kind: "edit", idea: row.id, text: `!${row.text}`, status: "existing" });
    else if (what === "withdraw" && row) this.type(own, { kind: row.withdrawn ? "restore" : "withdraw", idea: row.id });
    else if (what === "reload") this.reload(number);
    else if (what === "online") own.queue.wake();
    else if (what === "wait") await this.time.pass(value);
    await turn();
    this.check();
  }

  type(own, act) { this.typed.push({ ...own.queue.add(act), tab: own.number }); }

  /* At every moment: what was typed is here or there, and what is called saved is true. */
  check() {
    const kept = this.tabs[0].queue.acts();
    for (const act of this.typed) {
      if (this.hub.done.has(act.id) || kept.some(({ id }) => id === act.id)) continue;
      const within = kept.find(({ id, refused }) => refused && id === act.idea);
      if (!within || (act.kind === "edit" && !within.text)) this.faults.push(`lost: ${JSON.stringify(act)}`);
    }
    for (const { table, queue } of this.tabs) {
      for (const row of table.rows(queue.acts())) {
        if (row.saved && !this.hub.truths.has(this.hub.truth(row))) this.faults.push(`not saved: ${JSON.stringify(row)}`);
      }
    }
  }

  async end() {
    this.accidents = [];
    for (const number of [0, 1]) this.reload(number);
    await this.time.pass(FOREVER);
    this.check();
    const kept = this.tabs[0].queue.acts();
    if (kept.some(({ refused }) => !refused)) this.faults.push("something waits for ever");
    for (const number of [0, 1]) {
      const typed = this.typed.filter((act) => act.tab === number && this.hub.done.has(act.id)).map(({ id }) => id);
      const applied = this.hub.applied.filter((id) => typed.includes(id));
      if (JSON.stringify(typed) !== JSON.stringify(applied)) this.faults.push(`order of tab ${number}: ${typed} / ${applied}`);
    }
    for (const { refused, text, idea, id, kind } of kept) {
      // Nothing is refused but what the hub refuses, and what hangs on it.
      const cause = text && text.startsWith("!");
      const edited = this.typed.some((act) => act.id === id && act.text && act.text.startsWith("!"));
      if (refused && !cause && !edited && kind !== "withdraw" && kind !== "restore") this.faults.push(`refused for nothing: ${text} ${idea}`);
    }
    if (kept.some(({ idea }) => kept.some(({ id }) => id === idea))) this.faults.push("a correction outlives what it corrects");
    if (new Set(this.hub.applied).size !== this.hub.applied.length) this.faults.push("twice");
    return this.faults;
  }
}

const play = async (steps, accidents) => {
  const world = new World(accidents);
  for (const step of steps) await world.step(step);
  return world.end();
};
