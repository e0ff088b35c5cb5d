"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const names = { delegatedWork: "Delegated, work or school", delegatedPersonal: "Delegated, personal", application: "Application" };
  const step = 100;
  const el = (id) => document.getElementById(id);
  const inputs = ["search", "method", "account", "version", "least"].map(el);
  const state = { view: "operations", scope: "", shown: step };

  for (const o of data.operations) {
    o.text = [o.m, o.p, o.t, o.c, ...o.r.flatMap((r) => (r.s || []).flatMap((set) => set.s.map((i) => data.scopes[i])))].join(" ").toLowerCase();
  }

  // make creates an element. Texts of pages are only ever set as text.
  function make(tag, className, text) {
    const e = document.createElement(tag);
    if (className) e.className = className;
    if (text !== undefined) e.textContent = text;
    return e;
  }

  function choices(select, values) {
    for (const v of [...new Set(values)].sort()) {
      const option = make("option", "", v);
      option.value = v;
      select.append(option);
    }
  }

  const query = () => ({
    words: el("search").value.toLowerCase().split(/\s+/).filter(Boolean),
    method: el("method").value,
    account: el("account").value,
    version: el("version").value,
    least: el("least").checked,
  });

  // rowsOf gives the rows of an operation that the filters leave.
  function rowsOf(o, q) {
    const scope = data.scopes.indexOf(state.scope);
    return o.r.filter((r) => {
      if (q.account && r.a !== q.account) return false;
      if (!state.scope) return true;
      return (r.s || []).some((set) => {
        const place = set.s.indexOf(scope);
        return place >= 0 && (!q.least || place < set.l);
      });
    });
  }

  function operations(q) {
    const found = [];
    for (const o of data.operations) {
      if (q.method && o.m !== q.method || q.version && o.v !== q.version) continue;
      if (!q.words.every((w) => o.text.includes(w))) continue;
      const rows = rowsOf(o, q);
      if (rows.length === 0 && (state.scope || q.account)) continue;
      found.push({ o, rows });
    }
    return found;
  }

  function chip(i, first) {
    const name = data.scopes[i];
    const b = make("button", "chip" + (first ? " first" : "") + (name === state.scope ? " hit" : ""), name);
    b.type = "button";
    b.dataset.scope = name;
    if (first) b.title = "least privileged";
    return b;
  }

  function showOperation({ o, rows }, q) {
    const a = make("article");
    const line = make("div", "line");
    line.append(make("span", "method " + (/^[A-Z]+$/.test(o.m) ? o.m : ""), o.m), make("span", "path", o.p), make("span", "version", o.v), make("span", "title", o.t));
    a.append(line, make("code", "call", o.c));
    if (o.r.length === 0) a.append(make("div", "none", "the documentation lists no permission"));
    for (const r of rows) {
      const row = make("div", "row");
      const chips = make("div", "chips");
      (r.s || []).forEach((set, n) => {
        if (n > 0) chips.append(make("span", "and", "and"));
        set.s.forEach((s, i) => { if (!q.least || i < set.l) chips.append(chip(s, i < set.l)); });
      });
      if (r.n) chips.append(make("span", "none", r.n));
      row.append(make("span", "", (names[r.a] || r.a) + (r.x ? " (" + r.x + ")" : "")), chips);
      a.append(row);
    }
    return a;
  }

  // scopes counts, for each scope, the operations that it is enough for, alone or with others, and
  // those of which it is the least privileged, by account.
  function scopes(q) {
    const counts = new Map();
    for (const o of data.operations) {
      if (q.method && o.m !== q.method || q.version && o.v !== q.version) continue;
      const seen = new Set();
      for (const r of o.r) {
        if (q.account && r.a !== q.account) continue;
        for (const set of r.s || []) {
          set.s.forEach((s, i) => {
            if (q.least && i >= set.l) return;
            const key = s + " " + r.a;
            if (!counts.has(s)) counts.set(s, {});
            const c = counts.get(s)[r.a] ||= { all: 0, least: 0 };
            if (!seen.has(key)) c.all++;
            if (i < set.l && !seen.has(key + " least")) c.least++;
            seen.add(key);
            if (i < set.l) seen.add(key + " least");
          });
        }
      }
    }
    const found = [];
    data.scopes.forEach((name, i) => {
      const text = name.toLowerCase();
      if (counts.has(i) && q.words.every((w) => text.includes(w))) found.push({ i, accounts: counts.get(i) });
    });
    return found;
  }

  function showScope({ i, accounts }) {
    const a = make("article", "scope");
    const name = make("div");
    name.append(chip(i, false));
    const list = make("div");
    for (const account of Object.keys(names)) {
      const c = accounts[account];
      if (c) list.append(make("div", "title", names[account] + ": " + c.all + (c.all === 1 ? " operation, " : " operations, ") + "least privileged of " + c.least));
    }
    a.append(name, list);
    return a;
  }

  function render() {
    const q = query();
    const isOperations = state.view === "operations";
    const found = isOperations ? operations(q) : scopes(q);
    const results = el("results");
    results.replaceChildren(...found.slice(0, state.shown).map((f) => (isOperations ? showOperation(f, q) : showScope(f))));
    if (found.length === 0) results.append(make("p", "none", "Nothing matches."));
    el("more").hidden = found.length <= state.shown;
    el("count").textContent = found.length + " of " + (isOperations ? data.operations.length + " operations" : data.scopes.length + " scopes");
    el("show-operations").setAttribute("aria-pressed", isOperations);
    el("show-scopes").setAttribute("aria-pressed", !isOperations);
    showFilter();
  }

  function showFilter() {
    const e = el("scope");
    e.hidden = !state.scope;
    e.replaceChildren();
    if (!state.scope) return;
    const clear = make("button", "", "×");
    clear.type = "button";
    clear.setAttribute("aria-label", "Clear the scope");
    clear.addEventListener("click", () => {
      open({ scope: "" });
      el("search").focus();
    });
    e.append("what ", make("strong", "", state.scope), " can do", clear);
  }

  function open(change) {
    Object.assign(state, change, { shown: step });
    remember(Object.keys(change).length > 0);
    render();
  }

  // remember keeps the search in the address, to be shared. A step from one
  // view to another can be gone back; a letter more in the search can't.
  function remember(isStep) {
    const p = new URLSearchParams();
    for (const i of inputs) {
      const value = i.type === "checkbox" ? (i.checked ? "1" : "") : i.value;
      if (value) p.set(i.id, value);
    }
    if (state.scope) p.set("scope", state.scope);
    if (state.view !== "operations") p.set("view", state.view);
    const hash = "#" + p;
    if (hash !== location.hash && !(hash === "#" && !location.hash)) history[isStep ? "pushState" : "replaceState"](null, "", hash);
  }

  function recall() {
    const p = new URLSearchParams(location.hash.slice(1));
    for (const i of inputs) {
      if (i.type === "checkbox") i.checked = p.get(i.id) === "1";
      else i.value = p.get(i.id) || "";
    }
    state.scope = data.scopes.includes(p.get("scope")) ? p.get("scope") : "";
    state.view = p.get("view") === "scopes" ? "scopes" : "operations";
    state.shown = step;
    render();
  }

  choices(el("method"), data.operations.map((o) => o.m));
  choices(el("version"), data.operations.map((o) => o.v));
  for (const i of inputs) i.addEventListener("input", () => open({}));
  el("filters").addEventListener("submit", (e) => e.preventDefault());
  el("show-operations").addEventListener("click", () => open({ view: "operations" }));
  el("show-scopes").addEventListener("click", () => open({ view: "scopes", scope: "" }));
  el("more").addEventListener("click", () => { state.shown += step; render(); });
  el("results").addEventListener("click", (e) => {
    const scope = e.target.dataset.scope;
    if (!scope) return;
    open({ scope: scope === state.scope ? "" : scope, view: "operations" });
    (el("scope").querySelector("button") || el("search")).focus(); // what was clicked is gone
  });
  addEventListener("hashchange", recall);
  recall();
})();
