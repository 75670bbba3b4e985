// The index: rows of touchpoints, with numbers in place of what many of them share. It is loaded when it is first used.

const FACETS = ["stage", "owner", "persona", "channel", "data"];
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase("en");
let index = null;

async function opened() {
  if (index) return index;
  const raw = await data("index");
  if (index) return index;
  const shared = Object.fromEntries(["stage", "owner", "channel"].map((facet) => [facet, raw[facet].map(([id, name]) => folded(`${name} ${id}`))]));
  const touchpoints = raw.touchpoints.map(([id, name, address, aliases, mark, stage, owner, persona, channel, data], row) => {
    const called = folded(name);
    const others = [...owner.map((number) => shared.owner[number]), ...channel.map((number) => shared.channel[number])];
    return { row, id, name, address, mark, stage, owner, persona, channel, data, called, text: `${called} ${id} ${folded(aliases)} ${others.join(" ")}` };
  });
  const pages = raw.pages.map(([kind, id, name, address]) => ({ kind, id, name, address, called: folded(name), text: `${folded(name)} ${id}` }));
  const rows = new Map(touchpoints.map((touchpoint) => [touchpoint.id, touchpoint]));
  const spots = new Map(touchpoints.map((touchpoint) => [touchpoint.address, touchpoint]));
  index = { ...raw, touchpoints, pages, rows, spots };
  return index;
}

// The best first: names that begin with what was typed, names of which a word does, names that hold it, then all else.
function ranked(things, text) {
  const typed = folded(text).trim();
  if (!typed) return things;
  const rank = ({ called }) => (called.startsWith(typed) ? 0 : called.includes(` ${typed}`) ? 1 : called.includes(typed) ? 2 : 3);
  return things.map((thing) => [rank(thing), thing]).sort(([one], [other]) => one - other).map(([, thing]) => thing);
}

const holding = (things, text) => {
  const wanted = folded(text).split(/\s+/).filter(Boolean);
  return things.filter((thing) => wanted.every((word) => thing.text.includes(word)));
};
