/* What the whole room is asked now, a vote or the closing questions, or which table speaks: said in one calm line, with
   the link of the room's own page where it has one. Nothing of it passes through this page, nor is its link kept. What it stands on is in page.js. */
"use strict";

let roomAsked = "";

function drawRoom() {
  const asks = (table.about && table.about.asks) || { what: "", path: "" };
  const own = asks.table === (table.about && table.about.table);
  const asked = JSON.stringify([asks, own]);
  if (roomAsked === asked) return; // a screen reader says it once
  roomAsked = asked;
  $("room").hidden = !asks.what;
  $("room-page").hidden = !asks.path;
  $("room-page").href = asks.path;
  put("room-asks", asks.what && [say(`room_${asks.what}${asks.table && own ? "_own" : ""}`, asks), ownTurn(asks)].join(" ").trim());
  put("room-page", asks.path && say(`room_${asks.what}_page`));
}

/* How many tables speak before this one; nothing where it spoke, or speaks now. */
function ownTurn({ later = [] }) {
  const before = later.indexOf(table.about.table);
  if (before < 0) return "";
  return before ? count("room_before", before) : say("room_next");
}
