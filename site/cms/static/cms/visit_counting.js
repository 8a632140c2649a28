// Counts a visit in the programme's own Matomo. Loaded only after a visitor agreed to it.
// No cookie, no words of a search, no page one came from: the address without its query, and no more.
(() => {
  const { host, siteId, script } = document.currentScript.dataset;
  const address = location.origin + location.pathname;
  const say = (window._paq = window._paq || []);
  say.push(["disableCookies"]);
  say.push(["disableBrowserFeatureDetection"]);
  say.push(["setCustomUrl", address]);
  say.push(["setReferrerUrl", ""]);
  say.push(["setDocumentTitle", location.pathname]);
  say.push(["setTrackerUrl", host + "/matomo.php"]);
  say.push(["setSiteId", siteId]);
  say.push(["trackPageView"]);
  const counter = document.createElement("script");
  counter.async = true;
  counter.src = script;
  document.head.append(counter);
})();
