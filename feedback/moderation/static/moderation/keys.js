// The queue by keyboard. Without this file all of it works as links and buttons.
(() => {
  "use strict";
  const OFF = "moderation-keys-off";
  const help = document.querySelector("[data-keys]");
  const toggle = document.querySelector("[data-keys-switch]");

  // Somebody who dictates or uses single keys otherwise turns them off (WCAG 2.1.4); this browser remembers.
  const kept = (() => {
    try { return window.localStorage; } catch { return null; }
  })();
  let off = Boolean(kept && kept.getItem(OFF));
  const say = () => {
    if (!toggle) return;
    toggle.textContent = off ? toggle.dataset.on : toggle.dataset.off;
  };
  if (help) help.hidden = false;
  if (toggle) {
    say();
    toggle.addEventListener("click", () => {
      off = !off;
      if (kept) off ? kept.setItem(OFF, "yes") : kept.removeItem(OFF);
      say();
    });
  }

  const typing = (element) => element.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const move = (by) => {
    const all = rows();
    if (!all.length) return false;
    const at = all.indexOf(document.activeElement);
    const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1);
    all[next].focus();
    return true;
  };
  const act = (key) => {
    const found = document.querySelector(`[data-key="${key}"]`);
    if (!found) return false;
    // A link is followed at once. A button is only gone to: Enter presses it, so that one key decides nothing.
    if (found.matches("a")) found.click();
    else found.focus();
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (off || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.isComposing || typing(event.target)) return;
    let done = false;
    if (event.key === "j") done = move(1);
    else if (event.key === "k") done = move(-1);
    else if (event.key === "n") {
      const note = document.querySelector("#id_words");
      if (note) { note.focus(); done = true; }
    } else if (event.key === "?") {
      const list = help && help.querySelector("details");
      if (list) { list.open = !list.open; list.querySelector("summary").focus(); done = true; }
    } else if (/^[a-z]$/.test(event.key)) done = act(event.key);
    if (done) event.preventDefault();
  });
})();
