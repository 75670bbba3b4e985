// What is asked for stands in the address, behind `#`: so it can be sent to somebody, and the way back leads to it.

const asked = () => new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
const answering = [];
const answer = () => Promise.all(answering.map((part) => part(asked())));

// Returns when everything is shown; `step` says that the way back leads to how it was before.
function ask(change, { step = false } = {}) {
  const now = asked();
  change(now);
  const address = String(now) ? `#${now}` : location.pathname + location.search;
  if (step) history.pushState({ step }, "", address);
  else history.replaceState(history.state, "", address);
  return answer();
}

window.addEventListener("popstate", answer);
