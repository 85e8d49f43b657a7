/* The page of one table: what is written is kept on this device first, and shown as saved when the hub says so. */
"use strict";

const TICK = 500;
const ANOTHER_TAB = 3000;

/* Where the browser keeps nothing, the page still works while it is open, and says so. */
const memory = () => {
  const kept = new Map();
  return {
    get length() { return kept.size; },
    key: at => [...kept.keys()][at],
    getItem: key => kept.get(key) || null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: key => kept.delete(key),
    forgets: true,
  };
};
const opened = name => { try { window[name].getItem(""); return window[name]; } catch { return memory(); } };
const store = opened("localStorage");
const ownTab = opened("sessionStorage");
const recall = key => { try { return JSON.parse(store.getItem(key)); } catch { return null; } };
const keep = (key, value) => { try { store.setItem(key, JSON.stringify(value)); return true; } catch { return false; } };

const clock = {
  now: () => Date.now(),
  later(delay, act) {
    const timer = setTimeout(act, delay);
    return () => clearTimeout(timer);
  },
};

const token = location.hash.slice(1).toLowerCase().replace(/[^0-9a-z]/g, "");
const link = `facilitate/link/${token}`;
const tab = ownTab.getItem("facilitate/tab") || randomName();
try { ownTab.setItem("facilitate/tab", tab); } catch { /* a reload takes the draft as another tab would */ }

const table = makeTable();
const field = $("field");
let sentAt = 0; // where the stream was when the acts that are under way left
let lost = false;
let editing = null; // {row} or {refused}, and what stood in the field before
let fresh = [];
let paste = null;

const ask = (path, { headers, ...rest }) =>
  fetch(path, { cache: "no-store", ...rest, headers: { Authorization: `Bearer ${token}`, "Accept-Language": language, ...headers } });

const queue = makeQueue({
  store, clock, newName: randomName, tooLong: say("too_long"),
  place: recall(link) || token,
  async send(acts, signal) {
    sentAt = table.turn;
    const answer = await ask("/acts",
      { method: "POST", body: JSON.stringify({ acts }), signal, headers: { "Content-Type": "application/json" } });
    return { status: answer.status, retryAfter: Number(answer.headers.get("Retry-After")), body: await answer.json() };
  },
  heard(idea, act) {
    table.answered(idea, sentAt);
    fresh.push([idea, act.kind]);
  },
  changed: soon,
});

const live = makeLive({
  clock,
  open: (headers, signal) => ask("/live", { headers, signal }),
  opened() {
    if (lost) tell("back");
    lost = false;
    queue.wake();
    soon();
  },
  event(name, data) {
    if (!["table", "idea", "about"].includes(name)) return; // goodbye, or what a later hub says
    if (data.clock) data.clock.at = Date.now(); // from then on it goes by itself
    if (name === "idea") table.live(data);
    else if (name === "about") Object.assign(table.about, data);
    else table.whole(data);
    belong(`${table.about.session}/${table.about.table}`);
    keep(`facilitate/${queue.place}/seen`, { ...table.about, ideas: table.ideas() });
    soon();
  },
  lost() {
    if (!lost && table.about) tell("offline", true);
    lost = true;
    soon();
  },
  closed: shut,
});

/* Now it is known which table this link is for: what was written before moves there. */
function belong(place) {
  if (queue.place === place) return;
  const from = `facilitate/${queue.place}/`;
  for (const key of keysOf(store, from)) {
    if (!keep(key.replace(from, `facilitate/${place}/`), recall(key))) return;
    store.removeItem(key);
  }
  queue.place = place;
  keep(link, place);
  if (!field.value) takeDraft();
}

// What is drawn

let due = false;
function soon() {
  if (due) return;
  due = true;
  Promise.resolve().then(() => { due = false; redraw(); });
}

function redraw() {
  if (queue.closed) return shut(queue.closed);
  const acts = queue.acts();
  const rows = table.rows(acts);
  const refused = acts.filter(act => act.refused).reverse().map(act => ({ ...act, key: act.id }));
  const tongue = table.about && table.about.language;
  place($("list"), [...refused.filter(act => !act.aside), ...rows], tongue);
  drawAside(refused.filter(act => act.aside), tongue);
  drawHead();
  drawCount(rows);
  drawState(rows, acts, refused);
  tellFresh();
  return undefined;
}

function drawHead() {
  const { about } = table;
  if (!about) return;
  put("name", say("table", about));
  put("event", about.title);
  put("question", about.question);
  $("event").lang = $("question").lang = about.language;
  document.title = `${say("table", about)} · ${about.title}`;
  tick();
}

function tick() {
  const { clock: told } = table.about || {};
  const left = told ? told.left - (told.running ? (Date.now() - told.at) / 1000 : 0) : 0;
  const word = !told ? "no_phase" : !told.running ? "paused" : left < 0 ? "over" : "left";
  put("phase", told ? `${told.phase} · ${say(word)}` : say(word));
  put("digits", told ? digits(left) : "");
  $("clock").className = left < 0 ? "late" : word;
}

function digits(left) {
  const whole = Math.abs(Math.ceil(left));
  const two = n => String(n).padStart(2, "0");
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  return (left < 0 ? "+" : "") + (hours ? `${hours}:${two(minutes)}` : minutes) + `:${two(whole % 60)}`;
}

function drawCount(rows) {
  const gone = rows.filter(row => row.withdrawn).length;
  const all = count("count", rows.length);
  put("count", !rows.length ? say("nothing") : gone ? `${all}, ${count("gone", gone)}` : all);
}

function drawState(rows, acts, refused) {
  const waits = rows.filter(row => !row.saved).length || acts.length - refused.length;
  const open = refused.filter(act => !act.aside).length;
  const state = live.connected ? (waits ? count("sending", waits) : say("all_saved"))
    : !lost ? say("connecting") : waits ? count("offline_waiting", waits) : say("offline");
  put("state", [state, waits && queue.trouble, open && count("refused_count", open), store.forgets && say("blocked")]
    .filter(Boolean).join(" "));
  $("state").classList.toggle("waits", !!(waits || lost || open));
  $("rescue").hidden = !refused.length && !(lost && waits);
}

function drawAside(acts, tongue) {
  $("aside").hidden = !acts.length;
  $("aside").firstElementChild.textContent = count("aside", acts.length);
  place($("asides"), acts, tongue);
}

/* One sentence about what happened, for eyes and ears; the same one again is said again. */
function tell(name, alarm = false, text = say(name)) {
  put("said", text);
  $("said").classList.toggle("alarm", alarm);
}

/* What this device sent and the hub has on its disk: one sentence, however many came back at once. */
function tellFresh() {
  if (!fresh.length) return;
  const [[{ ref }, kind]] = fresh;
  tell("", false, fresh.length > 1 ? count("saved_many", fresh.length) : say(`done_${kind}`, { ref }));
  fresh = [];
}

// Keeping

/* Lay the act in the storage; where there is no room, the words stay in the field. */
function commit(add) {
  try {
    add();
  } catch {
    tell("full", true);
    return false;
  }
  if (!live.connected) tell("kept_here");
  return true;
}

function submit() {
  const text = field.value.trim();
  const status = chosen();
  closePaste();
  field.focus();
  if (!text) return tell("empty", true);
  const { row, refused } = editing || {};
  if (row && row.text === text && row.status === status) return stopEditing();
  const act = row ? { kind: "edit", idea: row.id, text, status } : { kind: "record", text, status };
  if (!commit(() => (refused ? queue.correct(refused, text, status) : queue.add(act)))) return undefined;
  return editing ? stopEditing() : fill("", "to_create");
}

const chosen = () => document.querySelector("[name=status]:checked").value;

function fill(text, status) {
  field.value = text;
  document.querySelector(`[name=status][value=${status}]`).checked = true;
  grow();
  keepDraft();
}

function grow() {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}

// The draft: kept at each key, and found again after a reload, whichever tab it was

function draftKey(of = tab) { return `facilitate/${queue.place}/draft/${of}`; }

function keepDraft() {
  const draft = { text: field.value, status: chosen(), editing, at: Date.now() };
  if (!draft.text && !editing && draft.status === "to_create") store.removeItem(draftKey());
  else if (!keep(draftKey(), draft)) tell("full", true);
}

function takeDraft() {
  const drafts = keysOf(store, draftKey("")).map(key => ({ key, ...recall(key) })).sort((a, b) => b.at - a.at);
  const draft = drafts.find(({ key }) => key === draftKey()) || drafts[0];
  if (!draft) return;
  store.removeItem(draft.key);
  editing = draft.editing;
  showEditing();
  fill(draft.text, draft.status);
}

/* Another tab took this one's draft for that of a closed page: it is kept again. */
function onStorage({ key, newValue }) {
  if (key === draftKey() && newValue === null && field.value) keepDraft();
  if (!key || !key.startsWith(queue.prefix())) return;
  if (newValue) queue.wake(ANOTHER_TAB);
  soon();
}

// Correcting

function edit(what, text, status) {
  const before = editing ? editing.before : { text: field.value, status: chosen() };
  editing = { ...what, before };
  showEditing();
  fill(text, status || "to_create");
  field.focus();
  field.setSelectionRange(text.length, text.length);
}

function showEditing() {
  put("asked", !editing ? say("idea") : editing.row ? say("editing", { idea: called(editing.row) }) : say("correcting"));
  $("cancel").hidden = !editing;
}

/* The field gets back what stood there, and the focus goes back to where the correction began. */
function stopEditing() {
  const { row, before } = editing;
  editing = null;
  showEditing();
  fill(before.text, before.status);
  field.focus();
  if (row) refocus($("list"), row.key, "edit");
  document.activeElement.scrollIntoView({ block: "nearest" });
}

function onList(event) {
  const button = event.target.closest("button");
  if (!button) return;
  const key = button.closest("li").dataset.key;
  const acts = queue.acts();
  const refused = acts.find(act => act.refused && act.id === key);
  const row = refused ? null : table.rows(acts).find(each => each.key === key);
  if (refused || row) DO[button.dataset.do](row || refused);
}

const DO = {
  edit: row => edit({ row }, row.text, row.status),
  flip: row => act({ kind: "edit", idea: row.id, text: row.text, status: row.status === "existing" ? "to_create" : "existing" }),
  withdraw: row => act({ kind: "withdraw", idea: row.id }),
  restore: row => act({ kind: "restore", idea: row.id }),
  correct: refused => edit({ refused }, refused.text, refused.status),
  aside(refused) {
    queue.replace({ ...refused, aside: true });
    tell("was_set_aside");
    redraw();
    field.focus();
  },
};

const act = what => commit(() => queue.add(what));

// Several lines at once

function onPaste(event) {
  const lines = (event.clipboardData ? event.clipboardData.getData("text") : "").split(/\r\n|[\r\n\v\f\x85\u2028\u2029]/);
  const ideas = lines.map(line => line.replace(/^\s*(?:[-–—*•◦▪·✓]|\d{1,3}[.)])\s+/, "").trim()).filter(Boolean);
  if (editing || ideas.length < 2) return;
  paste = { ideas, before: field.value };
  put("as-many", count("as_many", ideas.length));
  $("pasted").hidden = false;
  setTimeout(() => $("as-many").focus());
}

function saveMany() {
  const { ideas, before } = paste;
  const status = chosen();
  closePaste();
  let kept = 0;
  // What the storage has no room for stays in the field, with what stood there.
  try { for (; kept < ideas.length; kept++) queue.add({ kind: "record", text: ideas[kept], status }); } catch { /* told below */ }
  fill([before, ...ideas.slice(kept)].filter(Boolean).join("\n"), "to_create");
  if (kept < ideas.length) tell("full", true);
  else if (!live.connected) tell("kept_here");
  field.focus();
}

function closePaste() {
  paste = null;
  $("pasted").hidden = true;
}

// When the link opens nothing

function shut(status) {
  if (!$("shut").hidden) return;
  const why = !token ? "no_link" : status === 401 ? "unknown_link" : "closed_link";
  const kept = unsent().length;
  live.stop();
  $("open").hidden = true;
  $("shut").hidden = false;
  put("why", (document.title = say(why)));
  put("advice", say(token ? "ask_link" : "scan"));
  put("kept", kept ? count("kept_words", kept) : "");
  $("rescue").hidden = !kept;
  $("why").focus();
}

/* Everything on this device that the hub may not have, in words. */
function unsent() {
  const acts = queue.acts();
  return [
    ...table.rows(acts).filter(row => !row.saved).reverse().map(row => row.text + (row.withdrawn ? ` (${say("withdrawn")})` : "")),
    ...acts.filter(act => act.refused).map(act => act.text),
    ...keysOf(store, draftKey("")).map(key => recall(key).text),
  ].filter(Boolean);
}

/* navigator.clipboard is not there on plain http; what is selected can always be copied by hand. */
function copy() {
  const shown = $("copied");
  shown.value = unsent().join("\n");
  shown.hidden = false;
  shown.focus();
  shown.select();
  let done = false;
  try { done = document.execCommand("copy"); } catch { /* told below */ }
  put("copy-said", say(done ? "copied" : "copy_by_hand"));
}

// Beginning

function onKey(event) {
  if (event.key === "Escape" && paste) { closePaste(); field.focus(); }
  else if (event.key === "Escape" && editing) stopEditing();
}

function onFieldKey(event) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  submit();
}

function awake() {
  if (document.visibilityState === "hidden") return;
  live.wake();
  queue.wake();
}

function begin() {
  const on = (target, name, act) => target.addEventListener(name, act);
  on(window, "hashchange", () => location.reload());
  if (!token) return shut();
  const seen = recall(`facilitate/${queue.place}/seen`);
  if (seen) table.whole(seen);
  $("open").hidden = false;
  on($("copy"), "click", copy);
  on($("entry"), "submit", event => { event.preventDefault(); submit(); });
  on($("entry"), "change", keepDraft);
  on($("save"), "mousedown", event => event.preventDefault()); // the keyboard on screen stays
  on($("cancel"), "click", stopEditing);
  on($("as-many"), "click", saveMany);
  on($("as-one"), "click", () => { closePaste(); field.focus(); });
  on(field, "keydown", onFieldKey);
  on(field, "input", () => { grow(); keepDraft(); });
  on(field, "paste", onPaste);
  on($("list"), "click", onList);
  on($("asides"), "click", onList);
  on(document, "keydown", onKey);
  on(document, "visibilitychange", awake);
  on(window, "online", awake);
  on(window, "pageshow", awake);
  on(window, "offline", live.start);
  on(window, "storage", onStorage);
  on(window, "beforeunload", event => { if (store.forgets && unsent().length) event.preventDefault(); });
  takeDraft();
  redraw();
  setInterval(tick, TICK);
  live.start();
  queue.wake();
  return field.focus();
}

begin();
