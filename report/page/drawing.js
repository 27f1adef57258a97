// SPDX-License-Identifier: GPL-3.0-or-later
// What changes in the drawing of the map: what is chosen, which plan it shows, and the size of lines, marks and names.

const drawn = {flows: null, marks: null}; // as the page came with them

function keepDrawing() {
  for (const part of ['flows', 'marks'])
    drawn[part] = chart.svg.querySelector('g.' + part).cloneNode(true);
}

/* ---- what is chosen ---- */

/** Links (with their direction), terminals and nodes that a choice means. */
function chosenParts() {
  const parts = {links: new Set(), terminals: new Set(), nodes: new Set()};
  if (choice === null)
    return parts;
  if (choice.kind === 'link')
    ['forward', 'backward'].forEach((direction) => parts.links.add(flowKey(choice.id, direction)));
  else if (choice.kind === 'terminal')
    parts.terminals.add(choice.id);
  else if (choice.kind === 'node')
    parts.nodes.add(choice.id);
  else
    for (const way of shown.ways.get(choice.id) || []) {
      for (const leg of way.legs)
        walkLeg(leg, (link, direction) => parts.links.add(flowKey(link, direction)));
      walkTerminals(way.legs, (terminal) => parts.terminals.add(terminal));
    }
  if (choice.kind === 'shipment')
    [shipments.get(choice.id).origin, shipments.get(choice.id).destination].forEach((node) => parts.nodes.add(node));
  return parts;
}

function markMap() {
  if (chart.svg === null)
    return;
  const parts = chosenParts();
  chart.svg.classList.toggle('choosing', choice !== null);
  for (const flow of chart.svg.querySelectorAll('g.flow'))
    flow.classList.toggle('chosen', parts.links.has(flowKey(flow.dataset.link, flow.dataset.direction)));
  for (const link of chart.svg.querySelectorAll('path.link'))
    link.classList.toggle('chosen', choice !== null && choice.kind === 'link' && link.dataset.link === choice.id);
  for (const terminal of chart.svg.querySelectorAll('g.terminal'))
    terminal.classList.toggle('chosen', parts.terminals.has(terminal.dataset.terminal));
  for (const node of chart.svg.querySelectorAll('g.node'))
    node.classList.toggle('chosen', parts.nodes.has(node.dataset.node));
}

/* ---- another plan ---- */

function flowTitle(link, direction, t) {
  const [from, to] = direction === 'forward' ? [link.from, link.to] : [link.to, link.from];
  const words = [nodeName(from), nodeName(to), modeName(link.mode), numberWords(t, 0)];
  return link.capacity_t === null ? say('flow', ...words) : say('flow_of', ...words, numberWords(link.capacity_t, 0));
}

function setTitle(element, words) {
  const title = element.querySelector('title');
  if (title !== null)
    title.textContent = words;
  if (element.hasAttribute('aria-label'))
    element.setAttribute('aria-label', words);
}

/** A flow that the plan has not: as another one, in the colours of its mode. */
function newFlow(flows, link, direction) {
  const like = drawn.flows.querySelector('g.flow'), path = [...chart.svg.querySelectorAll('path.link')].find((it) => it.dataset.link === link.id);
  if (like === null || path === undefined)
    return null;
  const flow = like.cloneNode(true);
  flow.setAttribute('class', ['flow', ...[...path.classList].filter((name) => name.startsWith('mode-'))].join(' '));
  flow.dataset.link = link.id;
  flow.dataset.direction = direction;
  const line = flow.querySelector('.line');
  line.removeAttribute('stroke-dasharray');
  line.removeAttribute('stroke');
  flows.append(flow);
  return flow;
}

function isFull(t, capacity, resource) {
  return capacity !== null && (t >= capacity - 0.0005 || (shown.index === null && resource !== undefined && resource.shadow_price > 0));
}

function fillFlows(flows) {
  const there = new Map([...flows.querySelectorAll('g.flow')].map((flow) => [flowKey(flow.dataset.link, flow.dataset.direction), flow]));
  for (const [key, flow] of there)
    if (!shown.flows.links.has(key))
      flow.remove();
  for (const [key, {t}] of shown.flows.links) {
    const [id, direction] = key.split('\n'), link = links.get(id);
    const flow = there.get(key) || newFlow(flows, link, direction);
    if (flow === null)
      continue;
    flow.dataset.t = t.toFixed(3).replace(/\.?0+$/, '');
    flow.classList.toggle('full', isFull(t, link.capacity_t));
    setTitle(flow, flowTitle(link, direction, t));
  }
}

/** Marks of what is full in this plan: those there are, and copies of one on what else is full. */
function fillMarks(marks) {
  const like = drawn.marks.querySelector('.full-mark');
  const marked = new Set();
  for (const mark of marks.querySelectorAll('.full-mark[data-link]')) {
    const key = flowKey(mark.dataset.link, mark.dataset.direction), flow = shown.flows.links.get(key);
    if (flow === undefined || !isFull(flow.t, links.get(mark.dataset.link).capacity_t))
      mark.remove();
    else
      marked.add(key);
  }
  for (const [key, {t}] of shown.flows.links) {
    const [id, direction] = key.split('\n');
    if (like === null || marked.has(key) || !isFull(t, links.get(id).capacity_t))
      continue;
    const mark = like.cloneNode(true);
    delete mark.dataset.terminal;
    Object.assign(mark.dataset, {link: id, direction});
    marks.append(mark);
  }
}

function fillTerminals() {
  for (const terminal of chart.svg.querySelectorAll('g.terminal')) {
    const id = terminal.dataset.terminal, flow = shown.flows.terminals.get(id), t = flow === undefined ? 0 : flow.t;
    terminal.dataset.t = t.toFixed(3).replace(/\.?0+$/, '');
    terminal.classList.toggle('idle', t === 0);
    terminal.classList.toggle('full', isFull(t, terminals.get(id).capacity_t, resources.get('terminal\n' + id)));
  }
}

/** Draws the flows of the plan that the page shows. */
function redrawMap() {
  if (chart.svg === null)
    return;
  const flows = drawn.flows.cloneNode(true), marks = drawn.marks.cloneNode(true);
  chart.svg.querySelector('g.flows').replaceWith(flows);
  chart.svg.querySelector('g.marks').replaceWith(marks);
  if (shown.index !== null) {
    fillFlows(flows);
    fillMarks(marks);
  }
  fillTerminals();
  sizeMap();
  markMap();
}

/* ---- sizes ---- */

/** Pixels for a unit of the drawing. */
function mapScale() {
  const across = chart.svg.getBoundingClientRect().width;
  return across > 0 ? across / chart.width : 1;
}

/** Scales an element about a point of the drawing. */
function scaleAbout(element, x, y, by) {
  element.setAttribute('transform', `translate(${(x * (1 - by)).toFixed(2)} ${(y * (1 - by)).toFixed(2)}) scale(${by.toFixed(4)})`);
}

function centre(element) {
  const box = element.getBBox();
  return {x: box.x + box.width / 2, y: box.y + box.height / 2};
}

/** What stands at a place keeps its size. */
function sizePlaces(by) {
  for (const element of chart.svg.querySelectorAll('g.node, g.terminal, .full-mark[data-terminal]')) {
    const {node, terminal} = element.dataset;
    const at = placeOf(nodes.get(node !== undefined ? node : terminals.get(terminal).node));
    scaleAbout(element, at.x, at.y, by);
  }
}

/** Everything as big on the screen as on paper, whatever the zoom; a little smaller where the map is. `paper`: for printing. */
function sizeMap(paper) {
  if (chart.leaflet === null && shown.index === null)
    return;
  const now = chart.leaflet === null || paper === true ? 1 : mapScale();
  const small = Math.min(1.25, Math.max(0.7, Math.sqrt(now)));
  drawRibbons(small, 1 / now);
  if (chart.leaflet === null)
    return;
  sizePlaces(small / now);
  placeNames(Math.max(0.85, small) / now);
}

/* ---- names of places ---- */

function startNames() {
  const box = chart.svg.querySelector('g.labels');
  if (chart.leaflet === null || box === null)
    return;
  const like = box.querySelector('text');
  const labelled = new Set([...box.querySelectorAll('text')].map((text) => text.dataset.node));
  const more = like === null ? [] : data.network.nodes.filter((node) => !labelled.has(node.id)).slice(0, NAMES_MOST);
  for (const node of more) {
    const text = like.cloneNode(false), at = placeOf(node);
    text.dataset.node = node.id;
    text.textContent = node.name;
    text.setAttribute('x', (at.x + 7).toFixed(1));
    text.setAttribute('y', (at.y + 4).toFixed(1));
    text.setAttribute('text-anchor', 'start');
    box.append(text);
  }
  chart.names = [...box.querySelectorAll('text')].map((text) => ({text, at: placeOf(nodes.get(text.dataset.node)), box: text.getBBox()}));
}

/** The more important names first; a name that would lie on another is left out. */
function placeNames(by) {
  const taken = [];
  for (const {text, at, box} of chart.names) {
    const left = at.x + (box.x - at.x) * by, top = at.y + (box.y - at.y) * by;
    const mine = {left, top, right: left + box.width * by, bottom: top + box.height * by};
    const free = taken.every((it) => mine.right < it.left || mine.left > it.right || mine.bottom < it.top || mine.top > it.bottom);
    text.classList.toggle('left-out', !free);
    if (free) {
      taken.push(mine);
      scaleAbout(text, at.x, at.y, by);
    }
  }
}
