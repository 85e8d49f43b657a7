/* Trying: before the tables begin a text goes the whole way to the hub's disk and back. It is no idea, and counts nowhere.
   What it stands on is in page.js. */
"use strict";

const isTrial = act => act.kind === "try";
const ideaActs = () => queue.acts().filter(act => !isTrial(act) && !isRead(act) && !isCall(act));
const triedKey = () => `facilitate/${queue.place}/tried`;
const hour = at => new Date(at).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

function tryIt() {
  const before = queue.acts().filter(isTrial);
  if (before.some(act => !act.refused)) return;
  before.forEach(act => store.removeItem(queue.prefix() + act.id));
  queue.add({ kind: "try", text: say("trial_words", { time: hour(Date.now()) }) });
  tellKept();
}

function tried({ text }) {
  store.light(triedKey(), JSON.stringify({ text, at: Date.now() }));
}

function drawTrial() {
  const [last] = queue.acts().filter(isTrial).reverse();
  const done = recall(triedKey());
  $("trial").hidden = !(table.about && table.about.trial) && !(last && !last.refused);
  put("tried", last && last.refused ? `${say("refused")} ${last.refused}`
    : last ? say("trial_waiting", last)
      : done ? say("trial_saved", { text: done.text, time: hour(done.at) }) : say("trial_about"));
}
