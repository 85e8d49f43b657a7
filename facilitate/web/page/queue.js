/* What this device has said and the hub has not confirmed. Each act lies in the browser's storage under a key of its
   own, so that two tabs never overwrite each other; it leaves when the hub has said that it is on its disk. */
"use strict";

const MOST_ACTS = 20;
const MOST_BYTES = 60000;
const PATIENCE = 12000;
const LONGEST_REST = 20000;

/* send(acts, signal) → Promise of {status, retryAfter, body}; clock: now(), later(ms, do) → cancel; newName() → an act's
   id; heard(idea, act) is told before an act leaves the queue; changed() whenever what is shown may differ.
   state: place (whose words these are), closed (the status with which the hub took nothing more), trouble (why not now). */
function makeQueue({ store, place, send, clock, newName, heard, changed, tooLong }) {
  const state = { place, closed: 0, trouble: "" };
  const refusals = new Map(); // of acts whose refusal a full storage did not take
  let most = MOST_ACTS;
  let last = 0;
  let tries = 0;
  let notBefore = 0;
  let busy = false;
  let cancel = () => {};

  const prefix = () => `facilitate/${state.place}/act/`;
  const read = key => { try { return JSON.parse(store.getItem(key)); } catch { return null; } };
  const keep = act => store.setItem(prefix() + act.id, JSON.stringify(act));

  const acts = () => keysOf(store, prefix()).map(read).filter(Boolean)
    .map(act => (refusals.has(act.id) ? { ...act, refused: refusals.get(act.id) } : act))
    .sort((a, b) => a.seq - b.seq || (a.id < b.id ? -1 : 1));

  const drop = act => {
    refusals.delete(act.id);
    store.removeItem(prefix() + act.id);
  };

  /* Throws when the storage takes no more: then nothing is kept, and the words must stay where they are. */
  const add = act => {
    const newest = acts().pop();
    last = Math.max(clock.now(), last + 1, newest ? newest.seq + 1 : 0);
    const kept = { ...act, id: newName(), seq: last };
    keep(kept);
    changed();
    wake();
    return kept;
  };

  /* Send a refused act's words again, corrected. */
  const correct = (act, text, status) => {
    add({ kind: act.kind, idea: act.idea, text, status });
    drop(act);
  };

  const replace = act => {
    try { keep(act); } catch { refusals.set(act.id, act.refused); }
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
      const bytes = new TextEncoder().encode(JSON.stringify(bare(act))).length + 1;
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

  const answered = batch => {
    const control = new AbortController();
    return new Promise((resolve, reject) => {
      const inTime = clock.later(PATIENCE, () => { reject(); control.abort(); });
      send(batch.map(bare), control.signal).then(resolve, reject).finally(inTime);
    });
  };

  const settle = (batch, { status, retryAfter, body }) => {
    const { error, done } = body || {};
    state.trouble = error || "";
    if (status === 200 && Array.isArray(done) && take(batch, done)) {
      tries = 0;
      most = Math.min(MOST_ACTS, most * 2);
    } else if ((status === 401 || status === 403) && error) {
      state.closed = status;
    } else if ((status === 400 || status === 413) && error) {
      // One act spoils the whole: find it by halves, so that the others need not wait for it.
      if (batch.length === 1) refuse(batch[0], error);
      most = Math.ceil(batch.length / 2);
    } else {
      if (retryAfter) notBefore = clock.now() + retryAfter * 1000;
      return wake(rest(tries++));
    }
    return wake();
  };

  const take = (batch, done) => {
    let settled = 0;
    for (const { id, idea, refused } of done) {
      const act = batch.find(each => each.id === id);
      if (!act || !(idea || refused)) continue;
      settled++;
      if (refused) {
        refuse(act, refused);
      } else {
        heard(idea, act);
        drop(act);
      }
    }
    return settled;
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
    replace(told);
  };

  return Object.assign(state, { acts, add, correct, replace, wake, prefix });
}

const bare = ({ id, kind, text, status, idea }) => ({ id, kind, text, status, idea });

const keysOf = (store, prefix) =>
  Array.from({ length: store.length }, (_, at) => store.key(at)).filter(key => key && key.startsWith(prefix));

const rest = tries => Math.min(LONGEST_REST, 1000 * 2 ** tries) * (0.5 + Math.random() / 2);

/* 128 bits in 32 signs; crypto.randomUUID is not there on plain http. */
const randomName = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, "0")).join("");
