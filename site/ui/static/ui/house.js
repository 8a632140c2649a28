// The little that JavaScript smooths: leaving fast, and sending once. Every page works without it.
(function () {
  "use strict";
  var PRESSES = 3, SECONDS = 5, presses = 0, timer = null;
  var leave = document.querySelector("[data-leave-keys]");
  var voice = null;

  function say(words) {
    if (!voice) {
      voice = document.createElement("div");
      voice.className = "visually-hidden";
      voice.setAttribute("role", "status");
      document.body.appendChild(voice);
    }
    voice.textContent = words;
  }

  function go(link) {
    // The overlay hides the words at once, however slow the other page is.
    var cover = document.createElement("div");
    cover.className = "leaving";
    document.body.appendChild(cover);
    document.title = "";
    say(leave ? leave.dataset.say3 : "");
    location.replace(link.href);
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("[data-leave]");
    if (link) { event.preventDefault(); go(link); }
  });

  function forget() {
    if (presses) say(leave.dataset.sayLate);
    presses = 0;
  }

  if (leave) {
    document.addEventListener("keyup", function (event) {
      if (event.key !== "Shift") { if (presses && event.key !== "Tab") { presses = 0; clearTimeout(timer); } return; }
      presses += 1;
      clearTimeout(timer);
      if (presses >= PRESSES) { presses = 0; go(leave); return; }
      say(leave.dataset["say" + presses]);
      timer = setTimeout(forget, SECONDS * 1000);
    });
  }

  // Shown again from the browser's memory, a page must not still wear the overlay, nor refuse to send.
  window.addEventListener("pageshow", function () {
    document.querySelectorAll(".leaving").forEach(function (cover) { cover.remove(); });
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    setTimeout(function () { delete form.dataset.sent; }, 4000);
  });

  var summary = document.querySelector("[data-error-summary]");
  if (summary) summary.focus();
})();
