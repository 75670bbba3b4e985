// The cards of pictures: pressing one opens its panel. They are one stop for the tab key; arrows lead from one to the next.

const CARD = ".map [data-key^='touchpoint:']";
const shownBy = new Map();

// Several things may point out cards at once; whatever none of them points out is dimmed.
function highlight(by, keys) {
  if (keys) shownBy.set(by, keys);
  else shownBy.delete(by);
  const sets = [...shownBy.values()];
  for (const group of $$(".map [data-key^='touchpoint:'], .map [data-key^='transition:']")) {
    group.classList.toggle("dim", !sets.every((set) => set.has(group.dataset.key)));
  }
}

function next(card, [right, down]) {
  const middle = (one) => {
    const box = one.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const [x, y] = middle(card);
  let best = null;
  let least = Infinity;
  for (const other of $$(CARD, card.closest("svg"))) {
    const [dx, dy] = middle(other).map((value, axis) => value - [x, y][axis]);
    const ahead = dx * right + dy * down;
    if (other === card || ahead <= 1) continue;
    const far = ahead + 2 * Math.abs(dx * down + dy * right);
    if (far < least) [best, least] = [other, far];
  }
  return best;
}

const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

function cards() {
  for (const picture of $$(".map svg")) {
    const found = $$(CARD, picture);
    for (const card of found) {
      card.setAttribute("role", "button");
      card.setAttribute("tabindex", card === found[0] ? "0" : "-1");
    }
  }
  document.addEventListener("click", (event) => {
    const card = event.target.closest?.(CARD);
    if (card) press(card);
  });
  document.addEventListener("keydown", (event) => {
    const card = event.target.closest?.(CARD);
    if (!card) return;
    if (event.key === "Enter" || event.key === " ") press(card);
    else if (WAYS[event.key]) move(card, next(card, WAYS[event.key]));
    else return;
    event.preventDefault();
  });
}

function press(card) {
  move(card, card);
  open(card.dataset.key.slice("touchpoint:".length));
}

function move(card, other) {
  if (!other) return;
  for (const one of $$(`${CARD}[tabindex='0']`, card.closest("svg"))) one.setAttribute("tabindex", "-1");
  other.setAttribute("tabindex", "0");
  other.focus();
}
