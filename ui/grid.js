// The edit grid of a draft: a plain table whose cells are typed into directly.
// The server's rows are taken over only when `version` changes; otherwise what is being typed here wins,
// and only the marks of findings, sources and references are drawn anew. Words of documents go in as text, never as HTML.

const FIELDS = ["level3", "description", "value", "basis"];
const WORDS = { level3: "三级指标", description: "绩效指标描述", value: "指标值", basis: "指标值确定依据" };
const PAUSE = 120; // milliseconds without a key after which what was typed is sent

export default function ({ parentElement, data, setStateValue, setTriggerValue }) {
  const host = parentElement.querySelector(".grid");
  host.grid ??= new Grid(host);
  host.grid.state = setStateValue;
  host.grid.trigger = setTriggerValue;
  host.grid.take(data);
}

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

class Grid {
  constructor(host) {
    this.host = host;
    this.body = host.querySelector("tbody");
    this.tip = host.querySelector(".tip");
    this.version = null;
    this.rows = [];
    this.selected = null;
    this.visits = 0;
    host.querySelector(".tools").addEventListener("click", (event) => this.press(event.target.closest("button")));
    this.body.addEventListener("input", (event) => this.typed(event));
    this.body.addEventListener("compositionend", (event) => this.typed(event));
    this.body.addEventListener("change", (event) => this.classed(event.target));
    this.body.addEventListener("focusin", (event) => this.entered(event.target));
    this.body.addEventListener("focusout", () => { this.flush(); this.hide(); });
    this.body.addEventListener("keydown", (event) => this.key(event));
    this.body.addEventListener("paste", (event) => this.paste(event));
    this.body.addEventListener("mouseover", (event) => this.hint(event.target));
    this.body.addEventListener("mouseout", () => this.hide());
    window.addEventListener("pagehide", () => this.flush());
    this.drag();
  }

  take(data) {
    this.levels = data.levels;
    this.beside = data.beside;
    if (data.version !== this.version) {
      clearTimeout(this.waiting);
      this.waiting = null;
      this.version = data.version;
      this.rows = data.rows.map((row) => ({ ...row }));
      this.selected = this.rows.some((row) => row.id === data.selected) ? data.selected : this.rows[0]?.id ?? null;
      this.build();
    }
    this.dress();
    this.button("undo").disabled = !data.undo;
    this.button("redo").disabled = !data.redo;
  }

  // ---- drawing

  build() {
    this.body.replaceChildren(...this.rows.map((row) => this.line(row)));
    this.number();
  }

  line(row) {
    const line = element("tr", { "data-id": row.id });
    line.append(element("td", { class: "no", draggable: "true", title: "拖动可换位置" }));
    line.append(element("td", { class: "kind" }, this.choice(row)));
    for (const field of FIELDS) {
      const cell = element("td", { class: field, "data-label": WORDS[field] });
      const box = element("div", { class: "box", role: "textbox", "aria-multiline": "true", "data-field": field });
      box.contentEditable = "plaintext-only";
      if (box.contentEditable !== "plaintext-only") box.contentEditable = "true";
      box.textContent = row[field];
      cell.append(box, element("span", { class: "marks" }));
      line.append(cell);
      if (field === "value") line.append(element("td", { class: "reference", "data-label": "参考值" }));
    }
    line.append(element("td", { class: "sources", "data-label": "来源" }));
    return line;
  }

  choice(row) {
    const select = element("select");
    const own = `${row.level1}|${row.level2}`;
    let known = false;
    for (const [level1, level2s] of this.levels) {
      const group = element("optgroup", { label: level1 });
      for (const level2 of level2s) {
        const value = `${level1}|${level2}`;
        known ||= value === own;
        group.append(element("option", { value }, level2));
      }
      select.append(group);
    }
    if (!known) select.prepend(element("option", { value: own }, row.level2 || row.level1 || "选择类别"));
    select.value = own;
    return select;
  }

  number() {
    [...this.body.rows].forEach((line, n) => {
      line.querySelector(".no").textContent = n + 1;
      line.querySelector("select").setAttribute("aria-label", `第 ${n + 1} 行 指标类别`);
      for (const box of line.querySelectorAll(".box"))
        box.setAttribute("aria-label", `第 ${n + 1} 行 ${WORDS[box.dataset.field]}`);
    });
    this.host.querySelector(".none").hidden = this.rows.length > 0;
  }

  dress() {
    for (const line of this.body.rows) {
      const beside = this.beside[line.dataset.id] ?? { marks: {}, sources: [], reference: "" };
      line.classList.toggle("selected", line.dataset.id === this.selected);
      for (const cell of line.querySelectorAll("td.kind, td.level3, td.description, td.value, td.basis")) {
        const marks = beside.marks[cell.className.split(" ")[0]] ?? [];
        cell.classList.remove("error", "warning", "hint");
        if (marks.length) cell.classList.add(marks[0].severity);
        let place = cell.querySelector(".marks");
        if (!place && marks.length) cell.append((place = element("span", { class: "marks" })));
        place?.replaceChildren(...marks.map((mark) =>
          element("span", { class: `mark ${mark.severity}`, "data-tip": mark.message }, String(mark.number))));
      }
      line.querySelector(".reference").textContent = beside.reference;
      const chips = beside.sources.map((source) =>
        element("button", { type: "button", class: `chip ${source.kind}`, "data-tip": source.tip }, source.word));
      line.querySelector(".sources").replaceChildren(...(chips.length ? chips : [element("span", { class: "chip own" }, "手工填写")]));
    }
  }

  button(name) {
    return this.host.querySelector(`.tools [data-act=${name}]`);
  }

  hint(target) {
    const over = target.closest("[data-tip]");
    if (!over) return this.hide();
    this.tip.textContent = over.dataset.tip;
    this.tip.hidden = false;
    const at = over.getBoundingClientRect();
    const box = this.tip.getBoundingClientRect();
    this.tip.style.left = `${Math.max(8, Math.min(at.left, innerWidth - box.width - 8))}px`;
    this.tip.style.top = `${at.bottom + box.height + 8 > innerHeight ? at.top - box.height - 4 : at.bottom + 4}px`;
  }

  hide() {
    this.tip.hidden = true;
  }

  // ---- what the user does

  row(target) {
    const id = target.closest("tr")?.dataset.id;
    return this.rows.find((row) => row.id === id);
  }

  typed(event) {
    const box = event.target.closest(".box");
    if (!box || event.isComposing) return;
    const row = this.row(box);
    row[box.dataset.field] = box.innerText.replace(/\u00a0/g, " ").replace(/\n$/, "");
    this.later(`${row.id}.${box.dataset.field}.${this.visits}`);
  }

  classed(select) {
    const row = this.row(select);
    [row.level1, row.level2] = select.value.split("|");
    this.send(`${row.id}.kind`);
  }

  entered(target) {
    if (target.dataset.tip) this.hint(target);
    const row = this.row(target);
    this.visits += 1; // typing on in a cell is one step back, coming again to it another
    this.before = target.classList.contains("box") ? target.innerText : null;
    if (row && row.id !== this.selected) this.select(row.id);
  }

  select(id) {
    this.selected = id;
    this.dress();
    this.state("selected", id);
  }

  key(event) {
    if (event.isComposing) return;
    const row = this.row(event.target);
    const box = event.target.closest(".box");
    const act = event.altKey && event.key === "ArrowUp" ? "up"
      : event.altKey && event.key === "ArrowDown" ? "down"
      : event.ctrlKey && event.key === "Enter" ? "add"
      : event.ctrlKey && event.key === "Delete" ? "delete" : null;
    if (act) {
      event.preventDefault();
      this.act(act, row.id, box?.dataset.field ?? "level3");
    } else if (event.key === "Enter" && !event.shiftKey && box) {
      event.preventDefault();
      this.flush();
      this.focus(this.rows[this.rows.indexOf(row) + 1]?.id, box.dataset.field);
    } else if (event.key === "Escape") {
      event.target.blur();
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && (!box || box.innerText === this.before)) {
      event.preventDefault(); // nothing typed in this cell: the step before it is meant
      this.press(this.button(event.shiftKey ? "redo" : "undo"));
    }
  }

  press(button) {
    if (!button || button.disabled) return;
    const name = button.dataset.act;
    if (name === "undo" || name === "redo") {
      this.flush();
      this.trigger(name, Date.now());
    } else this.act(name, this.selected, "level3");
  }

  act(name, id, field) {
    const at = this.rows.findIndex((row) => row.id === id);
    if (name === "add") {
      const like = this.rows[at] ?? { level1: this.levels[0][0], level2: this.levels[0][1][0] };
      const row = { id: `n${Date.now().toString(36)}${this.rows.length}`, level1: like.level1, level2: like.level2, level3: "", description: "", value: "", basis: "" };
      this.rows.splice(at + 1, 0, row);
      this.body.insertBefore(this.line(row), this.body.rows[at + 1] ?? null);
      this.number();
      this.focus(row.id, "level3");
      this.send("");
    } else if (at >= 0 && name === "delete") {
      this.rows.splice(at, 1);
      this.body.rows[at].remove();
      this.number();
      const next = this.rows[Math.min(at, this.rows.length - 1)];
      this.selected = next?.id ?? null;
      this.focus(next?.id, field);
      this.send("");
    } else if (at >= 0) this.move(id, at + (name === "up" ? -1 : 1), field);
  }

  move(id, to, field) {
    const at = this.rows.findIndex((row) => row.id === id);
    if (to < 0 || to >= this.rows.length || to === at) return;
    const [row] = this.rows.splice(at, 1);
    this.rows.splice(to, 0, row);
    const line = this.body.rows[at];
    line.remove();
    this.body.insertBefore(line, this.body.rows[to] ?? null);
    this.number();
    this.focus(id, field);
    this.send("");
  }

  focus(id, field) {
    this.body.querySelector(`tr[data-id="${id}"] [data-field="${field}"]`)?.focus();
    this.dress();
  }

  paste(event) {
    const text = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "");
    const box = event.target.closest(".box");
    if (!box) return;
    event.preventDefault();
    if (!text.includes("\t")) {
      document.execCommand("insertText", false, text);
      return;
    }
    let at = this.rows.indexOf(this.row(box)); // a block of cells out of Word, WPS or Excel
    const first = FIELDS.indexOf(box.dataset.field);
    for (const words of text.split(/\r?\n/)) {
      if (at >= this.rows.length) this.rows.push({ ...this.rows[at - 1], id: `n${Date.now().toString(36)}${at}`, level3: "", description: "", value: "", basis: "" });
      words.split("\t").slice(0, FIELDS.length - first).forEach((word, n) => { this.rows[at][FIELDS[first + n]] = word.trim(); });
      at += 1;
    }
    this.build();
    this.dress();
    this.send("");
  }

  drag() {
    this.body.addEventListener("dragstart", (event) => {
      this.dragged = event.target.closest?.(".no")?.parentElement.dataset.id ?? null;
      event.dataTransfer.effectAllowed = "move";
    });
    this.body.addEventListener("dragover", (event) => {
      if (!this.dragged) return;
      event.preventDefault();
      for (const line of this.body.rows) line.classList.toggle("over", line === event.target.closest("tr"));
    });
    this.body.addEventListener("drop", (event) => {
      event.preventDefault();
      const over = event.target.closest("tr")?.dataset.id;
      const to = this.rows.findIndex((row) => row.id === over);
      if (this.dragged && to >= 0) this.move(this.dragged, to, "level3");
    });
    this.body.addEventListener("dragend", () => {
      this.dragged = null;
      for (const line of this.body.rows) line.classList.remove("over");
    });
  }

  // ---- to the server

  later(touched) {
    if (this.waiting && this.touched !== touched) this.flush();
    this.touched = touched;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.flush(), PAUSE);
  }

  flush() {
    if (this.waiting) this.send(this.touched);
  }

  send(touched) {
    clearTimeout(this.waiting);
    this.waiting = null;
    const rows = this.rows.map(({ id, level1, level2, level3, description, value, basis }) =>
      ({ id, level1, level2, level3, description, value, basis }));
    this.state("rows", { version: this.version, touched, rows });
  }
}
