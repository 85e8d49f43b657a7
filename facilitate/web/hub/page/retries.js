/* How long to wait before asking again, and names for what is asked, so that it is done once. */
"use strict";

const LONGEST_WAIT = 60;
const LONGEST_REST = 20000;

/* What a `Retry-After` says, as far as it is a number anybody would wait for. */
const seconds = answer => Math.min(LONGEST_WAIT, Number(answer.headers.get("Retry-After")) || 0);

const rest = tries => Math.min(LONGEST_REST, 1000 * 2 ** tries) * (0.5 + Math.random() / 2);

/* 128 bits in 32 signs; crypto.randomUUID is not there on plain http. */
const randomName = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, "0")).join("");
