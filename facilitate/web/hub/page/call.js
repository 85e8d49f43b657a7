/* Calling: one touch asks the facilitator to come, another takes it back; without a network it waits, like an idea.
   What it stands on is in page.js. */
"use strict";

const CALLS = ["call", "uncall"];
const isCall = act => CALLS.includes(act.kind);
const waitingCall = () => queue.acts().filter(act => isCall(act) && !act.refused).pop();

const calls = () => {
  const waits = waitingCall();
  return waits ? waits.kind === "call" : !!(table.about && table.about.calls);
};

/* Somebody is on the way: said for some minutes, by this device's own clock. */
const COMING = 5 * 60 * 1000;
let comingSince = 0;

function isComing() {
  if (!table.about || !table.about.coming) comingSince = 0;
  else if (!comingSince) {
    comingSince = Date.now();
    setTimeout(drawCall, COMING + 1000);
  }
  return comingSince > 0 && Date.now() - comingSince < COMING;
}

function drawCall() {
  const waits = waitingCall(), on = calls();
  $("calling").hidden = !table.about;
  $("call").classList.toggle("on", on); // its name tells what a touch does now
  put("call", say(on ? "call_back" : "call"));
  put("called", !on ? (isComing() ? say("call_coming") : "") : say(waits ? "call_waits" : "call_seen"));
}

/* What was touched last counts: a call that waits and is taken back is not sent at all. */
function call() {
  const kind = calls() ? "uncall" : "call";
  queue.acts().filter(isCall).forEach(act => store.removeItem(queue.prefix() + act.id));
  if ((kind === "call") !== !!table.about.calls) queue.add({ kind });
  else redraw();
}
