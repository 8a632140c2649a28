// Keeps a part of a page up to date: asks again and again whether anything changed. Without this file the wall
// loads itself anew, and the notes of others stand there after the next point.
(() => {
  "use strict";
  document.querySelectorAll("[data-live]").forEach((part) => {
    const says = document.querySelector("[data-live-says]");
    const every = Number(part.dataset.every) * 1000;
    let version = part.dataset.version;
    let failures = 0;
    let clock = 0;
    let isAsking = false;
    let asksAgain = false;

    const told = () => {
      // Once is a hiccup; twice, somebody should know that what they look at is old.
      const words = failures > 1 ? says.dataset.old : "";
      if (says && says.textContent !== words) says.textContent = words;
    };

    const ask = async () => {
      window.clearTimeout(clock);
      // One after the other: an older answer never comes after a newer one.
      asksAgain = isAsking;
      if (isAsking) return;
      isAsking = true;
      // Whoever stands in it with the keyboard is not thrown out.
      if (!part.contains(document.activeElement)) {
        try {
          const headers = { "If-None-Match": version, "X-Requested-With": "XMLHttpRequest" };
          const answer = await fetch(part.dataset.live, { headers, cache: "no-store" });
          if (answer.status === 200) {
            part.innerHTML = await answer.text();
            version = answer.headers.get("ETag");
          } else if (answer.status !== 304) throw new Error();
          failures = 0;
        } catch {
          failures += 1;
        }
        told();
      }
      isAsking = false;
      clock = window.setTimeout(ask, asksAgain ? 0 : every * Math.min(1 + failures, 5) * (document.hidden ? 5 : 1));
    };
    clock = window.setTimeout(ask, every);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
    document.addEventListener("notes:saved", ask);
  });
})();
