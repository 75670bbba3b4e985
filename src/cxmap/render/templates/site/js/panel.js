// The panel of a touchpoint: everything that is known of it, beside whatever page one is on.

let panel = null;
let opener = null;

// What is known comes as plain data: blocks, each with its form first.

const address = (to) => (/^https?:/.test(to) ? to : root + to);

function piece(given) {
  if (typeof given === "string") return isolated(given);
  const [text, to, form] = given;
  const shown = form === "code" ? element("code", {}, text) : isolated(text);
  return element("span", {}, to ? element("a", { href: address(to) }, shown) : shown, ...(form && form !== "code" ? badge(form) : []));
}

const line = (text) => text.map(piece);
const strong = (text) => (text ? [element("strong", {}, text), " "] : []);

const FORMS = {
  h3: (title) => element("h3", {}, title),
  p: (lead, text) => element("p", {}, ...strong(lead), ...line(text)),
  dl: (facts) => element("dl", { class: "facts" }, ...facts.map(([label, text]) => element("div", {}, element("dt", {}, label), element("dd", {}, ...line(text))))),
  ul: (items) => element("ul", { class: "items" }, ...items.map(([lead, tone, text, place, details]) => {
    const entry = element("li", tone ? { class: tone } : {}, ...strong(lead), ...line(text));
    if (place.length) entry.append(" ", element("span", { class: "place" }, ...line(place)));
    if (details.length) entry.append(element("ul", {}, ...details.map((detail) => element("li", {}, ...line(detail)))));
    return entry;
  })),
};

async function known(touchpoint) {
  const pieces = await data(`touchpoints-${Math.floor(touchpoint.row / index.shard) + 1}`);
  return pieces[touchpoint.row % index.shard].map(([form, ...values]) => FORMS[form](...values));
}

function made() {
  const dialog = element("dialog", { id: "panel", "aria-labelledby": "panel-title" },
    element("div", { class: "bar" },
      element("a", { id: "panel-link", href: "#" }, words.whole_page),
      button(words.close, { id: "panel-close" }, () => dialog.close())),
    element("div", { id: "panel-body", tabindex: "0", role: "region", "aria-labelledby": "panel-title" }));
  dialog.addEventListener("close", closed);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  return dialog;
}

async function show(id) {
  const touchpoint = (await opened()).rows.get(id);
  if (!touchpoint || asked().get("open") !== id) return;
  panel ??= made();
  const blocks = await known(touchpoint);
  if (asked().get("open") !== id) return;
  $("#panel-link").href = root + touchpoint.address;
  const title = element("h2", { id: "panel-title", tabindex: "-1" }, isolated(touchpoint.name), ...badge(touchpoint.mark));
  const ways = element("p", { class: "ways" }, button(words.route_from, {}, () => along("from")), button(words.route_to, {}, () => along("to")));
  $("#panel-body").replaceChildren(element("p", { class: "kind" }, words.touchpoint), title, ...blocks, ways);
  panel.dataset.id = id;
  if (!panel.open) {
    opener = document.activeElement;
    panel.showModal();
  }
  $("#panel-body").scrollTop = 0;
  title.focus();
}

// Who closes the panel goes back to where it was opened; the way back closes it, too.
function closed() {
  if (asked().has("open")) {
    if (history.state?.step) history.back();
    else ask((query) => query.delete("open"));
  }
  opener?.focus?.();
  opener = null;
}

function along(end) {
  const { id } = panel.dataset;
  if (!$("#route")) {
    location.href = `${root}index.html#${new URLSearchParams({ [end]: id })}`;
    return;
  }
  opener = $(`#route input[name=${end}]`);
  ask((query) => {
    query.delete("open");
    query.set(end, id);
  });
}

// Links to touchpoints open the panel, but for those to a spot of the same page, and where another window is asked for.
async function follow(event) {
  const link = event.target.closest?.("a[href*='#touchpoint-']");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const here = link.pathname === location.pathname && link.host === location.host;
  if (link.id === "panel-link") {
    if (here) panel.close();
    return;
  }
  if (here && !link.closest("dialog")) return;
  event.preventDefault();
  const top = new URL(root || "./", location.href).href;
  try {
    const touchpoint = (await opened()).spots.get(link.href.slice(top.length));
    if (!touchpoint) throw new Error(link.href);
    await data(`touchpoints-${Math.floor(touchpoint.row / index.shard) + 1}`);
    open(touchpoint.id);
  } catch {
    location.href = link.href; // as without scripts
  }
}

const open = (id) => ask((query) => query.set("open", id), { step: !asked().has("open") });

function panels() {
  document.addEventListener("click", follow);
  answering.push((query) => {
    const id = query.get("open");
    if (id) return show(id).catch(() => {});
    if (panel?.open) panel.close();
    return undefined;
  });
}
