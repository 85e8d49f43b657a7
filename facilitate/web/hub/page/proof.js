/* What answers has to prove that it is the hub this link belongs to, before it is given the token or a word that was
   written: at this address a wifi's own page may answer, or another session. SHA-256 by hand, for crypto.subtle is not
   there on plain http; hub_proof.py is the other side. */
"use strict";

const ROUNDS = [];
const FIRST = [];
for (let n = 2; ROUNDS.length < 64; n++) {
  if (Array.from({ length: n - 2 }, (_, at) => at + 2).some(divisor => n % divisor === 0)) continue;
  const fraction = root => ((root % 1) * 2 ** 32) | 0;
  if (FIRST.length < 8) FIRST.push(fraction(Math.sqrt(n)));
  ROUNDS.push(fraction(Math.cbrt(n)));
}

const turned = (word, ...by) => by.reduce((found, n) => found ^ ((word >>> n) | (word << (32 - n))), 0);

const sha256 = message => {
  const view = new DataView(new ArrayBuffer(((message.length + 72) >> 6) << 6));
  message.forEach((byte, at) => view.setUint8(at, byte));
  view.setUint8(message.length, 128);
  view.setUint32(view.byteLength - 4, message.length * 8);
  const hash = [...FIRST];
  for (let block = 0; block < view.byteLength; block += 64) {
    const words = [];
    let [a, b, c, d, e, f, g, h] = hash;
    for (let at = 0; at < 64; at++) {
      const [early, late] = [words[at - 15], words[at - 2]];
      words[at] = at < 16 ? view.getInt32(block + at * 4)
        : (words[at - 16] + words[at - 7] + (turned(early, 7, 18) ^ (early >>> 3)) + (turned(late, 17, 19) ^ (late >>> 10))) | 0;
      const one = h + turned(e, 6, 11, 25) + ((e & f) ^ (~e & g)) + ROUNDS[at] + words[at];
      const two = turned(a, 2, 13, 22) + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, at) => { hash[at] = (hash[at] + word) | 0; });
  }
  hash.forEach((word, at) => view.setInt32(at * 4, word));
  return [...new Uint8Array(view.buffer, 0, 32)];
};

const bytesOf = text => [...new TextEncoder().encode(text)];
const hex = bytes => bytes.map(byte => byte.toString(16).padStart(2, "0")).join("");

const mac = (secret, message) => {
  const signs = bytesOf(secret);
  const key = Array.from({ length: 64 }, (_, at) => signs[at] || 0);
  const inner = sha256([...key.map(byte => byte ^ 0x36), ...bytesOf(message)]);
  return hex(sha256([...key.map(byte => byte ^ 0x5c), ...inner]));
};

/* `get(path)` → Promise of a Response. The answer is null when it is the hub; else what was answered in its place. */
const makeProof = ({ token, key, host, newName, get }) => {
  const secret = key || hex(sha256(bytesOf(token)));
  const name = mac(secret, "facilitate name").slice(0, 32);
  return async signal => {
    const nonce = newName();
    const answer = await get(`/hello?nonce=${nonce}&name=${name}`, signal);
    if (!isJson(answer)) return answer;
    // Another hub knows of no such link, as it would not know the token.
    if (answer.status === 404) return new Response(answer.body, { status: 401, headers: answer.headers });
    if (!answer.ok) return answer;
    const { proof, key: told } = (await answer.json()) || {};
    return proof === mac(secret, `facilitate hub ${nonce} ${host} ${told}`) ? null : new Response("");
  };
};

const isJson = answer => /\bjson\b/.test(answer.headers.get("Content-Type"));
