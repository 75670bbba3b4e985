// Search and filters.

const AT_ONCE = 40;
const PAGES_AT_ONCE = 6;
const MOST_OPTIONS = 300;
let listed = AT_ONCE;
let shownFor = "";

function matching(query) {
  const wanted = FACETS.map((facet) => [facet, query.getAll(facet)]).filter(([, ids]) => ids.length);
  const fits = (touchpoint) => wanted.every(([facet, ids]) => touchpoint[facet].some((number) => ids.includes(index[facet][number][0])));
  const found = holding(index.touchpoints, query.get("q") ?? "").filter((touchpoint) => fits(touchpoint) && (!query.has("changed") || touchpoint.mark));
  return ranked(found, query.get("q") ?? "");
}

const NARROWING = ["q", "changed", ...FACETS];
const narrows = (query) => NARROWING.some((name) => query.get(name));

async function search(query) {
  if (!index && !narrows(query)) return;
  await opened();
  if (!$("#explorer")) {
    dimmed(asked());
    return;
  }
  offer();
  const now = asked();
  const wanted = JSON.stringify([listed, now.get("q"), now.get("changed"), FACETS.map((facet) => now.getAll(facet))]);
  if (wanted === shownFor) return; // so that who has opened one of the results comes back to it
  shownFor = wanted;
  const narrowed = narrows(now);
  const hits = narrowed ? matching(now) : [];
  const pages = narrowed && now.get("q") ? ranked(holding(index.pages, now.get("q")), now.get("q")) : [];
  chips(now);
  $("#found").textContent = narrowed ? (hits.length ? counted(hits.length, "found") : words.found_none) : "";
  $("#found-pages").replaceChildren(...pages.slice(0, PAGES_AT_ONCE).map(page));
  $("#results").replaceChildren(...hits.slice(0, listed).map(result));
  $("#more").hidden = hits.length <= listed;
  pointOut(narrowed, hits);
  for (const link of $$(".preview a")) link.hash = narrowed ? String(filters(now)) : "";
}

const pointOut = (narrowed, hits) => highlight("filtered", narrowed ? new Set(hits.map((touchpoint) => `touchpoint:${touchpoint.id}`)) : null);
const filters = (query) => new URLSearchParams([...query].filter(([name]) => NARROWING.includes(name)));

// A picture on a page of its own shows what was searched for on the page that led to it.
function dimmed(query) {
  const narrowed = narrows(query);
  const hits = narrowed ? matching(query) : [];
  pointOut(narrowed, hits);
  $("#narrowed")?.remove();
  if (!narrowed) return;
  const note = element("p", { id: "narrowed", class: "note", role: "status" }, hits.length ? counted(hits.length, "found") : words.found_none, " ");
  note.append(button(words.start_over, {}, () => ask((now) => NARROWING.forEach((name) => now.delete(name)))));
  $("figure.map").before(note);
}

const page = ({ kind, name, address }) => element("a", { href: root + address }, element("small", {}, words[kind]), " ", isolated(name));
const names = (touchpoint, facet) => touchpoint[facet].map((number) => index[facet][number][1]);

function result(touchpoint) {
  const about = [...names(touchpoint, "stage"), ...names(touchpoint, "channel"), ...names(touchpoint, "owner").slice(0, 1)];
  const link = element("a", { href: root + touchpoint.address }, isolated(touchpoint.name));
  const place = about.flatMap((name, number) => [...(number ? [" · "] : []), isolated(name)]);
  return element("li", {}, link, ...badge(touchpoint.mark), " ", element("span", { class: "about" }, ...place));
}

// Filters. With few things to choose from they are lists, with many one types.

function offer() {
  for (const facet of FACETS) {
    const control = $(`#filters [name=${facet}]`);
    if (!control || control.dataset.filled) continue;
    const things = [...index[facet]].sort(facet === "stage" ? () => 0 : ([, one], [, other]) => one.localeCompare(other, document.documentElement.lang));
    const filled = things.length > MOST_OPTIONS ? typed(control, things) : chosen(control, things);
    filled.dataset.filled = "yes";
    filled.disabled = !things.length;
  }
}

function chosen(select, things) {
  select.append(...things.map(([id, name]) => element("option", { value: id }, name)));
  select.addEventListener("change", () => {
    if (select.value) narrow(select.name, select.value);
    select.value = "";
  });
  return select;
}

function typed(select, things) {
  const choices = element("datalist", { id: `offered-${select.name}` });
  const input = element("input", { type: "search", name: select.name, list: choices.id, autocomplete: "off" });
  const known = new Map(things.map(([id, name]) => [folded(name), id]));
  input.addEventListener("input", () => {
    const text = folded(input.value);
    choices.replaceChildren(...things.filter(([, name]) => folded(name).includes(text)).slice(0, AT_ONCE).map(([, name]) => element("option", { value: name })));
  });
  input.addEventListener("change", () => {
    const id = known.get(folded(input.value));
    if (id === undefined) return;
    narrow(select.name, id);
    input.value = "";
  });
  select.after(choices);
  select.replaceWith(input);
  return input;
}

function narrow(facet, id) {
  listed = AT_ONCE;
  ask((query) => {
    if (!query.getAll(facet).includes(id)) query.append(facet, id);
  });
}

function chips(query) {
  const made = FACETS.flatMap((facet) => query.getAll(facet).map((id) => {
    const [, name] = index[facet].find(([known]) => known === id) ?? ["", id];
    const label = { class: "chip", "aria-label": `${words[facet]} ${name}: ${words.remove}` };
    const chip = button("", label, () => {
      ask((now) => now.delete(facet, id)).then(() => ($(".chip") ?? $("#search")).focus());
    });
    chip.append(element("small", {}, words[facet]), " ", isolated(name));
    return chip;
  }));
  if (made.length > 1) {
    made.push(button(words.start_over, {}, () => {
      ask((now) => FACETS.forEach((facet) => now.delete(facet)));
      $("#search").focus();
    }));
  }
  $("#chips").replaceChildren(...made);
}

function explore() {
  const explorer = $("#explorer");
  const seek = $("#seek");
  if (seek) {
    seek.hidden = false;
    seek.addEventListener("submit", (event) => {
      event.preventDefault();
      location.href = `${root}index.html#${new URLSearchParams({ q: $("input", seek).value })}`;
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, dialog")) return;
    event.preventDefault();
    ($("#search") ?? $("input", seek))?.focus();
  });
  if (!explorer) {
    if ($("figure.map")) answering.push((query) => search(query).catch(() => {}));
    return;
  }
  explorer.hidden = false;
  explorer.addEventListener("submit", (event) => event.preventDefault());
  explorer.addEventListener("focusin", () => opened().then(offer, () => {}), { once: true });
  const box = $("#search");
  box.addEventListener("input", () => {
    listed = AT_ONCE;
    ask((query) => (box.value ? query.set("q", box.value) : query.delete("q")));
  });
  $("#more").addEventListener("click", () => {
    const first = listed;
    listed += AT_ONCE;
    search(asked()).then(() => $(`#results li:nth-child(${first + 1}) a`)?.focus());
  });
  const changed = $("#changed");
  changed?.addEventListener("change", () => ask((query) => (changed.checked ? query.set("changed", "yes") : query.delete("changed"))));
  answering.push((query) => {
    if (document.activeElement !== box) box.value = query.get("q") ?? "";
    if (changed) changed.checked = query.has("changed");
    if (FACETS.some((facet) => query.has(facet))) $("#filters").open = true;
    return search(query).catch(() => {});
  });
}
