/* Plays answers to live.js: each time it asks, the next one is given; the last one for ever after. */
"use strict";

const ours = `event: table\ndata: {"ideas": []}\n\n`;

/* An answer of [status, content type, text, headers]; `holds`: it stays open until the line is given up. */
function answerOf({ status = 200, type = "text/event-stream", text = "", headers = {}, holds = 0 }, time, signal) {
  const body = new ReadableStream({
    start(control) {
      if (text) control.enqueue(new TextEncoder().encode(text));
      const end = () => { try { control.close(); } catch { /* closed already */ } };
      if (!holds) end();
      else time.later(null, holds, end);
      signal.addEventListener("abort", () => { try { control.error(new Error("aborted")); } catch { /* as above */ } });
    },
  });
  return new Response(body, { status, headers: { "Content-Type": type, ...headers } });
}

/* What is told within `span`: [moment, what]. */
const listen = async (answers, span) => {
  const time = new Time();
  const begun = time.now;
  const told = [];
  const tell = (what) => { told.push([time.now - begun, what]); };
  const left = [...answers];
  const live = makeLive({
    clock: { now: () => time.now, later: (delay, act) => time.later(null, delay, act) },
    open: (_headers, signal) => {
      tell("asked");
      return Promise.resolve(answerOf(left.length > 1 ? left.shift() : left[0], time, signal));
    },
    opened: () => tell("opened"),
    event: (name, data) => name === "table" && !!data.ideas,
    lost: (strange) => tell(strange ? "strange" : "lost"),
    closed: (status) => { tell(status); live.slow(); },
  });
  live.start();
  // What a timer set going has some steps to be done in; where nothing is going on, time only goes by.
  for (let at = 0, going = 4; at < span; at += 250, going--) {
    if (time.timers.some((each) => each.at <= time.now + 250)) going = 4;
    if (going > 0) {
      for (let n = 0; n < 12; n++) await turn();
      await time.pass(250);
    } else time.now += 250;
  }
  return told;
};
