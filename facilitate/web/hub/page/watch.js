/* Runs before the rest of the page has come. What stands there says that it is on its way; where it comes in parts only,
   or this browser cannot read it, that is said, and it is asked for again, ever more slowly. */
"use strict";

(() => {
  const LATE = 8000;
  const STUCK = 30000;
  const LONGEST = 60000;
  const wait = document.getElementById("wait");
  const begun = Date.now();
  let tries = 0;
  try { tries = Number(sessionStorage.getItem("facilitate/tries")) || 0; } catch { /* then it is asked for at one pace */ }
  wait.hidden = false;

  const again = () => {
    if (window.begun) return;
    try { sessionStorage.setItem("facilitate/tries", tries + 1); } catch { /* as above */ }
    location.reload();
  };

  /* A page that is still coming, slowly, is let come. */
  const look = () => {
    if (window.begun) return;
    wait.textContent = wait.dataset.late;
    const left = document.readyState === "loading" ? STUCK - (Date.now() - begun) : 0;
    setTimeout(left > 0 ? look : again, Math.max(left, Math.min(LONGEST, LATE * 2 ** tries) * (0.5 + Math.random() / 2)));
  };
  setTimeout(look, LATE);
})();
