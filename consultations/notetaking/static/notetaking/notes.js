// Taking notes without waiting: a point is kept in this tab until the answer says that it is saved, and sent
// again until then, always with the same key. Without this file the form is sent like any other.
(() => {
  "use strict";
  const form = document.querySelector("form[data-notes]");
  const says = document.querySelector("[data-saved]");
  const list = document.querySelector("[data-waiting]");
  if (!form || !window.fetch || !window.crypto || !crypto.getRandomValues) return;

  const LONGEST_PAUSE = 15000;
  // Only this tab's drawer, under the name of event and person: gone with the tab, never the next person's.
  const drawer = form.dataset.notes;
  let waiting = [];
  let isSending = false;
  let isCut = false;
  let pause = 1000;
  let clock = 0;
  let told = "";
  try { waiting = JSON.parse(sessionStorage.getItem(drawer)) || []; } catch { /* none, or not allowed */ }

  const newKey = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    return [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
  };
  const next = () => waiting.find((one) => !one.why);

  const show = () => {
    const open = waiting.filter((one) => !one.why).length;
    let words = told || form.dataset.saySaved;
    if (waiting.length > open) words = form.dataset.sayRefused;
    else if (open) words = (isCut ? form.dataset.sayCut : form.dataset.saySending).replace("{n}", open);
    if (says.textContent !== words) says.textContent = words;
    says.classList.toggle("saved--not", waiting.length > 0);
    list.hidden = !waiting.length;
    list.replaceChildren(...waiting.map(row));
  };
  const row = (one) => {
    const item = document.createElement("li");
    item.append(Object.assign(document.createElement("p"), { textContent: one.text }));
    if (one.why) {
      const back = Object.assign(document.createElement("button"), { type: "button", className: "button button--quiet", textContent: form.dataset.sayBack });
      back.addEventListener("click", () => takeBack(one));
      item.append(Object.assign(document.createElement("p"), { className: "small", textContent: one.why }), back);
    }
    return item;
  };
  const keep = () => {
    try {
      if (waiting.length) sessionStorage.setItem(drawer, JSON.stringify(waiting));
      else sessionStorage.removeItem(drawer);
    } catch { /* then it is kept for as long as this page stands */ }
    show();
  };
  const drop = (one) => { waiting = waiting.filter((other) => other !== one); };

  // What was refused goes back into the form, as it was, to be mended.
  const takeBack = (one) => {
    drop(one);
    [...form.elements].forEach((field) => {
      if (!field.name || field.name === "csrfmiddlewaretoken" || field.name === "key") return;
      const given = one.data.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "checkbox") field.checked = given.includes(field.value);
      else field.value = given[0] || "";
    });
    keep();
    form.elements.text.focus();
  };

  // After signing in anew the page's token is another one.
  const renew = async () => {
    const page = new DOMParser().parseFromString(await (await fetch(form.action)).text(), "text/html");
    const token = page.querySelector("form[data-notes] [name=csrfmiddlewaretoken]");
    if (token) form.elements.csrfmiddlewaretoken.value = token.value;
    return Boolean(token);
  };

  const post = (one) => {
    const body = new FormData();
    one.data.forEach(([name, value]) => body.append(name, value));
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    const stop = new AbortController();
    window.setTimeout(() => stop.abort(), LONGEST_PAUSE);
    return fetch(form.action, { method: "POST", body, headers: { "X-Requested-With": "XMLHttpRequest" }, signal: stop.signal });
  };

  const send = async () => {
    window.clearTimeout(clock);
    const one = next();
    if (isSending || !one) return;
    isSending = true;
    try {
      let answer = await post(one);
      let isRenewed = false;
      if (answer.status === 403) {
        isRenewed = await renew();
        if (isRenewed) answer = await post(one);
      }
      if (answer.status === 422) one.why = (await answer.json()).why;
      else if (answer.status === 403 && isRenewed) one.why = form.dataset.sayMayNot;
      else if (!answer.ok) throw new Error();
      else {
        told = (await answer.json()).told;
        drop(one);
      }
      isCut = false;
      pause = 1000;
      document.dispatchEvent(new Event("notes:saved"));
    } catch {
      isCut = true;
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
    isSending = false;
    keep();
    clock = window.setTimeout(send, isCut ? pause : 0);
  };

  form.addEventListener("submit", (event) => {
    const text = form.elements.text.value.trim();
    if (!text) return; // the server says what is missing
    event.preventDefault();
    form.elements.key.value = newKey();
    const data = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
    waiting.push({ text, data });
    told = "";
    // The topic stays: people speak of one thing for a while.
    form.elements.text.value = "";
    form.querySelectorAll("[name=said_by], [name=themes]").forEach((box) => { box.checked = false; });
    ["strength", "stage", "custody", "release"].forEach((name) => { form.elements[name].value = ""; });
    form.elements.on_wall.checked = true;
    form.elements.text.focus();
    keep();
    send();
  });

  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
    const digit = event.altKey && !event.ctrlKey && /^Digit([1-9])$/.exec(event.code);
    const box = digit && form.querySelectorAll("[name=said_by]")[digit[1] - 1];
    if (box) {
      event.preventDefault();
      box.checked = !box.checked;
    }
  });
  document.querySelectorAll("[data-keys]").forEach((hint) => { hint.hidden = false; });

  window.addEventListener("online", send);
  window.addEventListener("beforeunload", (event) => {
    // Whoever leaves at once is not held up.
    if (waiting.length && !document.documentElement.classList.contains("leaving")) event.preventDefault();
  });
  show();
  send();
})();
