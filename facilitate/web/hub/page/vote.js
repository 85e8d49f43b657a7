/* The room votes: what is voted on stands in an order of each phone's own, a slip's code brings its ballot in, and nothing
   is kept on this phone, neither the code nor what was chosen: that stands there until the page is left, and nowhere else. */
"use strict";

const PAUSE = 5000; // between looks at what is voted on
const PATIENCE = 10000;

const ask = makeAsk(() => false);
let shown = ""; // the vote that stands there
let rule = "";
let most = 0;
let cap = 1;
let marks = new Map(); // letter → ticks, dots or fingers
let busy = ""; // the vote whose ballot is on its way
let blank = false; // that a blank ballot is meant was asked
let received = ""; // the vote that has a ballot of this phone, until another is begun
let waiting = () => {};
let again = () => {}; // sends once more what the hub had no room for

/* {status, body}; the status is 0 where no hub answered. */
async function answered(path, more) {
  const control = new AbortController();
  const inTime = clock.later(PATIENCE, () => control.abort());
  try {
    const answer = await ask(path, { signal: control.signal, headers: {}, ...more });
    const body = isJson(answer) ? await answer.json() : null;
    if (body && (answer.status === 401 || answer.status === 403)) shut(answer.status);
    return { status: body ? answer.status : 0, strange: !body, body: body || {} };
  } catch {
    return { status: 0, strange: false, body: {} };
  } finally {
    inTime();
  }
}

async function look() {
  waiting();
  const { status, strange, body } = await answered("/vote");
  if (status === 200) draw(body);
  else if (!status) state(say(strange ? "strange" : $("ballot").hidden && !$("feedback").hidden ? "offline_asked" : "offline"), true);
  if (!$("shut").hidden) return;
  waiting = clock.later(PAUSE, look);
}

function state(text, waits = false) {
  put("state", text);
  $("state").classList.toggle("waits", waits);
}

function draw(body) {
  put("event", body.title);
  $("event").lang = body.language;
  const title = body.feedback && body.state !== "open" ? say("questions") : say("vote");
  put("title", title);
  $("asking").hidden = title === say("questions");
  document.title = `${title} · ${body.title}`;
  $("rehearsal").hidden = !body.rehearsal;
  if ((shown || received) !== (body.state === "open" ? body.vote : "")) leave();
  $("ballot").hidden = body.state !== "open" || Boolean(received);
  $("secret").hidden = body.state !== "open" && Boolean(body.result || body.feedback);
  if (body.state !== "open") {
    drawResult(body);
    drawQuestions(body);
    if (body.feedback) return state(say("responded", body.feedback));
    return state(body.result ? body.result.about.join(" ") : say(body.state === "closed" ? "closed" : "none"));
  }
  drawResult(body);
  drawQuestions(body);
  if (body.vote !== shown && !received) present(body);
  return state(body.progress ? say("voted", body) : "");
}

/* Another vote, or none: what is chosen here, received and told was of the one before. */
function leave() {
  standReceipt("");
  tell("");
  shown = "";
  forget();
}

/* What came of it, both readings side by side, above what an earlier vote kept; drawn anew only where it changed, for somebody may be reading it. */
function drawResult({ result, kept, language: tongue }) {
  const text = JSON.stringify([result, kept]);
  $("result").hidden = !result;
  if (!result || $("result").said === text) return;
  $("result").said = text;
  const [title, ...heads] = result.heads;
  const head = words => Object.assign(made("th", "", words), { scope: "col" });
  const find = name => $("result").querySelector(name);
  find("caption").textContent = title;
  find("thead tr").replaceChildren(...heads.map(head));
  find("tbody").replaceChildren(...result.rows.map(each => resultRow(each, heads.length, tongue)));
  const earlier = kept ? [made("h2", "", kept.title), ...kept.rows.map(each => keptRow(each, tongue))] : [];
  $("earlier").replaceChildren(...earlier);
  $("notes").replaceChildren(...result.notes.map(words => made("p", "", words)));
}

function keptRow(each, tongue) {
  const words = Object.assign(made("span", "", each.text), { dir: "auto", lang: tongue });
  return made("p", "", made("b", "", `✓ ${each.letter}`), " ", words);
}

function resultRow(each, columns, tongue) {
  const words = made("span", "", each.text);
  words.dir = "auto";
  words.lang = tongue;
  const called = made("th", each.kept ? "kept" : "", made("b", "", `${each.kept ? "✓ " : ""}${each.letter}`), " ", words);
  called.scope = "row";
  if (each.shares) called.append(made("small", "", each.shares));
  return made("tr", "", called, made("td", "", each.total), ...(columns > 2 ? [made("td", "", each.both)] : []));
}

function present(body) {
  shown = body.vote;
  ({ rule, most, cap } = body);
  forget();
  put("how", body.how);
  $("how").lang = language;
  $("shuffled").hidden = body.candidates.length < 2;
  const rows = body.candidates.map(each => row(each, body.language));
  for (let at = rows.length - 1; at > 0; at--) {
    const other = Math.floor(Math.random() * (at + 1));
    [rows[at], rows[other]] = [rows[other], rows[at]];
  }
  $("list").replaceChildren(...rows);
  drawChosen();
}

function row({ letter, text }, tongue) {
  const words = made("span", "text", text);
  words.dir = "auto";
  words.lang = tongue;
  const each = made("li", rule === "dots" ? "dots" : "");
  each.dataset.letter = letter;
  if (rule === "dots") each.append(made("b", "", letter), words, made("span", "steps", ...dots(letter, text)));
  else if (rule === "five") each.append(words, made("div", "fingers", ...[0, 1, 2, 3, 4, 5].map(number => choice("radio", letter, String(number), number))));
  else each.append(choice("checkbox", letter, words, 1));
  return each;
}

function choice(type, letter, inside, value) {
  const input = made("input");
  Object.assign(input, { type, name: letter, value });
  input.addEventListener("change", () => {
    if (type === "checkbox" && input.checked && given() >= most) {
      input.checked = false;
      return drawFull(input);
    }
    if (input.checked) marks.set(letter, value);
    else marks.delete(letter);
    drawChosen();
  });
  return made("label", "", input, ...(type === "checkbox" ? [made("b", "", letter)] : []), inside);
}

function dots(letter, text) {
  const number = made("output", "", "0");
  const step = (sign, name, by) => {
    const button = made("button", "", sign);
    button.type = "button";
    button.setAttribute("aria-label", say(name, { text }));
    button.addEventListener("click", () => {
      const now = (marks.get(letter) || 0) + by;
      if (now < 0 || now > cap) return;
      if (by > 0 && given() >= most) return drawFull(button);
      if (now) marks.set(letter, now);
      else marks.delete(letter);
      number.value = now;
      drawChosen();
    });
    return button;
  };
  return [step("−", "fewer", -1), number, step("+", "more", 1)];
}

const given = () => [...marks.values()].reduce((sum, number) => sum + number, 0);

/* Who has chosen as many as may be chosen can take one back, and no more: told below the finger, and to who listens in
   the line that stays in sight. */
function drawFull(tapped) {
  const words = say("chosen_full", { n: given(), most });
  drawChosen();
  tapped.closest("li").append(Object.assign(made("p", "full", words), { ariaHidden: "true" }));
  clock.later(50, () => put("chosen", words)); // the same words once more are told once more
}

function drawChosen() {
  blank = false;
  standWorlds(false);
  for (const note of $("list").querySelectorAll(".full")) note.remove();
  put("chosen", rule === "five" ? "" : say("chosen", { n: given(), most }));
}

/* A slip that names no world: whoever has it says theirs with one tap, or that they would not, before their ballot counts. */
function askWorld({ error, worlds }) {
  const tongue = $("event").lang;
  const button = (words, world, more) => {
    const each = Object.assign(made("button", "", words), { type: "button", dir: "auto", ...more });
    each.addEventListener("click", () => cast(world));
    return each;
  };
  put("which", error);
  $("worlds").replaceChildren(...worlds.map(each => button(each, each, { lang: tongue })), button(say("no_world"), ""));
  standWorlds(true);
  $("which").focus();
  $("world").scrollIntoView({ block: "nearest" });
}

function standWorlds(asked) {
  $("world").hidden = !asked;
  $("cast").hidden = asked;
}

async function cast(world) {
  again();
  const code = $("code").value.trim();
  const vote = shown; // another may stand there before the answer comes
  if (!vote || busy === vote) return;
  if (!code) return tell(say("no_code"), true);
  if (!marks.size && !blank) {
    blank = true;
    return tell(say("blank"), true);
  }
  busy = vote;
  tell(say("sending"));
  const text = [...marks].map(([letter, number]) => (number === 1 ? letter : `${letter}:${number}`)).join(" ");
  const content = { vote, code, marks: text, world };
  const { status, body } = await answered("/vote/ballot",
    { method: "POST", body: JSON.stringify(content), headers: { "Content-Type": "application/json" } });
  if (busy === vote) busy = "";
  if (vote !== shown) return status === 200 ? null : tell(say("earlier"), true);
  if (status === 200) {
    standReceipt(vote);
    shown = ""; // whoever picks up this phone next finds neither the code nor what is ticked
    forget();
    tell(say(body.had ? "changed" : "in"));
    $("said").focus();
    return look();
  }
  if (body.worlds) {
    tell("");
    return askWorld(body);
  }
  if (status === 429 || status === 503) again = clock.later(PAUSE, () => cast(world));
  tell(body.error || say("no_answer"), true);
  if (status !== 400) return null;
  await look(); // what is refused because its vote was closed stays in sight when that vote goes
  return vote === shown ? null : tell(body.error, true);
}

/* What is in, until another ballot is begun: what was chosen too, which goes as soon as this page is out of sight. */
function standReceipt(vote) {
  received = vote;
  $("receipt").hidden = !vote;
  if (vote) $("ballot").hidden = true;
  const rows = vote ? $("list").querySelectorAll("li") : [];
  const mine = [...rows].filter(each => marks.has(each.dataset.letter)).map(mineRow);
  hideMine();
  if (vote) $("mine").append(made("h2", "", say(marks.size ? "mine" : "mine_blank")), made("ul", "", ...mine), made("p", "", say("mine_gone")));
}

function mineRow(each) {
  const { letter } = each.dataset, number = marks.get(letter);
  const words = each.querySelector(".text").cloneNode(true);
  return made("li", "", ...(rule === "five" ? [] : [made("b", "", letter), " "]), words, ...(rule === "approve" ? [] : [` · ${number}`]));
}

const hideMine = () => $("mine").replaceChildren();

function voteAnew() {
  standReceipt("");
  tell("");
  look().then(() => $("list").querySelector("input, button")?.focus());
}

function tell(text, alarm = false) {
  put("said", text);
  $("said").classList.toggle("alarm", alarm);
}

function forget() {
  again();
  standWorlds(false);
  marks = new Map();
  $("code").value = "";
  $("list").replaceChildren();
}

function shut(status) {
  waiting();
  standReceipt("");
  forget();
  $("open").hidden = true;
  $("shut").hidden = false;
  put("why", say(!token ? "no_link" : status === 401 ? "unknown_link" : "closed_link"));
  put("advice", say("scan"));
  $("why").focus();
}

function begin() {
  const on = (target, name, act) => target.addEventListener(name, act);
  window.begun = true; // which watch.js waits for
  $("wait").remove();
  on(window, "hashchange", () => location.reload());
  if (!token) return shut();
  $("open").hidden = false;
  for (const name of ["input", "click"]) on($("ballot"), name, () => again());
  on($("code"), "input", () => standWorlds(false));
  on($("ballot"), "submit", event => { event.preventDefault(); cast(); });
  on($("anew"), "click", voteAnew);
  beginQuestions(on);
  on(window, "online", look);
  on(document, "visibilitychange", () => (document.visibilityState === "hidden" ? hideMine() : look()));
  on(window, "pagehide", hideMine);
  return look();
}

begin();
