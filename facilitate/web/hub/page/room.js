/* What the whole room is asked now, a vote or the closing questions: said in one calm line, with the link of the room's
   own page. Nothing of it passes through this page, nor is its link kept. What it stands on is in page.js. */
"use strict";

let roomAsked = "";

function drawRoom() {
  const asks = (table.about && table.about.asks) || { what: "", path: "" };
  if (roomAsked === asks.what + asks.path) return; // a screen reader says it once
  roomAsked = asks.what + asks.path;
  $("room").hidden = !asks.what;
  $("room-page").hidden = !asks.path;
  $("room-page").href = asks.path;
  put("room-asks", asks.what && say(`room_${asks.what}`));
  put("room-page", asks.path && say(`room_${asks.what}_page`));
}
