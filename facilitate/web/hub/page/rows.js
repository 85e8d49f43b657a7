/* The list of the table's ideas. What people wrote becomes text nodes only. */
"use strict";

const LONG = 600;
const EXCERPT = 40;

/* What a screen reader calls a row: its reference, or how it begins. */
const called = row => row.ref || Array.from(row.text || "").slice(0, EXCERPT).join("");

const knob = (what, shown, row, spoken) => {
  const button = made("button", "", shown);
  button.type = "button";
  button.dataset.do = what;
  button.setAttribute("aria-label", spoken || `${shown} ${called(row)}`);
  return button;
};

const words = (text, tongue) => {
  const shown = made("p", "words", text);
  Object.assign(shown, { dir: "auto", lang: tongue || "", translate: false });
  if (text.length > LONG) shown.tabIndex = 0; // it scrolls, also for those who have keys only
  return shown;
};

const mark = row => {
  if (!row.saved) return made("span", "mark", say("waiting"));
  const sign = made("span", "mark", "✓");
  sign.setAttribute("role", "img");
  sign.setAttribute("aria-label", say("saved"));
  return sign;
};

const flip = row => {
  const other = row.status === "existing" ? "to_create" : "existing";
  const button = knob("flip", `⇄ ${say(row.status)}`, row,
    say("flip", { idea: called(row), status: say(row.status), other: say(other) }));
  button.classList.add(row.status);
  return button;
};

const ideaParts = (row, tongue) => {
  const meta = made("p", "meta");
  if (row.ref) meta.append(made("span", "ref", row.ref));
  meta.append(mark(row));
  if (row.withdrawn) meta.append(made("span", "gone", say("withdrawn")));
  if (row.elsewhere) meta.append(made("span", "elsewhere", row.elsewhere));
  const keys = row.withdrawn
    ? [knob("restore", say("restore"), row)]
    : [knob("edit", say("edit"), row), flip(row), knob("withdraw", say("withdraw"), row)];
  return [meta, words(row.text, tongue), made("div", "acts", ...keys)];
};

const refusedParts = (act, tongue) => {
  const parts = [made("p", "meta", made("span", "mark", say("refused"))), made("p", "reason", act.refused)];
  const keys = [];
  if (act.text) {
    parts.push(words(act.text, tongue));
    keys.push(knob("correct", say("correct"), act));
  }
  if (!act.aside) keys.push(knob("aside", say("set_aside"), act));
  return [...parts, made("div", "acts", ...keys)];
};

/* Puts the rows in their order; what did not change is left alone, and the focus stays where it was. */
const place = (list, rows, tongue) => {
  const there = new Map(Array.from(list.children, item => [item.dataset.key, item]));
  const focus = document.activeElement;
  const doing = list.contains(focus) && [focus.closest("li").dataset.key, focus.dataset.do];
  let next = list.firstChild;
  for (const row of rows) {
    const item = there.get(row.key) || made("li");
    there.delete(row.key);
    item.dataset.key = row.key;
    draw(item, row, tongue);
    if (item === next) next = next.nextSibling;
    else list.insertBefore(item, next);
  }
  there.forEach(item => item.remove());
  if (doing && document.activeElement !== focus) refocus(list, ...doing);
};

const draw = (item, row, tongue) => {
  const said = JSON.stringify([row, tongue]);
  if (item.said === said) return;
  item.said = said;
  item.classList.toggle("refused", !!row.refused);
  item.classList.toggle("waiting", !row.refused && !row.saved);
  item.classList.toggle("withdrawn", !!row.withdrawn);
  item.replaceChildren(...(row.refused ? refusedParts(row, tongue) : ideaParts(row, tongue)));
};

/* The button that was pressed, or the one that takes its place (withdraw, restore); else the field. */
const refocus = (list, key, what) => {
  const item = Array.from(list.children).find(each => each.dataset.key === key);
  const button = item && (item.querySelector(`[data-do="${what}"]`) || item.querySelector("button:last-child"));
  (button || $("field")).focus({ preventScroll: true });
};
