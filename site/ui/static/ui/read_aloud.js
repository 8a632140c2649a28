// Reads a part of the page with a voice that is on this device. Without this file the button stays hidden.
(() => {
  "use strict";
  if (!("speechSynthesis" in window) || !("SpeechSynthesisUtterance" in window)) return;
  const voice = window.speechSynthesis;
  // Other voices speak from somebody's server, and would send it every word.
  const voiceFor = (language) => {
    const here = voice.getVoices().filter((one) => one.localService);
    const like = (length) => here.find((one) => one.lang.replace("_", "-").toLowerCase().slice(0, length) === language.toLowerCase().slice(0, length));
    return like(5) || like(2);
  };

  document.querySelectorAll("[data-read-aloud]").forEach((button) => {
    const part = document.getElementById(button.dataset.readAloud);
    if (!part) return;
    const language = part.closest("[lang]").lang;
    const start = button.textContent;
    const done = () => { button.textContent = start; button.removeAttribute("aria-pressed"); };
    const show = () => { button.hidden = !voiceFor(language); };
    show();
    // Browsers know their voices a little later than their pages.
    if (voice.addEventListener) voice.addEventListener("voiceschanged", show);
    button.addEventListener("click", () => {
      const reads = button.hasAttribute("aria-pressed");
      voice.cancel();
      if (reads) return done();
      const copy = part.cloneNode(true);
      copy.querySelectorAll("sup, [aria-hidden], .visually-hidden").forEach((one) => one.remove());
      const said = new SpeechSynthesisUtterance(copy.textContent);
      said.voice = voiceFor(language);
      said.lang = language;
      said.rate = 0.9;
      said.onend = said.onerror = done;
      button.textContent = button.dataset.stop;
      button.setAttribute("aria-pressed", "true");
      voice.speak(said);
    });
  });
  // Nothing is read on after one has gone.
  window.addEventListener("pagehide", () => voice.cancel());
})();
