/* Sorts tables and narrows the log in the browser. Without it every page is complete; nothing is sent anywhere. */
"use strict";

(() => {
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
  const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLocaleLowerCase().replace(/\s+/g, " ").trim();
  const form = document.getElementById("filters");
  const shown = document.getElementById("shown");

  /* What a cell is sorted by: what it says for the purpose, or its words. */
  const valueOf = (row, place) => {
    const cell = row.cells[place];
    return cell.hasAttribute("data-sort") ? cell.getAttribute("data-sort") : cell.textContent.trim();
  };

  /* Sort a table by a column; what says nothing stands last in either order. */
  const sort = (table, key, order) => {
    const heads = [...table.tHead.rows[0].cells];
    const place = heads.findIndex((head) => head.dataset.key === key);
    if (place < 0) return;
    const body = table.tBodies[0];
    const way = order === "descending" ? -1 : 1;
    const rows = [...body.rows].map((row, number) => ({ row, number, value: valueOf(row, place) }));
    rows.sort((one, other) => {
      if (!one.value || !other.value) return (one.value ? 0 : 1) - (other.value ? 0 : 1) || one.number - other.number;
      return way * collator.compare(one.value, other.value) || one.number - other.number;
    });
    body.append(...rows.map((each) => each.row));
    for (const head of heads) {
      if (head.dataset.key === key) head.setAttribute("aria-sort", order);
      else head.removeAttribute("aria-sort");
    }
  };

  const button = (table, head) => {
    const made = document.createElement("button");
    made.type = "button";
    made.append(...head.childNodes);
    head.append(made);
    made.addEventListener("click", () => {
      const order = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
      sort(table, head.dataset.key, order);
      if (form && table.classList.contains("log")) {
        form.elements.sort.value = head.dataset.key;
        form.elements.order.value = order;
        remember();
      }
    });
  };

  /* Where cells are stacked, some browsers forget that they are cells; the roles say it again. */
  const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TFOOT: "rowgroup", TR: "row", TD: "cell" };
  for (const each of document.querySelectorAll("table, table *")) {
    const role = each.tagName === "TH" ? { col: "columnheader", row: "rowheader" }[each.scope] : ROLES[each.tagName];
    if (role) each.setAttribute("role", role);
  }

  const tables = [...document.querySelectorAll("table[data-sortable]")];
  for (const table of tables) {
    table.classList.add("sorts");
    table.tHead.rows[0].classList.add("heads");
    for (const head of table.querySelectorAll("thead th[data-key]")) button(table, head);
  }

  if (!form || !shown) return;
  const table = tables[0];
  const rows = [...table.tBodies[0].rows];
  const words = new Map(rows.map((row) => [row, plain(row.textContent)]));
  const TESTS = {
    text: (row, value) => plain(value).split(" ").every((word) => words.get(row).includes(word)),
    status: (row, value) => row.dataset.status === value || row.dataset.extant === value,
    to: (row, value) => row.dataset.to.split(" ").includes(value),
    functions: (row, value) => row.dataset.functions.split(" ").includes(value),
    year: (row, value) => row.dataset.year === value,
  };

  const narrow = () => {
    const asked = Object.keys(TESTS).map((name) => [name, form.elements[name].value]).filter(([, value]) => value.trim());
    let count = 0;
    for (const row of rows) {
      row.hidden = !asked.every(([name, value]) => TESTS[name](row, value));
      if (!row.hidden) count += 1;
    }
    const said = form.dataset.shown.replace("#", String(count));
    shown.textContent = count ? said : `${said}. ${form.dataset.none}`;
  };

  /* What was asked for stands in the address, so that it can be kept and passed on. */
  const remember = () => {
    const asked = new URLSearchParams();
    for (const each of form.elements) {
      if (each.name && each.value && !(each.name === "sort" && each.value === "approved") && !(each.name === "order" && each.value === "descending")) {
        asked.set(each.name, each.value);
      }
    }
    const text = asked.toString();
    try {
      history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
    } catch {
      /* Some browsers refuse this for files on a disk; the list is narrowed all the same. */
    }
  };

  const restore = () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    for (const each of form.elements) {
      const value = each.name ? asked.get(each.name) : null;
      if (value === null) continue;
      each.value = value;
      if (each.value !== value) each.selectedIndex = 0;
    }
    sort(table, form.elements.sort.value, form.elements.order.value);
    narrow();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    narrow();
    table.parentElement.focus();
  });
  form.addEventListener("input", (event) => {
    if (["sort", "order"].includes(event.target.name)) sort(table, form.elements.sort.value, form.elements.order.value);
    else narrow();
    remember();
  });
  form.addEventListener("reset", () => {
    /* The fields are empty only after this event. */
    setTimeout(() => {
      sort(table, form.elements.sort.value, form.elements.order.value);
      narrow();
      remember();
    });
  });
  window.addEventListener("hashchange", restore);
  form.hidden = false;
  restore();
})();
