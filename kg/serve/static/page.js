// What a page does beyond what it is: names are completed as they are typed, days stand as the
// reader's own language has them, and an answer's address can be copied.

const WAIT = 120; // milliseconds after a key before names are looked for

/** Let FIELD offer names: a list that opens below it, walked by the arrow keys. */
function completing(field, number) {
  const list = document.createElement("ul");
  list.id = `names-${number}`;
  list.className = "names";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Names");
  list.hidden = true;
  field.after(list);
  const said = document.createElement("p");
  said.className = "hidden";
  said.setAttribute("role", "status");
  list.after(said);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");
  field.autocomplete = "off";

  let timer, asking, at = -1;

  function close() {
    clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    at = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function point(to) {
    const options = [...list.children];
    options[at]?.setAttribute("aria-selected", "false");
    at = (to + options.length) % options.length;
    options[at].setAttribute("aria-selected", "true");
    options[at].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", options[at].id);
  }

  function take(option) {
    const { href, label, unique, address } = option.dataset;
    close();
    if (field.dataset.complete === "open" && href) {
      window.location.assign(href);
    } else {
      field.value = unique === "yes" ? label : address;
      field.focus();
    }
  }

  function show(found) {
    list.replaceChildren(...found.map((each, place) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${place}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      const alike = found.filter((other) => other.label === each.label).length;
      Object.assign(option.dataset, {
        href: each.href ?? "", label: each.label, address: each.address, unique: alike === 1 ? "yes" : "no",
      });
      const name = document.createElement("bdi");
      name.textContent = each.label;
      const kind = document.createElement("span");
      kind.textContent = each.form === each.label ? each.kind : `${each.kind}, also called ${each.form}`;
      option.append(name, " ", kind);
      return option;
    }));
    at = -1;
    list.hidden = !found.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    field.removeAttribute("aria-activedescendant");
    said.textContent = found.length ? `${found.length} names; arrow keys choose one` : "No such name";
  }

  async function look() {
    const typed = field.value.trim();
    if (!typed) return close();
    asking?.abort();
    asking = new AbortController();
    const query = new URLSearchParams({ q: typed });
    for (const kind of (field.dataset.kinds ?? "").split(" ").filter(Boolean)) query.append("kind", kind);
    try {
      const answer = await fetch(`/complete?${query}`, { signal: asking.signal });
      if (answer.ok && document.activeElement === field) show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") close(); // the server has gone: what is typed still works
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, WAIT);
  });
  field.addEventListener("keydown", (event) => {
    if (list.hidden) {
      if (event.key === "ArrowDown" && field.value.trim()) look();
      return;
    }
    if (event.key === "ArrowDown") point(at + 1);
    else if (event.key === "ArrowUp") point(at < 0 ? -1 : at - 1);
    else if (event.key === "Enter" && at >= 0) take(list.children[at]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("li");
    if (option) take(option);
  });
  field.addEventListener("blur", close);
}

/** Let each day stand as the reader's language writes it; the page has it in British English. */
function localised() {
  const parts = [{ year: "numeric" }, { month: "long" }, { day: "numeric" }];
  for (const time of document.querySelectorAll("time[datetime]")) {
    const known = time.dateTime.split("-").map(Number);
    if (known.length > 3 || known.some((part) => !part)) continue; // no year: as it is
    const moment = new Date(0);
    moment.setUTCFullYear(known[0], (known[1] ?? 1) - 1, known[2] ?? 1);
    const options = Object.assign({ timeZone: "UTC" }, ...parts.slice(0, known.length));
    time.lang = navigator.language;
    time.textContent = new Intl.DateTimeFormat(navigator.languages, options).format(moment);
  }
}

/** Let a button copy the address that stands beside it. */
function copying(button) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    const before = button.textContent;
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = before; }, 2000);
  });
}

document.querySelectorAll("[data-complete]").forEach(completing);
document.querySelectorAll("[data-copy]").forEach(copying);
localised();
