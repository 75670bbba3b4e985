// What runs when the page is there.
document.documentElement.classList.add("scripted");
explore();
panels();
routes();
cards();
$$("figure.map").forEach(zooming);
for (const here of $$(".strip [aria-current], body > header [aria-current]")) {
  const row = here.closest("nav");
  row.scrollLeft = here.getBoundingClientRect().left - row.getBoundingClientRect().left - row.clientWidth / 3;
}
answer();
