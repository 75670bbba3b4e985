// Ways from one touchpoint to another.

const OFFERED = 20;

// A name may be that of several touchpoints: those are told apart by their ids.
const label = (touchpoint) => (index.touchpoints.filter((other) => other.called === touchpoint.called).length > 1 ? `${touchpoint.name} (${touchpoint.id})` : touchpoint.name);

function meant(text) {
  const typed = folded(text.trim());
  const id = /\(([^()]+)\)$/.exec(text.trim())?.[1];
  return index.rows.get(text.trim()) ?? index.rows.get(id) ?? index.touchpoints.find((touchpoint) => touchpoint.called === typed);
}

// A shortest way: by as few steps as can be, and among those the one found first.
function shortest(start, goal) {
  const before = new Map([[start.row, null]]);
  const waiting = [start.row];
  for (let next = 0; next < waiting.length && !before.has(goal.row); next++) {
    for (const leg of index.legs[waiting[next]]) {
      if (before.has(leg[0])) continue;
      before.set(leg[0], { from: waiting[next], leg });
      waiting.push(leg[0]);
    }
  }
  if (!before.has(goal.row)) return null;
  const legs = [];
  for (let at = goal.row; before.get(at); at = before.get(at).from) legs.unshift(before.get(at).leg);
  return legs;
}

const stop = (touchpoint) => element("a", { href: root + touchpoint.address }, isolated(touchpoint.name));

function told([row, when, giver, taker]) {
  const said = [when, giver ? filled(words.handover, { giver, taker }) : ""].filter(Boolean).join(" · ");
  const way = said ? [element("span", { class: giver ? "leg handover" : "leg" }, said)] : [];
  return element("li", {}, ...way, stop(index.touchpoints[row]));
}

let routed = "";

async function route(query) {
  const asking = JSON.stringify([query.get("from"), query.get("to")]);
  if (asking === routed) return;
  routed = asking;
  const ends = ["from", "to"].map((name) => $(`#route input[name=${name}]`));
  const answer = $("#route-answer");
  const stops = $("#route-stops");
  if (!query.has("from") && !query.has("to")) {
    answer.textContent = "";
    stops.replaceChildren();
    highlight("routed", null);
    return;
  }
  await opened();
  $("#route").open = true;
  const wanted = ["from", "to"].map((name) => query.get(name));
  wanted.forEach((text, number) => {
    if (text !== null && document.activeElement !== ends[number]) ends[number].value = index.rows.has(text) ? label(index.rows.get(text)) : text;
  });
  stops.replaceChildren();
  highlight("routed", null);
  const [start, goal] = wanted.map((text) => (text ? meant(text) : undefined));
  const unknown = wanted.find((text, number) => text && ![start, goal][number]);
  if (unknown) answer.textContent = filled(words.no_such, { name: unknown });
  else if (!start || !goal) answer.textContent = "";
  else if (start === goal) answer.textContent = words.same_place;
  else tell(start, shortest(start, goal));
}

function tell(start, legs) {
  if (!legs) {
    $("#route-answer").textContent = words.no_way;
    return;
  }
  const handovers = legs.filter((leg) => leg.length > 2).length;
  $("#route-answer").textContent = [counted(legs.length, "steps"), counted(handovers, "handovers")].join(", ");
  $("#route-stops").replaceChildren(element("li", {}, stop(start)), ...legs.map(told));
  const passed = [start, ...legs.map(([row]) => index.touchpoints[row])].map((touchpoint) => `touchpoint:${touchpoint.id}`);
  const ways = passed.slice(1).map((key, number) => `transition:${passed[number].slice(11)}->${key.slice(11)}`);
  highlight("routed", new Set([...passed, ...ways]));
}

function routes() {
  const form = $("#route");
  if (!form) return;
  const asking = () => ask((query) => {
    for (const name of ["from", "to"]) {
      const text = $(`#route input[name=${name}]`).value.trim();
      const touchpoint = text && index ? meant(text) : undefined;
      if (text) query.set(name, touchpoint?.id ?? text);
      else query.delete(name);
    }
  });
  $("#route-find").addEventListener("click", () => opened().then(asking, () => {}));
  for (const input of $$("input", form)) {
    input.addEventListener("input", async () => {
      await opened();
      const near = ranked(holding(index.touchpoints, input.value), input.value).slice(0, OFFERED);
      $("#offered").replaceChildren(...near.map((touchpoint) => element("option", { value: label(touchpoint) })));
    });
    input.addEventListener("change", () => opened().then(asking, () => {}));
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") opened().then(asking, () => {});
    });
  }
  answering.push((query) => route(query).catch(() => {
    routed = "";
  }));
}
