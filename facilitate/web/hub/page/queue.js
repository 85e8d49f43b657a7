/* What this device has said and the hub has not confirmed. Each act lies in the browser's storage under a key of its
   own, so that two tabs never overwrite each other; it leaves when the hub has said that it is on its disk. */
"use strict";

const MOST_ACTS = 20;
const MOST_BYTES = 60000;
const PATIENCE = 12000;
const LONGEST_PATIENCE = 24000;

/* send(acts, signal) → Promise of {status, retryAfter, body, turn}; clock: now(), later(ms, do) → cancel; newName() → an
   act's id; heard(idea or trial, act, turn) is told before an act leaves the queue; changed() whenever what is shown may differ.
   state: place (whose words these are), closed (the status with which the hub took nothing more), trouble (why not now). */
function makeQueue({ store, place, send, clock, newName, heard, changed, tooLong, strange }) {
  const state = { place, closed: 0, trouble: "" };
  /* What this page was answered: a request that was given up may be answered later still. */
  const settled = new Set();
  let most = MOST_ACTS;
  let last = 0;
  let tries = 0;
  let notBefore = 0;
  let busy = false;
  let patience = PATIENCE;
  let giveUp = () => {};
  let cancel = () => {};

  const prefix = () => `facilitate/${state.place}/act/`;
  const read = key => { try { return JSON.parse(store.getItem(key)); } catch { return null; } };
  const keep = act => store.setItem(prefix() + act.id, JSON.stringify(act));

  const acts = () => keysOf(store, prefix()).map(read).filter(Boolean)
    .sort((a, b) => a.seq - b.seq || (a.id < b.id ? -1 : 1));

  const drop = act => store.removeItem(prefix() + act.id);

  const add = act => {
    const newest = acts().pop();
    last = Math.max(clock.now(), last + 1, newest ? newest.seq + 1 : 0);
    const kept = { at: clock.now(), ...act, id: newName(), seq: last };
    keep(kept);
    changed();
    wake();
    return kept;
  };

  /* Send a refused act's words again, corrected. */
  const correct = (act, text, status) => {
    add({ kind: act.kind, idea: act.idea, text, status, phase: act.phase, round: act.round, at: act.at });
    drop(act);
  };

  const wake = (delay = 0) => {
    if (state.closed || busy) return;
    cancel();
    cancel = clock.later(Math.max(delay, notBefore - clock.now()), step);
  };

  const step = async () => {
    const batch = nextBatch();
    if (state.closed || busy || !batch.length) return;
    busy = true;
    let answer = {};
    try { answer = await answered(batch); } catch { /* no answer is an answer: it is tried again */ }
    busy = false;
    settle(batch, answer);
    changed();
  };

  /* The oldest acts, in order, as many as one body may hold. */
  const nextBatch = () => {
    const found = [];
    let size = 0;
    for (const act of acts()) {
      if (act.refused) continue;
      const bytes = new TextEncoder().encode(JSON.stringify(bare(act, clock.now()))).length + 1;
      if (bytes > MOST_BYTES) {
        refuse(act, tooLong);
        continue;
      }
      size += bytes;
      if (found.length === most || size > MOST_BYTES) break;
      found.push(act);
    }
    return found;
  };

  /* A hub that is slower than our patience would be asked the same for ever: the last request that was given up stays
     open beside the next, and its answer, however late, is taken. */
  const answered = batch => new Promise((resolve, reject) => {
    const control = new AbortController();
    let late = false;
    const inTime = clock.later(patience, () => {
      late = true;
      giveUp();
      giveUp = () => control.abort();
      patience = Math.min(LONGEST_PATIENCE, patience * 2);
      reject();
    });
    send(batch.map(act => bare(act, clock.now())), control.signal).then(answer => {
      if (!late) return resolve(answer);
      if (answer.status !== 200 || !take(batch, answer)) return undefined;
      changed();
      return wake();
    }).catch(reject).finally(inTime);
  });

  const settle = (batch, { status, retryAfter, body, turn }) => {
    const { error } = body || {};
    state.trouble = error || "";
    if (status === 200 && take(batch, { body, turn })) {
      tries = 0;
      patience = PATIENCE;
      most = Math.min(MOST_ACTS, most * 2);
    } else if ((status === 401 || status === 403) && error) {
      state.closed = status;
    } else if ((status === 400 || status === 413) && error) {
      // One act spoils the whole: find it by halves, so that the others need not wait for it.
      if (batch.length === 1) refuse(batch[0], error);
      most = Math.ceil(batch.length / 2);
    } else {
      if (status === 200) state.trouble = strange;
      if (retryAfter) notBefore = clock.now() + retryAfter * 1000;
      return wake(rest(tries++));
    }
    return wake();
  };

  /* How many of the acts the answer speaks of; what answers may be anything. */
  const take = (batch, { body, turn }) => {
    const done = body && Array.isArray(body.done) ? body.done.filter(Boolean) : [];
    let known = 0;
    for (const { id, idea, trial, kept, refused } of done) {
      const act = batch.find(each => each.id === id);
      if (!act || !((idea && idea.id) || trial || kept || refused)) continue;
      known++;
      if (settled.has(id)) continue;
      settled.add(id);
      if (refused) {
        refuse(act, refused);
      } else {
        heard(trial || idea || kept, act, turn);
        drop(act);
      }
    }
    return known;
  };

  /* A refused idea takes with it what was corrected in it since: the latest words are the ones to look at. */
  const refuse = (act, refused) => {
    if (!read(prefix() + act.id)) return; // another tab has settled it, or it went with its idea
    const told = { ...act, refused };
    for (const later of acts()) {
      if (later.idea !== act.id) continue;
      if (later.text) Object.assign(told, { text: later.text, status: later.status });
      drop(later);
    }
    keep(told);
  };

  /* The link that opened nothing opens again. */
  const reopen = () => {
    if (!state.closed) return;
    state.closed = 0;
    wake(rest(tries++));
  };

  return Object.assign(state, { acts, add, correct, replace: keep, wake, reopen, prefix });
}

/* How long ago it was written is told by this device's own clock at both ends: it need not be right for that. */
const bare = ({ id, kind, text, status, idea, ideas, phase, round, at }, now) => {
  const age = kind === "record" && at ? Math.round((now - at) / 1000) : 0;
  return { id, kind, text, status, idea, ideas, phase, round, ...(age > 0 ? { age: String(age) } : {}) };
};

const keysOf = (store, prefix) =>
  Array.from({ length: store.length }, (_, at) => store.key(at)).filter(key => key && key.startsWith(prefix));
