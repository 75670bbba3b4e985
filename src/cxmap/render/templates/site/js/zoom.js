// Pictures: they scroll in a place of their own. Buttons, keys, the wheel with Ctrl and two fingers change their size, and
// the mouse drags them.

const SMALLEST = 0.1;
const LARGEST = 3;
const LEGIBLE = 0.75;

function zooming(figure) {
  const view = $(".scroll", figure);
  const picture = $("svg", view);
  const [width, height] = [picture.viewBox.baseVal.width, picture.viewBox.baseVal.height];
  const state = { scale: 1 };
  const zoom = (wanted, x = view.clientWidth / 2, y = view.clientHeight / 2) => {
    const next = Math.min(LARGEST, Math.max(SMALLEST, wanted));
    const [left, top] = [(view.scrollLeft + x) / state.scale, (view.scrollTop + y) / state.scale];
    state.scale = next;
    picture.setAttribute("width", Math.round(width * next));
    picture.setAttribute("height", Math.round(height * next));
    view.scrollTo(left * next - x, top * next - y);
  };
  const wide = () => view.clientWidth / width;
  const small = width <= view.clientWidth && height <= view.clientHeight;
  if (small && !$(CARD, figure)) return;
  const fit = () => zoom(Math.min(1, wide(), (window.innerHeight * 0.8) / height));
  const acts = [["+", "larger", () => zoom(state.scale * 1.25)], ["−", "smaller", () => zoom(state.scale / 1.25)], ["⤢", "fit", fit], ["1:1", "original", () => zoom(1)]];
  const tools = element("div", { class: "tools", role: "group", "aria-label": words.zoom });
  tools.append(...acts.map(([sign, name, act]) => button(sign, { "aria-label": words[name], title: words[name], "data-act": name }, act)));
  view.before(tools);
  view.setAttribute("aria-description", words.keys);
  view.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = { "+": 0, "=": 0, "-": 1, 0: 2 }[event.key];
    if (act === undefined) return;
    event.preventDefault();
    acts[act][2]();
  });
  view.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const box = view.getBoundingClientRect();
    zoom(state.scale * Math.exp(-event.deltaY / 300), event.clientX - box.left, event.clientY - box.top);
  }, { passive: false });
  pinching(view, zoom, state);
  dragging(view);
  // All of it is seen at once where that can still be read.
  if (wide() < 1 && wide() >= LEGIBLE) zoom(wide());
}

function pinching(view, zoom, state) {
  let start = null;
  const measured = ([one, other]) => {
    const box = view.getBoundingClientRect();
    const apart = Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
    return { apart, x: (one.clientX + other.clientX) / 2 - box.left, y: (one.clientY + other.clientY) / 2 - box.top };
  };
  view.addEventListener("touchstart", (event) => {
    start = event.touches.length === 2 ? { ...measured(event.touches), scale: state.scale } : null;
  }, { passive: true });
  view.addEventListener("touchmove", (event) => {
    if (!start || event.touches.length !== 2) return;
    event.preventDefault();
    const now = measured(event.touches);
    zoom((start.scale * now.apart) / start.apart, now.x, now.y);
  }, { passive: false });
}

function dragging(view) {
  let from = null;
  let moved = false;
  view.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && event.button === 0) from = { x: event.clientX, y: event.clientY };
    moved = false;
  });
  window.addEventListener("pointermove", (event) => {
    if (!from || !(event.buttons & 1)) return;
    moved ||= Math.hypot(event.clientX - from.x, event.clientY - from.y) > 4;
    if (!moved) return;
    view.classList.add("dragged");
    view.scrollBy(from.x - event.clientX, from.y - event.clientY);
    from = { x: event.clientX, y: event.clientY };
  });
  window.addEventListener("pointerup", () => {
    from = null;
    view.classList.remove("dragged");
  });
  // Who drags the picture does not mean the card on which the mouse is let go.
  view.addEventListener("click", (event) => {
    if (moved) event.stopPropagation();
    moved = false;
  }, true);
}
