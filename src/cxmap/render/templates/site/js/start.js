// What runs when the page is there.
document.documentElement.classList.add("scripted");
explore();
panels();
routes();
cards();
$$("figure.map").forEach(zooming);
answer();
