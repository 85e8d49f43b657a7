/* How this device is: whether somebody looks at it, its battery where the browser tells, what is unsent. Only the
   facilitator's screens are told, while it is connected. What it stands on is in page.js. */
"use strict";

const HEALTH = 5000;
let battery = null;
let toldHealth = "";
let lock = null;

const health = () => ({
  device: tab,
  asleep: document.visibilityState === "hidden",
  battery: battery && !battery.charging ? Math.round(battery.level * 100) : null,
  unsent: queue.acts().filter(act => !act.refused).length,
});

function tellHealth() {
  stayAwake();
  if (!live.connected || !table.about) { toldHealth = ""; return; }
  const now = JSON.stringify(health());
  if (now === toldHealth) return;
  toldHealth = now;
  ask("/health", { method: "POST", body: now, keepalive: true, headers: { "Content-Type": "application/json" } })
    .catch(() => { toldHealth = ""; });
}

/* While a phase is on nobody should have to light the screen again; browsers allow it on some pages only. */
function stayAwake() {
  const { clock: told } = table.about || {};
  if (!navigator.wakeLock || lock || !told || !told.running || document.visibilityState === "hidden") return;
  lock = true;
  navigator.wakeLock.request("screen").then(found => {
    lock = found;
    found.addEventListener("release", () => { lock = null; });
  }).catch(() => { lock = null; });
}

function beginHealth() {
  if (navigator.getBattery) navigator.getBattery().then(found => { battery = found; tellHealth(); }).catch(() => {});
  document.addEventListener("visibilitychange", tellHealth);
  setInterval(tellHealth, HEALTH);
}
