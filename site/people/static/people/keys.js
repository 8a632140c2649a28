// Shows what works only with a script, says when a key did not answer, and prints.
(function () {
  "use strict";
  document.querySelectorAll("[data-needs-script]").forEach(function (element) { element.hidden = false; });
  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.addEventListener("click", function () { window.print(); });
  });
  document.addEventListener("allauth.error", function (event) {
    var problem = document.getElementById("key-problem");
    if (!problem) { return; }
    event.preventDefault();
    problem.hidden = true;
    problem.hidden = false;
  });
})();
