/* The same figures as a table in place of the map: one button, or the T key, away. */
ivbgeoMap.part(
  (() => {
    "use strict";

    const TEXT = {
      table: "Tabel",
      map: "Kaart",
      toTable: "Toon de cijfers als tabel (toets T)",
      toMap: "Toon de kaart (toets T)",
      columns: ["Gebied", "Waarde", "Toelichting"],
      shapes: ["Wat", "Soort", "Toelichting"],
      sort: "Sorteer op",
    };

    const SIGNS = { none: " ↕", ascending: " ↑", descending: " ↓" };

    let map, tools, box, button, table;
    let order = { column: 0, way: 1 };

    function start(made, given) {
      [map, tools] = [made, given];
      box = tools.element("div", "");
      box.className = "ivb-table";
      box.hidden = true;
      box.tabIndex = 0; // it scrolls
      box.setAttribute("role", "region");
      button = tools.element("button", TEXT.table);
      button.type = "button";
      button.className = "ivb-switch";
      button.addEventListener("click", toggle);
      map.getContainer().parentElement.classList.add("ivb-stage");
      map.getContainer().before(button);
      map.getContainer().after(box);
      face();
      box.addEventListener("keydown", walk);
      for (const place of [map.getContainer(), box, button]) {
        place.addEventListener("keydown", (event) => {
          if (event.key.toLowerCase() !== "t" || event.ctrlKey || event.metaKey || event.altKey) return;
          event.preventDefault();
          toggle();
        });
      }
    }

    const isTable = () => !box.hidden;

    // One row is a stop of the Tab key; the arrows go from row to row.
    function walk(event) {
      const rows = [...box.querySelectorAll("tbody button")];
      const at = rows.indexOf(document.activeElement);
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
      if (at < 0 || !rows[to]) return;
      event.preventDefault();
      rows[at].tabIndex = -1;
      rows[to].tabIndex = 0;
      rows[to].focus();
    }

    function face() {
      button.textContent = isTable() ? TEXT.map : TEXT.table;
      button.setAttribute("aria-label", isTable() ? TEXT.toMap : TEXT.toTable);
      button.title = button.getAttribute("aria-label");
    }

    function toggle() {
      const box_ = map.getContainer();
      box.style.height = `${box_.offsetHeight}px`;
      box.hidden = !box.hidden;
      box_.classList.toggle("ivb-away", isTable());
      face();
      fill();
      (isTable() ? box : button).focus();
    }

    function show() {
      fill();
    }

    function fill() {
      if (!isTable()) return;
      const { title } = tools.command();
      box.setAttribute("aria-label", `${TEXT.table}: ${title}`);
      if (tools.drawn()) return list(title);
      const at = box.scrollTop;
      table = tools.element("table", "");
      tools.element("caption", title, table);
      const head = tools.element("tr", "", tools.element("thead", "", table));
      TEXT.columns.forEach((name, column) => {
        const cell = tools.element("th", "", head);
        cell.scope = "col";
        if (column === 2) return (cell.textContent = name);
        cell.setAttribute("aria-sort", order.column === column ? (order.way > 0 ? "ascending" : "descending") : "none");
        const sorter = tools.element("button", name, cell);
        tools.element("span", SIGNS[cell.getAttribute("aria-sort")], sorter).setAttribute("aria-hidden", "true");
        sorter.type = "button";
        sorter.addEventListener("click", () => sort(column));
      });
      const body = tools.element("tbody", "", table);
      for (const area of sorted()) body.append(row(area));
      const stop = body.querySelector('[aria-pressed="true"]') || body.querySelector("button");
      if (stop) stop.tabIndex = 0;
      const focused = document.activeElement.dataset?.code;
      box.replaceChildren(table);
      box.scrollTop = at;
      const again = focused && body.querySelector(`[data-code="${focused}"]`);
      if (!again) return;
      body.querySelector('[tabindex="0"]').tabIndex = -1;
      again.tabIndex = 0;
      again.focus({ preventScroll: true });
    }

    // Of what lies over the areas: each of it in the order of drawing; then what the areas say.
    function list(title) {
      const { shapes, spots, symbols } = tools.drawn();
      table = tools.element("table", "");
      tools.element("caption", title, table);
      const head = tools.element("tr", "", tools.element("thead", "", table));
      for (const name of TEXT.shapes) tools.element("th", name, head).scope = "col";
      const body = tools.element("tbody", "", table);
      const rows = [
        ...shapes.map(([, , name, words, text]) => [name, words, text]),
        ...spots.map(([kind, name, text]) => [name, symbols[kind].words, text]),
        ...sorted().map((area) => [area.name, tools.said(area)]).map(([name, { label, note }]) => [name, label, note]),
      ].filter(([, what]) => what);
      for (const [name, ...rest] of rows) {
        const made = tools.element("tr", "", body);
        tools.element("th", name, made).scope = "row";
        for (const text of rest) tools.element("td", text, made);
      }
      box.replaceChildren(table);
    }

    function row(area) {
      const { label, note } = tools.said(area);
      const made = document.createElement("tr");
      const name = tools.element("th", "", made);
      name.scope = "row";
      const link = tools.element("button", area.name, name);
      link.type = "button";
      link.tabIndex = -1;
      link.dataset.code = area.code;
      link.setAttribute("aria-pressed", String(area.code === tools.areas.selected()));
      link.addEventListener("click", () => tools.areas.choose(area.code));
      tools.element("td", label, made);
      tools.element("td", note, made);
      return made;
    }

    function sort(column) {
      order = { column, way: order.column === column ? -order.way : column ? -1 : 1 };
      fill();
      box.querySelectorAll("thead button")[column].focus();
    }

    // What has no value comes last, whichever way.
    function sorted() {
      const areas = [...tools.areas.shown().areas.values()];
      const byName = (a, b) => a.name.localeCompare(b.name, "nl", { numeric: true });
      if (order.column === 0) return areas.sort((a, b) => order.way * byName(a, b));
      const value = (area) => tools.said(area).value;
      return areas.sort((a, b) => {
        const [one, other] = [value(a), value(b)];
        if (one === null || other === null) return (one === null) - (other === null) || byName(a, b);
        return order.way * (one - other) || byName(a, b);
      });
    }

    return { name: "table", start, show };
  })(),
);
