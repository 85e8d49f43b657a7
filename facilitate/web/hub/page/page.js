/* The page of one table: what is written is kept on this device first, and shown as saved when the hub says so. */
"use strict";

const TICK = 500;
const ANOTHER_TAB = 3000;

const store = makeStore("localStorage");
const ownTab = makeStore("sessionStorage");
const recall = key => { try { return JSON.parse(store.getItem(key)); } catch { return null; } };
const keep = (key, value) => store.setItem(key, JSON.stringify(value));

const link = `facilitate/link/${token}`;
const tab = ownTab.getItem("facilitate/tab") || randomName();
ownTab.setItem("facilitate/tab", tab);

const table = makeTable();
const field = $("field");
const tone = makeTone({ store, key: "facilitate/sound" });
let lost = false;
let strange = false; // what answers is no hub
/* {row} or {refused}, and what stood in the field before. */
let editing = null;
let fresh = [];
/* Several lines as ideas: {ideas, before, after: what stood in the field, asked: by whoever saved}. */
let offered = null;
/* How many lines in the field are one idea on purpose. */
let lines = 1;
/* A line is being broken by hand. */
let breaking = false;

const ask = makeAsk(() => live.stands);

const queue = makeQueue({
  store, clock, newName: randomName, tooLong: say("too_long"), strange: say("strange"),
  place: recall(link) || token,
  async send(acts, signal) {
    const { turn } = table; // where the stream was when these acts left
    const answer = await ask("/acts",
      { method: "POST", body: JSON.stringify({ acts }), signal, headers: { "Content-Type": "application/json" } });
    const body = isJson(answer) ? await answer.json() : null;
    return { status: answer.status, retryAfter: seconds(answer), body, turn };
  },
  heard(idea, act, turn) {
    if (isTrial(act)) return tried(idea);
    if (isRead(act) || isCall(act)) return undefined; // the heading tells it
    table.answered(idea, turn);
    if (!idea.undone) fresh.push([idea, act.kind]);
    return undefined;
  },
  changed: soon,
});

const live = makeLive({
  clock,
  open: (headers, signal) => ask("/live", { headers: { ...headers, "X-Device": tab }, signal }),
  opened() {
    lost = strange = false;
    if ($("open").hidden) unshut();
    tellLine();
    queue.wake();
    soon();
  },
  event(name, data) {
    if (!isOurs(name, data)) return false; // goodbye, what a later hub says, or no hub at all
    if (data.clock) data.clock.at = Date.now(); // from then on it goes by itself
    if (name === "idea") table.live(data);
    else if (name === "about") Object.assign(table.about, data);
    else table.whole(data);
    belong(`${table.about.session}/${table.about.table}`);
    remember();
    soon();
    return true;
  },
  lost(stranger) {
    lost = true;
    strange = stranger;
    tellLine();
    soon();
  },
  closed: shut,
});

const isOurs = (name, data) => !!data && (
  name === "table" ? !!data.session && Array.isArray(data.ideas)
    : !!table.about && (name === "about" || (name === "idea" && !!data.id)));

/* Now it is known which table this link is for: what was written before moves there. */
function belong(place) {
  if (queue.place === place) return;
  const from = `facilitate/${queue.place}/`;
  for (const key of keysOf(store, from)) {
    keep(key.replace(from, `facilitate/${place}/`), recall(key));
    store.removeItem(key);
  }
  queue.place = place;
  store.light(link, JSON.stringify(place));
  if (!field.value) takeDraft();
}

/* For whoever opens the page where there is no network; without room for it, nothing of theirs is lost. */
function remember() {
  if (table.about) store.light(`facilitate/${queue.place}/seen`, JSON.stringify({ ...table.about, asks: null, ideas: table.ideas() }));
}

// What is drawn

let due = false;
function soon() {
  if (due) return;
  due = true;
  Promise.resolve().then(() => { due = false; redraw(); });
}

function redraw() {
  if (!$("shut").hidden) return undefined;
  if (queue.closed) return shut(queue.closed);
  const acts = ideaActs();
  const rows = table.rows(acts);
  const refused = acts.filter(act => act.refused).reverse().map(act => ({ ...act, key: act.id }));
  const tongue = table.about && table.about.language;
  place($("list"), [...refused.filter(act => !act.aside), ...rows], tongue);
  drawAside(refused.filter(act => act.aside), tongue);
  drawHead();
  drawTrial();
  drawRead(rows);
  drawCall();
  drawRoom();
  drawCount(rows);
  drawState(rows, acts, refused);
  tellFresh();
  return undefined;
}

function drawHead() {
  const { about } = table;
  if (!about) return;
  const called = [say("table", about), about.name].filter(Boolean).join(" · ");
  put("name", called);
  put("event", [about.place, about.title].filter(Boolean).join(" · "));
  $("rehearsal").hidden = !about.rehearsal;
  $("event").lang = $("question").lang = $("coming").lang = about.language;
  document.title = `${called} · ${about.title}`;
  const home = about.on === false && (about.phases || {})[about.phase];
  const outside = !home && !about.closed && about.tables && about.table > about.tables;
  $("belongs").hidden = !home && !outside;
  put("belongs", home ? say("belongs", { phase: home }) : outside ? say("outside", about) : "");
  $("closed").hidden = !about.closed;
  put("closed", closedWords());
  tick();
}

/* Nothing new is taken at a closed table; what waits on this device still goes out, as the ideas of this table. */
function closedWords() {
  const { closed } = table.about || {};
  if (!closed) return "";
  const to = closed.name ? `${closed.table} (${closed.name})` : closed.table;
  return `${closed.table ? say("merged", { table: to }) : say("closed", closed)} ${say("still_sent")}`;
}

/* Words in the field of a closed table are saved nowhere: not everything is, then. */
const notTaken = () => !editing && !!closedWords() && !!field.value.trim();

/* Which round it is, and whether tables change after it. */
let moment = "";
/* The change during which somebody finishes a sentence. */
let writing = "";

/* What is left of the phase in seconds; in a rehearsal time goes faster. */
function leftNow() {
  const { clock: told, rehearsal } = table.about || {};
  const passed = told && told.running ? (Date.now() - told.at) / 1000 * (rehearsal || 1) : 0;
  return told ? told.left - passed : 0;
}

const partNow = () => roundAt((table.about || {}).clock, leftNow());

function tick() {
  const { clock: told } = table.about || {};
  const left = leftNow(), part = partNow();
  const word = !told ? "no_phase" : !told.running ? "paused" : left < 0 ? "over" : "left";
  const round = part ? part.changing ? say("changeover") : say("round", { number: part.round, of: part.of }) : "";
  put("phase", told ? [round || told.phase, (!part || word === "paused") && say(word)].filter(Boolean).join(" · ") : say(word));
  put("digits", told ? digits(part ? part.left : left) : "");
  put("rest", part ? `${told.phase} · ${digits(left)}` : "");
  $("clock").className = left < 0 ? "late" : word;
  put("question", asked(part));
  if (!picked && !editing) markStatus(usualHere());
  drawChange(told, part);
}

/* What the table is asked now; without a network the round that has begun meanwhile asks its own. */
function asked(part) {
  return part ? part.question : (table.about || {}).question;
}

/* The status of an idea of which nobody says one: a question about what works asks for what exists. */
const usual = part => (part || table.about || {}).usual || "to_create";
/* What was asked when the sentence in the field was begun. */
let sentence = null;
const usualHere = () => (sentence && !editing ? sentence.usual : usual(partNow()));
/* Whether somebody said the status of what is being written. */
let picked = false;

/* That tables change stands before all else. What is being typed stays in its field, which is there again after. */
function drawChange(told, part) {
  const changing = !!part && part.changing;
  const now = part ? `${part.round}/${changing}` : "";
  if (moment && now !== moment) tone.ring();
  moment = now;
  const coming = changing && told.rounds.find(each => each.round === part.round + 1);
  $("change").hidden = !changing || writing === now;
  $("sound").hidden = !tone.possible || !(told && told.rounds);
  put("sound", say(tone.wanted ? "sound_on" : "sound_off"));
  $("sound").setAttribute("aria-pressed", String(tone.wanted));
  if (!changing) return;
  put("change-digits", digits(part.left));
  put("coming", coming && coming.question !== part.question ? say("coming", { phase: coming.question }) : "");
  put("typed", field.value.trim() ? say("kept_typing") : "");
  $("finish").textContent = say(field.value.trim() ? "finish" : "write");
}

function finish() {
  writing = moment;
  tick();
  field.focus();
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
  const all = count("count", rows.length - gone);
  put("count", !rows.length ? say(closedWords() ? "none_noted" : "nothing") : gone ? `${all} · ${count("gone", gone)}` : all);
}

function drawState(rows, acts, refused) {
  const waits = rows.filter(row => !row.saved).length || acts.length - refused.length;
  const open = refused.filter(act => !act.aside).length;
  const state = live.connected ? (waits ? count("sending", waits) : say(refused.length || notTaken() ? "connected" : "all_saved"))
    : !lost ? say("connecting") : store.forgets ? say("offline_open") : waits ? count("offline_waiting", waits) : say("offline");
  const trouble = strange ? say("strange") : waits && queue.trouble;
  put("state", [state, trouble, open && count("refused_count", open), forgetting()].filter(Boolean).join(" "));
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

const forgetting = () => store.forgets && say(store.absent ? "blocked" : "full");

/* Whether the hub is there, when it changed: at most one sentence in a while, however often the line comes and goes. */
const CALM = 10000;
let line = { connected: true, at: -CALM, due: false };
function tellLine() {
  const wait = line.at + CALM - Date.now();
  if (line.due || !table.about || !$("shut").hidden) return;
  if (wait > 0) {
    line.due = true;
    clock.later(wait, () => { line.due = false; tellLine(); });
  } else if (line.connected !== live.connected) {
    line = { connected: live.connected, at: Date.now(), due: false };
    tell(live.connected ? "back" : store.forgets ? "offline_open" : "offline", !live.connected);
  }
}

/* What this device sent and the hub has on its disk: one sentence, however many came back at once. */
function tellFresh() {
  if (!fresh.length) return;
  const [[{ ref }, kind]] = fresh;
  const many = fresh.every(([, each]) => each === "record") ? "saved_ideas" : "saved_many";
  tell("", false, fresh.length > 1 ? count(many, fresh.length) : say(`done_${kind}`, { ref }));
  fresh = [];
  remember();
}

// Keeping

function tellKept() {
  if (!live.connected) tell(store.forgets ? "kept_open" : "kept_here");
}

function submit() {
  const text = field.value.trim();
  const status = chosen();
  if (!editing && ideasIn(text).length > lines) return offer({ ...(offered || fromField()), asked: true });
  closeOffer();
  field.focus();
  if (!text) return tell("empty", true);
  if (!editing && closedWords()) return tell("not_taken", true);
  const { row, refused } = editing || {};
  if (row && row.text === text && row.status === status) return stopEditing();
  const act = row ? { kind: "edit", idea: row.id, text, status } : recorded(text, status);
  if (refused) queue.correct(refused, text, status);
  else queue.add(act);
  tellKept();
  return editing ? stopEditing() : fill("");
}

const chosen = () => document.querySelector("[name=status]:checked").value;
const pickedStatus = () => (picked ? chosen() : "");
const markStatus = status => { document.querySelector(`[name=status][value=${status}]`).checked = true; };

/* Without a status it is the usual one, and follows the question until somebody says another. */
function fill(text, status = "", together = 1, under = null) {
  field.value = text;
  sentence = text ? under : null;
  lines = together;
  picked = !!status;
  markStatus(status || usualHere());
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
  const draft = { text: field.value, status: pickedStatus(), lines, begun: sentence, editing, at: Date.now() };
  if (!draft.text && !editing && !draft.status) store.removeItem(draftKey());
  else keep(draftKey(), draft);
}

function takeDraft() {
  const drafts = keysOf(store, draftKey("")).map(key => ({ key, ...recall(key) })).sort((a, b) => b.at - a.at);
  const draft = drafts.find(({ key }) => key === draftKey()) || drafts[0];
  if (!draft) return;
  store.removeItem(draft.key);
  editing = draft.editing;
  showEditing();
  fill(draft.text, draft.status, draft.lines, draft.begun);
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
  const before = editing ? editing.before : { text: field.value, status: pickedStatus(), lines, begun: sentence };
  closeOffer();
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
  fill(before.text, before.status, before.lines, before.begun);
  field.focus();
  if (row) refocus($("list"), row.key, "edit");
  document.activeElement.scrollIntoView({ block: "nearest" });
}

function onList(event) {
  const button = event.target.closest("button");
  if (!button) return;
  const key = button.closest("li").dataset.key;
  const acts = ideaActs();
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

/* An idea belongs to the phase whose question stood above the field, however late it leaves this device. */
function recorded(text, status) {
  const { about } = table;
  if (!about) return { kind: "record", text, status };
  const { phase, round } = sentence || askedNow();
  return { kind: "record", text, status, phase, ...(round ? { round: String(round) } : {}) };
}

/* What the table is asked at this moment: the phase, the round, and the status of which nobody says another. */
function askedNow() {
  const part = partNow();
  return { phase: table.about.phase, round: (part || table.about).round, usual: usual(part) };
}

/* A sentence belongs to the question it was begun under, however long it takes; while tables change nobody asks. */
function beginSentence() {
  if (editing) return;
  if (!field.value.trim()) sentence = null;
  else if (table.about && !(partNow() || {}).changing) sentence = sentence || askedNow();
}

function act(what) {
  queue.add(what);
  tellKept();
}

// Several lines: however they came into the field, whether they are several ideas or one is asked, at the latest when they
// are saved. Only a line that was broken by hand (Shift and Enter) belongs to its idea without a question.

const BREAK = /\r\n|[\r\n\v\f\x85\u2028\u2029]/;
const ideasIn = text =>
  text.split(BREAK).map(line => line.replace(/^\s*(?:[-–—*•◦▪·✓]|\d{1,3}[.)])\s+/, "").trim()).filter(Boolean);
const fromField = () => ({ ideas: ideasIn(field.value), before: "", after: field.value });

function offer(what) {
  const news = !offered;
  offered = what;
  put("as-many", count("as_many", what.ideas.length));
  $("pasted").hidden = false;
  if (news || what.asked) tell("several");
  if (what.asked) $("as-many").focus();
}

function onPaste(event) {
  const ideas = ideasIn(event.clipboardData ? event.clipboardData.getData("text") : "");
  if (editing || ideas.length < 2) return;
  offer({ ideas, before: field.value, after: null });
  setTimeout(() => $("as-many").focus());
}

function onInput() {
  const found = fromField();
  lines = breaking ? lines + 1 : Math.max(1, Math.min(lines, field.value.split(BREAK).length));
  breaking = false;
  if (offered && offered.after === null) offered.after = field.value; // this is the paste itself
  else if (!editing && found.ideas.length > lines) offer(found);
  else closeOffer();
  beginSentence();
  grow();
  keepDraft();
}

function saveMany() {
  const { ideas, before } = offered;
  const status = chosen();
  if (closedWords()) return tell("not_taken", true);
  closeOffer();
  ideas.forEach(text => queue.add(recorded(text, status)));
  fill(before);
  tellKept();
  return field.focus();
}

function keepAsOne() {
  const { asked } = offered;
  lines = ideasIn(field.value).length;
  closeOffer();
  keepDraft();
  field.focus();
  if (asked) submit();
}

function closeOffer() {
  if (offered && $("said").textContent === say("several")) tell("", false, "");
  offered = null;
  $("pasted").hidden = true;
}

// When the link opens nothing

/* It may be another session that answers for a moment: what waits stays, and the page asks again by itself. */
function shut(status) {
  if (token) live.slow();
  if (!$("shut").hidden) return;
  const why = !token ? "no_link" : status === 401 ? "unknown_link" : "closed_link";
  const kept = unsent().length;
  $("open").hidden = true;
  $("shut").hidden = false;
  put("why", (document.title = say(why)));
  put("advice", say(!token ? "scan" : status === 401 ? "scan_again" : "ask_link"));
  put("kept", [kept && (forgetting() || count("kept_words", kept)), token && say("asks_again")].filter(Boolean).join(" "));
  $("rescue").hidden = !kept;
  $("why").focus();
}

function unshut() {
  $("shut").hidden = true;
  $("open").hidden = false;
  queue.reopen();
  if (!field.value) takeDraft();
  grow();
  field.focus();
}

/* Everything on this device that the hub may not have, in words. */
function unsent() {
  const acts = ideaActs();
  return [
    ...table.rows(acts).filter(row => !row.saved).reverse().map(row => row.text + (row.withdrawn ? ` (${say("withdrawn")})` : "")),
    ...acts.filter(act => act.refused).map(act => act.text),
    ...keysOf(store, draftKey("")).map(key => (recall(key) || {}).text),
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
  if (event.key === "Escape" && !$("change").hidden) finish();
  else if (event.key === "Escape" && offered) { closeOffer(); field.focus(); }
  else if (event.key === "Escape" && editing) stopEditing();
}

function onFieldKey(event) {
  // Safari ends the composition before it tells of the Enter that did; only the code 229 says whose key it was.
  if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
  breaking = event.shiftKey;
  if (breaking) return;
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
  window.begun = true; // which watch.js waits for
  ownTab.removeItem("facilitate/tries");
  $("wait").remove();
  on(window, "hashchange", () => location.reload());
  if (!token) return shut();
  const seen = recall(`facilitate/${queue.place}/seen`);
  if (seen) table.whole(seen);
  $("open").hidden = false;
  on($("copy"), "click", copy);
  // Who touches Save while "3 ideas, or one?" stands on the page takes what is offered.
  on($("entry"), "submit", event => { event.preventDefault(); offered ? saveMany() : submit(); });
  on($("entry"), "change", event => { picked = picked || event.target.name === "status"; keepDraft(); });
  on($("save"), "mousedown", event => event.preventDefault()); // the keyboard on screen stays
  on($("cancel"), "click", stopEditing);
  on($("finish"), "click", finish);
  on($("sound"), "click", () => { tone.toggle(); tick(); });
  on(document, "pointerdown", tone.touched);
  on($("try"), "click", tryIt);
  on($("sign"), "click", sign);
  on($("call"), "click", call);
  on($("read-list"), "click", onStar);
  on($("as-many"), "click", saveMany);
  on($("as-one"), "click", keepAsOne);
  on(field, "keydown", onFieldKey);
  on(field, "input", onInput);
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
  beginHealth();
  live.start();
  queue.wake();
  return field.focus();
}

begin();
