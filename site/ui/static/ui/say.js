// A page of this kind that the browser kept whole is asked for anew: the next person must not find it as it was left.
(() => {
  "use strict";
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });
})();
