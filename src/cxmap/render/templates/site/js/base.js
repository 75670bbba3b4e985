// What all other parts use: sentences, elements, and data. Data come as scripts, because a page that is opened from a folder may
// load nothing else. Nothing that is read ever becomes markup: elements are made one by one, and hold texts.
const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
const root = document.documentElement.dataset.root;

// Sentences.

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap);
const counted = (number, name) => filled(words[number === 1 ? `${name}_one` : `${name}_many`], { number });

// Elements.

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function button(text, attributes, act) {
  const made = element("button", { type: "button", ...attributes }, text);
  made.addEventListener("click", act);
  return made;
}

const badge = (mark) => (mark ? [" ", element("span", { class: `mark ${mark}` }, words[mark])] : []);
const isolated = (text) => element("bdi", {}, text);

// Data. Every file calls `cxmap(name, value)` once.

const loading = new Map();
const arrived = new Map();
window.cxmap = (name, value) => arrived.get(name)?.(value);

function data(name) {
  if (!loading.has(name)) {
    loading.set(name, new Promise((resolve, reject) => {
      arrived.set(name, resolve);
      const script = element("script", { src: `${root}data/${name}.js` });
      script.onerror = () => {
        loading.delete(name);
        reject(new Error(name));
      };
      document.head.append(script);
    }));
  }
  return loading.get(name);
}
