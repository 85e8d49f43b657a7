/* What every page stands on: its words, its link, and how the hub is asked. */
"use strict";

const $ = id => document.getElementById(id);
const texts = JSON.parse($("texts").textContent);
const language = document.documentElement.lang;

const filled = (text, params) => text.replace(/\{(\w+)\}/g, (_, name) => params[name]);
const say = (name, params) => filled(texts[name], params);
const count = (name, n) => filled(texts[name][+(language === "fr" ? n > 1 : n !== 1)], { n: n.toLocaleString(language) });
const put = (id, text) => { $(id).textContent = text; };

const made = (tag, name, ...inside) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...inside);
  return element;
};

const clock = {
  now: () => Date.now(),
  later(delay, act) {
    const timer = setTimeout(act, delay);
    return () => clearTimeout(timer);
  },
};

/* A scanner that writes %23 for the # has asked for a path: the address gets its # back, and the token is out of sight. */
const misread = /^(\/[dv]?)(?:#|%(?:25)*23)(.+)$/.exec(location.pathname);
if (misread) history.replaceState(null, "", `${misread[1]}#${misread[2]}`);
/* What was copied by hand may hold signs that look like the right ones; behind the token stands the hub's key. */
const SIGNS = 20;
const LIKE = { o: "0", i: "1", l: "1" };
const written = location.hash.slice(1).toLowerCase().replace(/%2d|[^0-9a-z]/g, "").replace(/[oil]/g, sign => LIKE[sign]);
const token = written.slice(0, SIGNS);

const fetched = (path, { headers, ...rest }) =>
  fetch(path, { cache: "no-store", ...rest, headers: { "Accept-Language": language, ...headers } });

/* Asks the hub, once it has proved that it is the one of this link; while a line stands that was proved, it is there. */
const makeAsk = stands => {
  const doubt = makeProof({
    token, key: written.slice(SIGNS, 2 * SIGNS), host: location.host, newName: randomName,
    get: (path, signal) => fetched(path, { signal }),
  });
  return async (path, { headers, ...rest }) => (!stands() && await doubt(rest.signal))
    || fetched(path, { ...rest, headers: { Authorization: `Bearer ${token}`, ...headers } });
};
