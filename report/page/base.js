// SPDX-License-Identifier: GPL-3.0-or-later
// What the page holds as JSON, and how it says things: report/page.h. Names are only ever text.

const data = JSON.parse(document.getElementById('angkut-data').textContent);

/** A text of the page's language; {0}, {1} ... stand for the values. */
function say(name, ...values) {
  return (data.texts[name] || name).replace(/\{(\d)\}/g, (whole, at) => at in values ? values[at] : whole);
}

/** A number in the page's manner, as report/words.c writes it. */
function numberWords(value, decimals) {
  const [whole, rest] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, data.comma);
  const words = rest ? grouped + data.point + rest : grouped;
  return value < 0 && /[1-9]/.test(words) ? '-' + words : words;
}

/** Tonnes to the kilogram, no digit more than they need. */
function tonnesWords(tonnes) {
  const kg = Math.round(tonnes * 1000);
  const decimals = kg % 1000 === 0 ? 0 : kg % 100 === 0 ? 1 : kg % 10 === 0 ? 2 : 3;
  return say('tonnes', numberWords(kg / 1000, decimals));
}

/** An amount in units of the currency, as report/words.c writes it. */
function moneyWords(amount) {
  const close = data.language === 'id' && data.currency === 'Rp';
  return data.currency + (close ? '' : ' ') + numberWords(amount, 0);
}

function rateWords(perTonne) {
  return say('per_tonne', moneyWords(perTonne));
}

/** An element; functions among the attributes listen, children are elements or text. */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (typeof value === 'function')
      element.addEventListener(name, value);
    else if (value !== null)
      element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** A name from a file: its writing direction stays its own. */
function named(name) {
  return make('bdi', null, name);
}

function indexBy(list, key) {
  return new Map(list.map((item) => [item[key], item]));
}

const nodes = indexBy(data.network.nodes, 'id');
const links = indexBy(data.network.links, 'id');
const terminals = indexBy(data.network.terminals, 'id');
const vehicles = indexBy(data.network.vehicles, 'id');
const shipments = indexBy(data.shipments, 'id');

function nodeName(id) {
  return nodes.has(id) ? nodes.get(id).name : id;
}

function modeName(mode) {
  return data.modes[mode] || mode;
}

/** Tells those who do not see the page change; one sentence at a time. */
function announce(sentence) {
  let live = document.getElementById('live');
  if (live === null) {
    live = make('div', {id: 'live', class: 'hidden', role: 'status'});
    document.body.append(live);
  }
  live.textContent = sentence;
}
