// Starts Wagtail's date fields, inline panels and choosers from data in the page.
// Wagtail writes inline scripts for them, which our policy refuses (docs/trust.md, rule 4).
(() => {
  "use strict";
  // Nothing else can be started by what stands in a page.
  const MADE_WITH_NEW = new Set([
    "InlinePanel", "MultipleChooserPanel", "Chooser", "PageChooser", "ImageChooser", "DocumentChooser", "SnippetChooser",
  ]);
  const CALLED = new Set(["initDateChooser", "initTimeChooser", "initDateTimeChooser", "createTaskChooser"]);

  const argumentsOf = (place) => {
    const said = JSON.parse(place.querySelector("script").textContent);
    // "text": the server wrote JSON as a text inside JSON; "list": the arguments themselves.
    const own = place.dataset.as === "text" ? [JSON.parse(said)] : said;
    return "for" in place.dataset ? [place.dataset.for, ...own] : own;
  };

  const start = (place) => {
    const name = place.dataset.starts;
    const given = argumentsOf(place);
    place.remove();
    if (MADE_WITH_NEW.has(name)) {
      new window[name](...given);
    } else if (CALLED.has(name)) {
      window[name](...given);
    } else {
      throw new Error(`Nothing is called ${name} here.`);
    }
  };

  const startAllIn = (part) => {
    const places = [...part.querySelectorAll("[data-starts]")];
    if (part.matches && part.matches("[data-starts]")) places.unshift(part);
    places.filter((place) => place.isConnected).forEach(start);
  };

  const begin = () => {
    startAllIn(document);
    // Panels, dialogues and modal windows arrive later.
    new MutationObserver((changes) => {
      for (const change of changes) {
        for (const node of change.addedNodes) {
          if (node.nodeType === Node.ELEMENT_NODE && node.isConnected) startAllIn(node);
        }
      }
    }).observe(document.documentElement, { childList: true, subtree: true });
  };

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", begin);
  } else {
    begin();
  }
})();
