// Leave this page now; forms sent once; errors found at once; listening. Without this file all of it still works as links and forms.
(() => {
  "use strict";
  const page = document.documentElement;
  const target = document.querySelector("[data-leave-keys]");
  const title = document.title;
  const SECONDS = 5;

  // --- Leave this page now -------------------------------------------------
  const leave = (url) => {
    const cover = document.createElement("div");
    cover.className = "left";
    cover.setAttribute("role", "alert");
    cover.textContent = target ? target.dataset["say-3"] : "";
    page.classList.add("leaving");
    document.body.append(cover);
    document.title = cover.textContent;
    window.location.replace(url);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("[data-leave]");
    if (!link) return;
    event.preventDefault();
    leave(link.href);
  });

  // Back from where one went: never the cover, never a button that stays asleep.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    // Where somebody wrote, the next person must not find the page as it was left.
    if (document.body.classList.contains("plain")) return window.location.reload();
    page.classList.remove("leaving");
    document.title = title;
    document.querySelectorAll(".left").forEach((cover) => cover.remove());
    document.querySelectorAll("[data-sent]").forEach(wake);
  });

  if (target) {
    const says = document.createElement("span");
    says.className = "visually-hidden";
    says.setAttribute("role", "status");
    const lamps = document.createElement("span");
    lamps.className = "leave__presses";
    lamps.setAttribute("aria-hidden", "true");
    lamps.hidden = true;
    lamps.append(...Array.from({ length: 3 }, () => document.createElement("i")));
    target.append(lamps);
    target.after(says);

    let presses = 0;
    let alone = false;
    let clock = 0;
    const show = () => {
      lamps.hidden = presses === 0;
      [...lamps.children].forEach((lamp, at) => lamp.classList.toggle("on", at < presses));
    };
    const forget = (words) => {
      window.clearTimeout(clock);
      presses = 0;
      says.textContent = words;
      show();
    };

    // A press of Shift counts only alone: Shift with a letter is typing.
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Shift") {
        alone = false;
        if (presses) forget("");
      } else if (!event.repeat) {
        alone = !(event.ctrlKey || event.altKey || event.metaKey);
      }
    }, true);
    document.addEventListener("pointerdown", () => { alone = false; }, true);
    document.addEventListener("keyup", (event) => {
      if (event.key !== "Shift" || !alone || page.classList.contains("leaving")) return;
      alone = false;
      presses += 1;
      show();
      if (presses === 3) return leave(target.href);
      says.textContent = presses === 1 ? target.dataset["say-1"] : target.dataset["say-2"];
      // Five seconds from the first press, for all three.
      if (presses === 1) clock = window.setTimeout(() => forget(target.dataset.sayLate), SECONDS * 1000);
    }, true);
  }

  // --- A form is sent once -------------------------------------------------
  const buttonsOf = (form) => [...form.elements].filter((one) => one.type === "submit");
  function wake(form) {
    delete form.dataset.sent;
    buttonsOf(form).forEach((button) => button.removeAttribute("aria-disabled"));
  }
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method === "get" || event.defaultPrevented) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    buttonsOf(form).forEach((button) => button.setAttribute("aria-disabled", "true"));
    // A download or a lost connection leaves the page standing: try again after a while.
    window.setTimeout(() => wake(form), 10000);
  });

  // --- What went wrong is where one is -------------------------------------
  const errors = document.querySelector("[data-error-summary]");
  if (errors) errors.focus();

  // --- Listen --------------------------------------------------------------
  // Only with a voice that is on this device: others speak from a server, which would be sent every word.
  const speech = window.SpeechSynthesisUtterance && window.speechSynthesis;
  const voiceFor = (language) => {
    const here = speech.getVoices().filter((one) => one.localService);
    const begins = (one, length) => one.lang.replace("_", "-").toLowerCase().slice(0, length) === language.toLowerCase().slice(0, length);
    return here.find((one) => begins(one, 5)) || here.find((one) => begins(one, 2));
  };
  if (speech) document.querySelectorAll("[data-read-aloud]").forEach((button) => {
    const part = document.getElementById(button.dataset.readAloud);
    if (!part) return;
    const language = part.closest("[lang]").lang;
    const start = button.textContent;
    const done = () => { button.textContent = start; button.removeAttribute("aria-pressed"); };
    const show = () => { button.hidden = !voiceFor(language); };
    show();
    // Browsers know their voices a little later than their pages.
    if (speech.addEventListener) speech.addEventListener("voiceschanged", show);
    // Nothing is read on after one has gone.
    window.addEventListener("pagehide", () => speech.cancel());
    button.addEventListener("click", () => {
      const reads = button.hasAttribute("aria-pressed");
      speech.cancel();
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
      speech.speak(said);
    });
  });
})();
