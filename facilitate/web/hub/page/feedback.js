/* The closing questions: a step for each. An answer goes out under a code that this phone draws for it and forgets, so
   that what is sent twice counts once; it waits here while there is no network, and nothing of it stays once it is sent. */
"use strict";

const WAITS = "facilitate/answers"; // what is not sent yet
const ANSWERED = "facilitate/answered"; // which questions were answered on this phone, and not how

let asked = ""; // the questions that stand there
let steps = []; // of each question, 0 for none
let answerCode = "";
let unsent = null;
let sending = false;
let isIn = false; // that the hub has an answer under this code

const recalled = key => { try { return localStorage.getItem(key); } catch { return null; } };
const remember = (key, text) => {
  try {
    if (text) localStorage.setItem(key, text);
    else localStorage.removeItem(key);
  } catch { /* then it is kept for as long as the page is open */ }
};

function drawQuestions({ feedback, language: tongue }) {
  $("feedback").hidden = !feedback;
  unsent = unsent || JSON.parse(recalled(WAITS));
  if (!feedback) {
    if (unsent) drop(say("answers_late"));
    asked = "";
    return;
  }
  if (feedback.id !== asked) standQuestions(feedback, tongue);
  if (unsent && unsent.feedback !== asked) drop(say("answers_late"));
  if (unsent) sendAnswers();
}

function standQuestions(feedback, tongue) {
  asked = feedback.id;
  afresh();
  $("asked").replaceChildren(...feedback.questions.map((text, at) => question(text, at, feedback.steps, tongue)));
  if (unsent || recalled(ANSWERED) === asked) thank(say(unsent ? "answers_wait" : "answered_here"), Boolean(unsent));
}

function question(text, at, words, tongue) {
  const legend = made("legend", "", text);
  legend.dir = "auto";
  legend.lang = tongue;
  const none = made("button", "", say("leave_out"));
  none.type = "button";
  none.hidden = true;
  const choose = step => {
    steps[at] = step;
    none.hidden = !step;
  };
  const choices = words.map((word, place) => {
    const input = made("input");
    Object.assign(input, { type: "radio", name: `step-${at}`, value: place + 1 });
    input.addEventListener("change", () => choose(place + 1));
    return made("label", "", input, word);
  });
  none.addEventListener("click", () => {
    const first = choices[0].querySelector("input");
    choices.forEach(each => { each.querySelector("input").checked = false; });
    choose(0);
    first.focus();
  });
  return made("fieldset", "", legend, made("div", "", ...choices), none);
}

/* Somebody else answers, or nobody did: nothing is chosen, and what comes is an answer of its own. */
function afresh() {
  answerCode = randomName();
  isIn = false;
  clearSteps();
  write();
}

function clearSteps() {
  steps = [];
  for (const input of $("asked").querySelectorAll("input")) input.checked = false;
  for (const button of $("asked").querySelectorAll("button")) button.hidden = true;
}

function write() {
  for (const element of [$("asked"), $("feedback").querySelector(".chief")]) element.hidden = false;
  for (const id of ["recall", "another"]) $(id).hidden = true;
  report("");
}

/* The questions give way to thanks: whoever takes this phone next does not see what was chosen. */
function thank(text, waits) {
  for (const element of [$("asked"), $("feedback").querySelector(".chief")]) element.hidden = true;
  $("recall").hidden = waits || !isIn;
  $("another").hidden = waits;
  report(text);
}

function report(text, alarm = false) {
  put("sent", text);
  $("sent").classList.toggle("alarm", alarm);
}

function drop(text) {
  unsent = null;
  remember(WAITS, "");
  write();
  tell(text, true);
}

function submitAnswers() {
  if (unsent || !asked) return;
  if (!steps.some(Boolean)) return report(say("nothing"), true);
  const all = Array.from($("asked").children, (_, at) => steps[at] || 0);
  unsent = { feedback: asked, code: answerCode, steps: all.join(" ") };
  remember(WAITS, JSON.stringify(unsent));
  thank(say("sending"), true);
  sendAnswers();
}

async function sendAnswers() {
  if (sending) return;
  sending = true;
  const brought = unsent;
  const { status, body } = await answered("/vote/feedback",
    { method: "POST", body: JSON.stringify(brought), headers: { "Content-Type": "application/json" } });
  sending = false;
  if (brought !== unsent) return null; // other questions stand there by now
  if (status === 200) {
    const text = say(isIn ? "answers_changed" : "answers_in");
    isIn = unsent.code === answerCode; // else it waited from before this page was loaded, which cannot change it
    unsent = null;
    remember(WAITS, "");
    remember(ANSWERED, asked);
    clearSteps(); // whoever changes answers ticks them all again
    thank(text, false);
    if (document.activeElement === document.body) $(isIn ? "recall" : "another").focus();
    return look();
  }
  if (status === 400) return drop(body.error);
  return report(say("answers_wait")); // sent again with the next look
}

function beginQuestions(on) {
  on($("feedback"), "submit", event => { event.preventDefault(); submitAnswers(); });
  on($("another"), "click", () => { afresh(); $("asked").querySelector("input").focus(); });
  on($("recall"), "click", () => { write(); $("asked").querySelector("input").focus(); });
}
