/* Rounds of a phase, which a device follows by itself; and the tone when tables change, for whoever asked for it. */
"use strict";

/* The round, or the change-over after one, in which so many seconds of the phase are left; nothing once time is up. */
function roundAt(told, left) {
  const part = left > 0 && ((told && told.rounds) || []).find(each => left > each.rest);
  return part ? { ...part, left: left - part.rest } : null;
}

/* Tones are allowed after a touch only, and made here: no file is asked for. `wanted` outlives the page, the leave to
   sound does not: a page that was opened again sounds from its first touch on. */
function makeTone({ store, key, context = window.AudioContext || window.webkitAudioContext }) {
  let audio = null;
  let wanted = store.getItem(key) === "on";

  const touched = () => {
    if (!wanted || !context) return;
    try {
      audio = audio || new context();
      if (audio.state === "suspended") audio.resume();
    } catch { /* this device makes no tone */ }
  };

  const beep = (at, pitch) => {
    const [tone, loudness] = [audio.createOscillator(), audio.createGain()];
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0.0001, at);
    loudness.gain.exponentialRampToValueAtTime(0.4, at + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, at + 0.5);
    tone.connect(loudness).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.55);
  };

  return {
    possible: !!context,
    touched,
    get wanted() { return wanted; },
    toggle() {
      wanted = !wanted;
      if (wanted) store.setItem(key, "on");
      else store.removeItem(key);
      touched();
      if (wanted) this.ring();
    },
    ring() {
      if (!wanted || !audio) return false;
      try { [0, 0.6].forEach((later, place) => beep(audio.currentTime + later, place ? 660 : 880)); } catch { return false; }
      return true;
    },
  };
}
