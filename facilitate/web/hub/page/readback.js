/* Reading back: the list stands large and numbered, the table signs it, and marks what matters most to it.
   What it stands on is in page.js. */
"use strict";

const READ = ["sign", "favour"];
const MOST_STARS = 3;
const isRead = act => READ.includes(act.kind);
const waitingRead = kind => queue.acts().filter(act => act.kind === kind && !act.refused).pop();

/* What is read: the ideas that stand in the phase that is asked about, in the order they came. */
const readRows = rows => rows.filter(row => !row.withdrawn && !row.elsewhere).reverse();

function starred() {
  const waits = waitingRead("favour");
  return waits ? waits.ideas.split(" ").filter(Boolean) : ((table.about.read || {}).favourites || []);
}

const isStar = (row, stars) => stars.includes(row.id) || stars.includes(row.key);

function drawRead(rows) {
  const read = table.about && table.about.read;
  $("read").hidden = !read;
  if (!read) return;
  const found = readRows(rows), stars = starred(), tongue = table.about.language;
  const isNew = row => read.signed !== undefined && (!row.saved || read.unheard.includes(row.id));
  const said = JSON.stringify([found, stars, read]);
  if ($("read-list").said !== said) {
    const focus = document.activeElement.dataset.star;
    $("read-list").said = said;
    $("read-list").replaceChildren(...found.map(row => readItem(row, isStar(row, stars), isNew(row), tongue)));
    if (focus) ($("read-list").querySelector(`[data-star="${focus}"]`) || $("sign")).focus({ preventScroll: true });
  }
  $("sign").disabled = !found.length;
  const waits = waitingRead("sign"), last = queue.acts().filter(act => isRead(act) && act.refused).pop();
  put("signed", last ? `${say("refused")} ${last.refused}` : !found.length ? say("read_empty") : waits ? say("read_waiting")
    : read.signed === undefined ? "" : found.some(isNew) ? say("read_changed") : count(read.by_facilitator ? "read_by_facilitator" : "read_signed", read.signed));
}

function readItem(row, star, unheard, tongue) {
  const button = made("button", star ? "star on" : "star", star ? "★" : "☆");
  button.type = "button";
  button.dataset.star = row.key;
  button.setAttribute("aria-pressed", String(star));
  button.setAttribute("aria-label", say("star", { idea: called(row) }));
  const mark = unheard ? [made("small", "", say("unheard"))] : [];
  return made("li", unheard ? "unheard" : "", made("div", "", ...mark, words(row.text, tongue)), button);
}

/* The last word alone counts: what waits of the same kind is not sent any more. */
function sayRead(kind, ideas) {
  queue.acts().filter(act => act.kind === kind).forEach(act => store.removeItem(queue.prefix() + act.id));
  queue.add({ kind, ideas: ideas.join(" "), phase: table.about.phase });
}

function sign() {
  const rows = readRows(table.rows(ideaActs()));
  if (rows.length) sayRead("sign", rows.map(row => row.id));
}

function onStar(event) {
  const button = event.target.closest("button");
  if (!button) return;
  const rows = readRows(table.rows(ideaActs())), before = starred();
  const kept = rows.filter(row => isStar(row, before)).sort((a, b) => before.indexOf(a.id) - before.indexOf(b.id));
  const row = rows.find(each => each.key === button.dataset.star);
  const stars = kept.includes(row) ? kept.filter(each => each !== row) : [...kept, row];
  if (stars.length > MOST_STARS) put("signed", say("read_three"));
  else sayRead("favour", stars.map(each => each.id));
}
