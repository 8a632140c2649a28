// Counts the reading grade again after the page was saved, and when the button is pressed.
(() => {
  const countAgain = async () => {
    const panel = document.querySelector("[data-reading-grade]");
    if (!panel) return;
    const answer = await fetch(panel.dataset.readingGrade, { credentials: "same-origin" });
    if (answer.ok) panel.querySelector("[data-reading-grade-result]").innerHTML = await answer.text();
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-reading-grade-again]")) countAgain();
  });
  document.addEventListener("w-autosave:success", countAgain);
})();
