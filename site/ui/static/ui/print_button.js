// Shows the buttons that print this page. Without this file they stay hidden; the browser's own menu prints too.
(() => {
  "use strict";
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
})();
