/* What the hub has said about the table, and how it looks with what waits here laid over it. */
"use strict";

function makeTable() {
  const state = { about: null, turn: 0 };
  let ideas = new Map(); // by id, in the order of recording
  /* By id, when the stream spoke of it last. */
  const touched = new Map();

  /* One whose recording was undone leaves the list; done again, it takes its place by its id, which tells when it came. */
  const keep = idea => {
    if (idea.undone) ideas.delete(idea.id);
    else if (ideas.has(idea.id)) ideas.set(idea.id, idea);
    else {
      const later = [...ideas].filter(([id]) => id > idea.id);
      later.forEach(([id]) => ideas.delete(id));
      [[idea.id, idea], ...later].forEach(([id, each]) => ideas.set(id, each));
    }
  };

  const live = idea => {
    touched.set(idea.id, ++state.turn);
    keep(idea);
  };

  /* The whole state replaces what was known. */
  const whole = about => {
    state.about = about;
    ideas = new Map();
    about.ideas.forEach(live);
  };

  /* An answer to what was sent at `turn`: where the stream has spoken since, the stream knows better. */
  const answered = (idea, turn) => {
    if (!(touched.get(idea.id) > turn)) keep(idea);
  };

  /* `saved` says that the hub has the idea, exactly as it is shown. */
  /* An idea of another phase than the one that is asked about says which. */
  const elsewhere = phase => (state.about && phase !== state.about.phase && (state.about.phases || {})[phase]) || "";

  const rows = acts => {
    const found = [];
    const named = new Map();
    const put = row => {
      found.push(row);
      named.set(row.id, row).set(row.key, row);
    };
    for (const idea of ideas.values()) {
      put({ ...idea, key: idea.act || idea.id, saved: true, elsewhere: elsewhere(idea.phase) });
    }
    for (const { id, kind, text, status, idea = id, refused, phase } of acts) {
      const row = named.get(idea);
      if (refused || (row && kind === "record")) continue;
      if (!row && text) put({ key: id, id: idea, ref: "", text, status, withdrawn: false, elsewhere: elsewhere(phase) });
      if (!row) continue;
      row.saved = false;
      if (kind === "edit") Object.assign(row, { text, status });
      else row.withdrawn = kind === "withdraw";
    }
    return found.reverse();
  };

  return Object.assign(state, { live, whole, answered, rows, ideas: () => [...ideas.values()] });
}
