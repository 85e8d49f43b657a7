/* The browser's storage, with this page's own memory behind it: what the storage has no room for, or what a browser
   that gives none would forget, is kept for as long as the page is open. */
"use strict";

/* As `Storage`, but it never throws. absent: the browser keeps nothing at all; forgets: a closed page would lose
   something; light(key, value) keeps what may just as well be forgotten. */
function makeStore(name) {
  /* What the storage did not take; null for what it did not let go. */
  const over = new Map();
  const tried = act => { try { act(); return true; } catch { return false; } };
  let real = null;
  let there = [];
  const state = { absent: !tried(() => { real = window[name]; real.getItem(""); }) };

  const light = (key, value) => tried(() => real.setItem(key, value));

  const keys = () => {
    const found = new Set();
    tried(() => Array.from({ length: real.length }, (_, at) => found.add(real.key(at))));
    over.forEach((value, key) => (value === null ? found.delete(key) : found.add(key)));
    return [...found];
  };

  const getItem = key => {
    let found = null;
    if (over.has(key)) return over.get(key);
    tried(() => { found = real.getItem(key); });
    return found;
  };

  const setItem = (key, value) => {
    if (light(key, value)) over.delete(key);
    else over.set(key, value);
  };

  /* Where something goes, there is room again. */
  const removeItem = key => {
    over.delete(key);
    if (!tried(() => real.removeItem(key)) && !state.absent) over.set(key, null);
    over.forEach((value, waiting) => value !== null && light(waiting, value) && over.delete(waiting));
  };

  return Object.defineProperties(Object.assign(state, { getItem, setItem, removeItem, light, key: at => there[at] }), {
    length: { get: () => (there = keys()).length },
    forgets: { get: () => state.absent || [...over.values()].some(value => value !== null) },
  });
}
