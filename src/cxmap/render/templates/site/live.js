// Loads the page again when the map has changed. Only pages that `cxmap site --serve` shows have it.
"use strict";
(() => {
  let shown = null;
  async function look() {
    try {
      const version = await (await fetch("/-/version", { cache: "no-store" })).text();
      if (shown !== null && version !== shown) location.reload();
      shown = version;
    } catch {
      // The server has stopped, or is just being started again.
    }
    setTimeout(look, 700);
  }
  look();
})();
