// The one script of the pages. Everything here is an addition: each page works without it.
"use strict";
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

  // Copy buttons: shown here, since without a script they could do nothing.
  function copyButtons(root) {
    if (!navigator.clipboard) return;
    for (const button of all("button[data-copy]", root)) button.hidden = false;
  }

  async function copy(button) {
    const source = document.getElementById(button.dataset.copy);
    if (!source) return;
    const words = button.querySelector("span");
    const before = words.textContent;
    try {
      await navigator.clipboard.writeText(source.dataset.copyText || source.textContent);
      words.textContent = button.dataset.copied;
      button.classList.add("done");
    } catch {
      getSelection().selectAllChildren(source);
      return;
    }
    setTimeout(() => { words.textContent = before; button.classList.remove("done"); }, 2000);
  }

  // Questions before something is taken away: the part that opens in place becomes a dialog.
  function askInDialog(details, opener) {
    const panel = details.querySelector(".confirm-panel");
    const dialog = document.createElement("dialog");
    dialog.className = "dialog";
    dialog.setAttribute("aria-labelledby", panel.dataset.labelledby);
    dialog.append(panel);
    document.body.append(dialog);
    const cancel = panel.querySelector("[data-cancel]");
    cancel.hidden = false;
    cancel.onclick = () => dialog.close();
    dialog.onclick = (event) => { if (event.target === dialog) dialog.close(); };
    dialog.onclose = () => { cancel.hidden = true; details.append(panel); dialog.remove(); opener.focus(); };
    details.open = false;
    dialog.showModal();
  }

  function confirmations(root) {
    for (const details of all("details.confirm", root)) {
      const opener = details.querySelector("summary");
      if (details.open) askInDialog(details, opener);
      opener.addEventListener("click", (event) => { event.preventDefault(); askInDialog(details, opener); });
    }
  }

  // Replacing parts of this page by the same parts of a fresh copy of it.
  async function refresh(address, ids) {
    const answer = await fetch(address, { headers: { accept: "text/html" }, credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return false;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of ids) {
      const before = document.getElementById(id);
      const after = fresh.getElementById(id);
      if (!before || !after || before.contains(document.activeElement) || before.isEqualNode(after)) continue;
      before.replaceWith(document.adoptNode(after));
      enliven(after);
    }
    return true;
  }

  // Filters answer while one types; without the script they have a button.
  function filters(root) {
    for (const form of all("form[data-filter]", root)) {
      let timer;
      let turn = 0;
      const ask = async () => {
        const pairs = Array.from(new FormData(form)).filter(([, value]) => value !== "");
        const address = form.action + (pairs.length ? "?" + new URLSearchParams(pairs) : "");
        const mine = ++turn;
        const part = document.getElementById(form.dataset.filter);
        part.setAttribute("aria-busy", "true");
        const came = await refresh(address, mine === turn ? [form.dataset.filter] : []).catch(() => false);
        document.getElementById(form.dataset.filter).removeAttribute("aria-busy");
        if (came && mine === turn) history.replaceState(null, "", address);
      };
      form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 250); });
    }
  }

  // Live parts: the server says that something happened, and the page asks what.
  function live() {
    const main = document.querySelector("[data-live]");
    if (!main || !window.EventSource) return;
    const kinds = main.dataset.live.split(" ");
    let timer = null;
    const changed = () => {
      if (timer) return;
      timer = setTimeout(() => {
        timer = null;
        refresh(location.href, all("[data-live-part]").map((part) => part.id)).catch(() => {});
      }, 1000);
    };
    // A page in the background holds no connection: browsers allow a server only a few.
    let source = null;
    const follow = () => {
      source?.close();
      source = document.hidden ? null : new EventSource(main.dataset.liveUrl);
      for (const kind of kinds) source?.addEventListener(kind, changed);
    };
    follow();
    document.addEventListener("visibilitychange", () => { follow(); if (source) changed(); });
  }

  // Passkeys: the server makes the question, the browser answers it, the server checks the answer.
  const passkeysKnown = () => window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON;

  // The question is asked for with the form's own fields. Where the server refuses, the form goes without an answer, and
  // the server says why.
  async function passkey(form) {
    const asked = await fetch(form.dataset.begin, {
      method: "POST", credentials: "same-origin", headers: { accept: "application/json" },
      body: new URLSearchParams(new FormData(form)),
    });
    if (!asked.ok) return form.submit();
    const making = form.dataset.passkey === "create";
    const parse = making ? "parseCreationOptionsFromJSON" : "parseRequestOptionsFromJSON";
    const publicKey = PublicKeyCredential[parse]((await asked.json()).publicKey);
    const credential = await navigator.credentials[making ? "create" : "get"]({ publicKey });
    form.elements.answer.value = JSON.stringify(credential);
    form.submit();
  }

  // A passkey belongs to one address; elsewhere the page says where.
  function passkeys(root) {
    if (!passkeysKnown()) return;
    for (const form of all("form[data-passkey]", root)) {
      const here = location.origin === form.dataset.origin;
      form.hidden = !here;
      const elsewhere = form.nextElementSibling;
      elsewhere.hidden = here;
      elsewhere.querySelector("a").href = form.dataset.origin + location.pathname + location.search;
      const message = form.querySelector("[data-message]");
      form.onsubmit = (event) => {
        event.preventDefault();
        message.hidden = true;
        passkey(form).catch(() => { message.textContent = message.dataset.message; message.hidden = false; });
      };
    }
  }

  // How long a text is, while one types: as the field list counts, which counts characters.
  function counters(root) {
    for (const counter of all("[data-counter]", root)) {
      const field = document.getElementById(counter.dataset.counter);
      if (!field) continue;
      const most = Number(counter.dataset.most);
      const count = () => {
        const length = Array.from(field.value.trim()).length;
        counter.textContent = length + " / " + most + (length > most ? " · " + counter.dataset.over : "");
      };
      field.addEventListener("input", count);
      counter.hidden = false;
      count();
    }
  }

  // The digest of a file, computed here: the file does not leave the browser.
  function digests(root) {
    if (!window.crypto?.subtle) return;
    for (const part of all("[data-digest]", root)) {
      part.hidden = false;
      part.querySelector("input").onchange = async (event) => {
        const file = event.target.files[0];
        if (!file) return;
        const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
        const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
        document.getElementById(part.dataset.digest).value = hex;
        document.getElementById(part.dataset.name).value = file.name;
      };
    }
  }

  function enliven(root) {
    copyButtons(root);
    counters(root);
    digests(root);
    confirmations(root);
    filters(root);
    passkeys(root);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-copy]");
    if (button) copy(button);
    for (const menu of all("details[data-closing][open]")) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of all("details[data-closing][open]")) { menu.open = false; menu.querySelector("summary").focus(); }
  });
  enliven(document);
  live();
  document.querySelector("[data-focus]")?.focus();
})();
