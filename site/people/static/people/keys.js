// Shows what works only with a script, and says when a key did not answer.
(function () {
  "use strict";
  document.querySelectorAll("[data-needs-script]").forEach(function (element) { element.hidden = false; });
  document.addEventListener("allauth.error", function (event) {
    var problem = document.getElementById("key-problem");
    if (!problem) { return; }
    event.preventDefault();
    problem.hidden = true;
    problem.hidden = false;
  });
})();
