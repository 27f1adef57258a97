// SPDX-License-Identifier: GPL-3.0-or-later
// The map that the page came with (report/map.h), put under Leaflet where that is there: drawn once, moved and zoomed.
// Lines, marks and names keep their size on the screen; the closer one looks, the more names there are.

const MAP_ROOM = 12; // pixels around what is brought into view
const NAMES_MOST = 400; // places that may get a name when the reader zooms in

const chart = {svg: document.querySelector('#map-box svg.map'), leaflet: null, frame: null, width: 0, height: 0, names: []};

function mercator(lat) {
  return Math.log(Math.tan(Math.PI / 4 + lat * Math.PI / 360));
}

/** Where a place stands in the drawing; null where its coordinates are no degrees. */
function placeOf(node) {
  const frame = chart.frame;
  if (frame === null)
    return null;
  const lon = node.lon < frame.west ? node.lon + 360 : node.lon;
  const top = mercator(frame.north), bottom = mercator(frame.south);
  return {x: (lon - frame.west) / (frame.east - frame.west) * chart.width, y: (top - mercator(node.lat)) / (top - bottom) * chart.height};
}

/** The latitude of a height in the drawing. */
function latitudeAt(y) {
  const top = mercator(chart.frame.north), bottom = mercator(chart.frame.south);
  return (2 * Math.atan(Math.exp(top - y / chart.height * (top - bottom))) - Math.PI / 2) * 180 / Math.PI;
}

function readFrame() {
  const box = chart.svg.viewBox.baseVal, at = chart.svg.dataset;
  chart.width = box.width;
  chart.height = box.height;
  if (at.west !== undefined)
    chart.frame = {west: Number(at.west), south: Number(at.south), east: Number(at.east), north: Number(at.north)};
}

/* ---- choosing on the map ---- */

function chosenBy(target) {
  const element = target.closest('[data-terminal], [data-link], [data-node]');
  if (element === null)
    return null;
  const kind = ['terminal', 'link', 'node'].find((name) => name in element.dataset);
  return {kind, id: element.dataset[kind], element};
}

function listenOnMap() {
  let pressed = null; // where the pointer went down: a drag is no click
  chart.svg.addEventListener('pointerdown', (event) => { pressed = {x: event.clientX, y: event.clientY}; });
  chart.svg.addEventListener('click', (event) => {
    const far = pressed !== null && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > 5;
    const found = far ? null : chosenBy(event.target);
    if (found !== null)
      choose(found.kind, found.id, found.element);
  });
  chart.svg.addEventListener('keydown', (event) => {
    const found = event.key === 'Enter' || event.key === ' ' ? chosenBy(event.target) : null;
    if (found === null)
      return;
    event.preventDefault();
    choose(found.kind, found.id, found.element);
  });
  chart.svg.addEventListener('focusin', (event) => bringInto(event.target));
}

/** What has the focus comes into view. */
function bringInto(element) {
  const found = chosenBy(element);
  if (chart.leaflet === null || found === null || !element.matches(':focus-visible'))
    return;
  const frame = chart.leaflet.getContainer().getBoundingClientRect(), box = element.getBoundingClientRect();
  const x = box.left + box.width / 2 - frame.left, y = box.top + box.height / 2 - frame.top;
  const away = x < MAP_ROOM || y < MAP_ROOM || x > frame.width - MAP_ROOM || y > frame.height - MAP_ROOM;
  if (away)
    chart.leaflet.panBy([x - frame.width / 2, y - frame.height / 2], {animate: false});
}

/* ---- Leaflet ---- */

/** One sign of the key, cut out of the drawing, with its words. */
function keyItem(text) {
  const sign = text.nextElementSibling, svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const x = text.x.baseVal[0].value, y = text.y.baseVal[0].value;
  svg.setAttribute('viewBox', `${x - 48} ${y - 16} 40 24`);
  svg.setAttribute('class', 'map');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(sign);
  return make('li', null, svg, text.textContent);
}

/** The key goes beneath the map, where it stands still and wraps; the scale is Leaflet's. Gives where the map itself ends. */
function moveKey() {
  const key = chart.svg.querySelector('g.key'), scale = chart.svg.querySelector('g.scale');
  if (scale !== null)
    scale.classList.add('unscaled');
  if (key === null)
    return chart.height;
  const bottom = key.getBBox().y, list = make('ul', {class: 'map-key', 'aria-label': say('key')});
  list.append(...[...key.querySelectorAll(':scope > text')].map(keyItem));
  document.getElementById('map-box').after(list);
  key.remove();
  return bottom;
}

function addTiles(map) {
  if (data.tiles === null)
    return;
  const host = data.tiles.replace(/^.*:\/\//, '').replace(/\/.*$/, '').replace(/[^\w.-]/g, '');
  L.tileLayer(data.tiles, {maxZoom: 19, attribution: host}).addTo(map);
  document.getElementById('map-box').classList.add('tiled');
}

/** A button among those that zoom. */
function addWholeButton(map, whole) {
  const control = L.control({position: 'topleft'});
  control.onAdd = () => {
    const box = make('div', {class: 'leaflet-bar'});
    const button = make('a', {href: '#map', role: 'button', title: say('whole_map'), 'aria-label': say('whole_map'), class: 'whole', click: (event) => {
      event.preventDefault();
      map.fitBounds(whole);
    }}, '\u2922');
    box.append(button);
    L.DomEvent.disableClickPropagation(box);
    return box;
  };
  control.addTo(map);
}

function startLeaflet() {
  const box = document.getElementById('map-box'), frame = chart.frame, bottom = moveKey();
  const whole = L.latLngBounds([latitudeAt(bottom), frame.west], [frame.north, frame.east]);
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  box.classList.add('live');
  box.style.aspectRatio = `${chart.width} / ${bottom}`;
  chart.svg.setAttribute('viewBox', `0 0 ${chart.width} ${bottom}`);
  chart.svg.remove();
  const map = L.map(box, {zoomControl: false, attributionControl: data.tiles !== null, zoomSnap: 0.1, zoomDelta: 0.75, maxZoom: 17,
    scrollWheelZoom: false, dragging: !L.Browser.mobile, zoomAnimation: !still, fadeAnimation: !still, inertia: !still, maxBounds: whole.pad(0.5)});
  chart.leaflet = map;
  addTiles(map);
  L.svgOverlay(chart.svg, whole, {interactive: true}).addTo(map);
  L.control.zoom({zoomInTitle: say('zoom_in'), zoomOutTitle: say('zoom_out')}).addTo(map);
  addWholeButton(map, whole);
  L.control.scale({imperial: false}).addTo(map);
  map.fitBounds(whole, {animate: false});
  map.setMinZoom(map.getZoom() - 0.5);
  box.setAttribute('role', 'group');
  box.setAttribute('aria-label', say('map_keys'));
  box.addEventListener('scroll', () => { box.scrollTop = box.scrollLeft = 0; });
  box.addEventListener('wheel', (event) => { // only with a key: who scrolls the page passes by
    if (event.ctrlKey) {
      event.preventDefault();
      map.setZoomAround(map.mouseEventToContainerPoint(event), map.getZoom() - Math.sign(event.deltaY) * 0.5);
    }
  }, {passive: false});
  map.on('zoomend', sizeMap);
  new ResizeObserver(() => { map.invalidateSize({animate: false}); }).observe(box);
}

/** Brings what is chosen into view, as near as its ends allow. */
function frameChoice() {
  if (chart.leaflet === null || choice === null)
    return;
  const parts = [...chart.svg.querySelectorAll('.chosen')].map((element) => element.getBBox()).filter((box) => box.width + box.height > 0);
  if (parts.length === 0)
    return;
  const left = Math.min(...parts.map((box) => box.x)), right = Math.max(...parts.map((box) => box.x + box.width));
  const top = Math.min(...parts.map((box) => box.y)), bottom = Math.max(...parts.map((box) => box.y + box.height));
  const lon = (x) => chart.frame.west + x / chart.width * (chart.frame.east - chart.frame.west);
  chart.leaflet.invalidateSize({animate: false});
  chart.leaflet.fitBounds([[latitudeAt(bottom), lon(left)], [latitudeAt(top), lon(right)]],
    {padding: [40, 40], maxZoom: chart.leaflet.getMinZoom() + 3, animate: false});
}

/* ---- start ---- */

function startMap() {
  if (chart.svg === null)
    return;
  readFrame();
  readLines();
  readDashes();
  keepDrawing();
  listenOnMap();
  if (typeof L !== 'undefined' && chart.frame !== null)
    startLeaflet();
  startNames();
  sizeMap();
  window.addEventListener('beforeprint', () => sizeMap(true));
  window.addEventListener('afterprint', () => sizeMap());
}
