/* The desk at the door: letters of a name find a few people, a touch ticks one, and the table's number stands there huge.
   Nothing is kept on this phone, and what it shows goes once it is left alone. */
"use strict";

const FEWEST = 3;
const PAUSE = 250; // between keys, so that not each of them asks
const PATIENCE = 8000;
const LEFT_ALONE = 120000;
const MOST_MINE = 3;

const ask = makeAsk(() => live.stands);
const field = $("field");
/* An apostrophe counts: it narrows a name down as a letter does. A badge number means one person, however short. */
const isEnough = text => text.replace(/\s/gu, "").length >= FEWEST || /^\s*#?[1-9]\d*\s*$/.test(text);

let lost = false;
let strange = false; // what answers is no hub
/* What was asked last: the answer to anything before is not shown. */
let turn = 0;
let waiting = () => {};
let forgetting = () => {};
let busy = false;
let shown = null; // the act whose table stands there
/* What this phone ticked, the last first, of which a few are shown; each with the name of its act, by which it is undone. */
let mine = [];
/* The name of an act by what was pressed, until the hub has answered: pressed again, it is the same act. */
const names = new Map();

const live = makeLive({
  clock,
  open: (headers, signal) => ask("/desk/live", { headers, signal }),
  opened() {
    lost = strange = false;
    if ($("open").hidden) unshut();
    drawState();
    if (!$("list").children.length && $("result").hidden) look(++turn);
  },
  event(name, data) {
    if (name !== "desk" || !data || !Array.isArray(data.worlds)) return false;
    put("event", data.title);
    $("event").lang = data.language;
    document.title = `${say("desk")} · ${data.title}`;
    $("rehearsal").hidden = !data.rehearsal;
    drawWorlds(data.worlds);
    return true;
  },
  lost(stranger) {
    lost = true;
    strange = stranger;
    drawState();
  },
  closed: shut,
});

/* {status, body, wait}; the status is 0 where no hub answered. */
async function post(path, content) {
  const control = new AbortController();
  const inTime = clock.later(PATIENCE, () => control.abort());
  try {
    const answer = await ask(path,
      { method: "POST", body: JSON.stringify(content), signal: control.signal, headers: { "Content-Type": "application/json" } });
    const body = isJson(answer) ? await answer.json() : null;
    if (body && (answer.status === 401 || answer.status === 403)) shut(answer.status);
    return { status: body ? answer.status : 0, body: body || {}, wait: seconds(answer) };
  } catch {
    return { status: 0, body: {}, wait: 0 };
  } finally {
    inTime();
  }
}

// Looking for somebody

function onInput() {
  waiting();
  hideResult();
  tell("");
  const own = ++turn;
  drawFound([], false);
  if (isEnough(field.value)) waiting = clock.later(PAUSE, () => look(own));
}

async function look(own) {
  const typed = field.value.trim();
  if (!typed) return;
  const { status, body, wait } = await post("/desk/find", { typed });
  if (own !== turn) return;
  if (status === 200 && Array.isArray(body.people)) {
    drawFound(body.people, body.more);
    tell(body.near ? say("near") : body.people.length ? "" : say(isEnough(typed) ? "nobody" : "too_few"));
  } else {
    tell(body.error || say("offline"), true);
    if (wait) waiting = clock.later(wait * 1000, () => look(own));
  }
}

function drawFound(people, more) {
  $("list").replaceChildren(...people.map(row));
  $("more").hidden = !more;
  put("more", more ? say("more") : "");
}

function row(person) {
  const name = made("span", "person", person.name);
  name.dir = "auto";
  const button = made("button", person.here ? "here" : "", name);
  button.type = "button";
  if (person.organisation) {
    const beside = made("span", "beside", person.organisation);
    beside.dir = "auto";
    button.append(beside);
  }
  const place = [person.table ? say("table", person) : "", person.here ? `✓ ${say("here")}` : ""].filter(Boolean).join(" · ");
  if (place) button.append(made("span", "place", place));
  button.addEventListener("click", () => arrive({ person: person.key }, person.name));
  return made("li", "", button);
}

// Ticking

async function arrive(what, name) {
  if (busy) return;
  busy = true;
  tell(say("noting"));
  const pressed = JSON.stringify(what);
  if (!names.has(pressed)) names.set(pressed, randomName());
  const id = names.get(pressed);
  const { status, body } = await post("/desk/arrive", { id, ...what });
  busy = false;
  if (status === 200 && body.key) {
    names.delete(pressed);
    noted(id, body);
  } else {
    if (status === 400) names.delete(pressed); // it was refused, for good
    tell(body.error && status === 400 ? body.error : say("not_noted", { name }), true);
  }
}

function noted(id, person) {
  turn++;
  waiting();
  field.value = "";
  drawFound([], false);
  closeWelcome();
  tell("");
  shown = person.ticked ? id : null;
  if (person.ticked && !mine.some(each => each.id === id)) mine = [{ id, ...person }, ...mine];
  put("who", person.name);
  put("go", person.table ? say(person.round ? "go_in" : "go", person) : "");
  put("number", person.table || "✓");
  $("number").classList.toggle("word", !person.table);
  put("called", person.called || (person.table ? "" : say("no_table")));
  put("badge", person.badge ? say("badge", person) : "");
  put("known", person.ticked ? "" : say("already"));
  $("undo").hidden = !person.ticked;
  $("result").hidden = false;
  $("walk-in").hidden = true;
  drawMine();
  $("who").focus();
  $("result").scrollIntoView({ block: "nearest" });
}

function hideResult() {
  shown = null;
  $("result").hidden = true;
  drawMine();
  $("walk-in").hidden = !$("welcome").hidden;
}

function next() {
  hideResult();
  tell("");
  field.focus();
}

async function undo(id) {
  if (busy) return;
  busy = true;
  const { status, body } = await post("/desk/undo", { id });
  busy = false;
  const tick = mine.find(each => each.id === id);
  if (status !== 200) return tell(body.error && status === 400 ? body.error : say("not_undone"), true);
  mine = mine.filter(each => each.id !== id);
  hideResult();
  return tell(say("undone", tick));
}

function drawMine() {
  $("mine").hidden = !mine.length || !$("result").hidden;
  $("ticks").replaceChildren(...mine.slice(0, MOST_MINE).map(tick => {
    const text = made("span", "", tick.table ? say("at", tick) : tick.name);
    text.dir = "auto";
    const button = made("button", "", say("undo_of", { name: "" }).replace(/\s*:\s*$/, ""));
    button.type = "button";
    button.setAttribute("aria-label", say("undo_of", tick));
    button.addEventListener("click", () => undo(tick.id));
    return made("li", "", text, button);
  }));
}

// Somebody who is on no list

function openWelcome() {
  hideResult();
  $("name").value = field.value.trim();
  $("welcome").hidden = false;
  $("walk-in").hidden = true;
  $("name").focus();
}

function closeWelcome() {
  $("welcome").hidden = true;
  $("walk-in").hidden = !$("result").hidden;
  const unsaid = $("worlds").querySelector("input");
  if (unsaid) unsaid.checked = true;
}

function welcome() {
  const name = $("name").value.trim();
  const world = ($("worlds").querySelector(":checked") || { value: "" }).value;
  if (!name) return tell(say("nameless"), true);
  return arrive({ name, world }, name);
}

function drawWorlds(worlds) {
  const there = Array.from($("worlds").querySelectorAll("input"), each => each.value).filter(Boolean);
  if (JSON.stringify(there) === JSON.stringify(worlds)) return;
  $("worlds").hidden = !worlds.length;
  $("worlds").replaceChildren(...["", ...worlds].map(world => {
    const choice = made("input");
    Object.assign(choice, { type: "radio", name: "world", value: world, checked: !world });
    const text = made("span", "", world || $("worlds").dataset.unsaid);
    text.dir = "auto";
    return made("label", "", choice, text);
  }));
}

// What is said

function tell(text, alarm = false) {
  put("said", text);
  $("said").classList.toggle("alarm", alarm);
}

function drawState() {
  put("state", say(live.connected ? "connected" : strange ? "strange" : lost ? "offline" : "connecting"));
  $("state").classList.toggle("waits", lost);
}

/* Whoever picks up a phone that was left lying reads nobody's name on it. */
function forget() {
  waiting();
  turn++;
  field.value = $("name").value = "";
  drawFound([], false);
  mine = [];
  closeWelcome();
  hideResult();
  tell("");
}

function touched() {
  forgetting();
  forgetting = clock.later(LEFT_ALONE, forget);
}

function shut(status) {
  if (token) live.slow();
  forget();
  $("open").hidden = true;
  $("shut").hidden = false;
  put("why", say(!token ? "no_link" : status === 401 ? "unknown_link" : "closed_link"));
  put("advice", say(!token || status === 401 ? "scan" : "ask_link"));
  $("why").focus();
}

function unshut() {
  $("shut").hidden = true;
  $("open").hidden = false;
}

function begin() {
  const on = (target, name, act) => target.addEventListener(name, act);
  const awake = () => document.visibilityState !== "hidden" && live.wake();
  window.begun = true; // which watch.js waits for
  $("wait").remove();
  on(window, "hashchange", () => location.reload());
  if (!token) return shut();
  $("open").hidden = false;
  on(field, "input", onInput);
  on($("search"), "submit", event => { event.preventDefault(); waiting(); look(++turn); });
  on($("welcome"), "submit", event => { event.preventDefault(); welcome(); });
  on($("walk-in"), "click", openWelcome);
  on($("cancel"), "click", () => { closeWelcome(); field.focus(); });
  on($("next"), "click", next);
  on($("undo"), "click", () => shown && undo(shown));
  for (const each of ["pointerdown", "keydown", "input"]) on(document, each, touched);
  on(document, "visibilitychange", awake);
  on(window, "online", awake);
  on(window, "pageshow", awake);
  on(window, "pagehide", forget);
  on(window, "offline", live.start);
  drawState();
  live.start();
  return field.focus();
}

begin();
