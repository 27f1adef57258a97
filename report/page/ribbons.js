// SPDX-License-Identifier: GPL-3.0-or-later
// Flows side by side along their links, as report/map_ribbons.c lays them out: here for the scale of the screen and for any plan.

const RIBBON_GAP = 1.5; // pixels between flows of the same two places
const dashes = new Map(); // mode -> its dashes for a width of 4 pixels
const lines = new Map(); // link -> points of its line, from -> to, in the drawing

function readLines() {
  for (const path of chart.svg.querySelectorAll('path.link'))
    lines.set(path.dataset.link, path.getAttribute('d').slice(1).split('L').map((pair) => {
      const [x, y] = pair.split(' ').map(Number);
      return {x, y};
    }));
}

/** A line beside another, `by` to the left of the way it goes; corners follow the mean of their sides. */
function shifted(points, by) {
  const side = (a, b) => {
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    return length > 0 ? {x: (b.y - a.y) / length, y: (a.x - b.x) / length} : {x: 0, y: 0};
  };
  return points.map((point, i) => {
    const before = i > 0 ? side(points[i - 1], point) : null, after = i + 1 < points.length ? side(point, points[i + 1]) : null;
    const x = ((before || after).x + (after || before).x) / 2, y = ((before || after).y + (after || before).y) / 2;
    const length = Math.hypot(x, y) || 1;
    return {x: point.x + x / length * by, y: point.y + y / length * by};
  });
}

/** Where a line is after a share of its length, and which way it goes there, in degrees. */
function pointOn(points, share) {
  const lengths = points.slice(1).map((point, i) => Math.hypot(point.x - points[i].x, point.y - points[i].y));
  let left = share * lengths.reduce((a, b) => a + b, 0), i = 0;
  while (i + 1 < lengths.length && left > lengths[i])
    left -= lengths[i++];
  const [a, b] = [points[i], points[i + 1]], part = lengths[i] > 0 ? left / lengths[i] : 0;
  return {x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part, turn: Math.atan2(b.y - a.y, b.x - a.x) * 180 / Math.PI};
}

/** The flows on the map by the two places that they join, each list in the order across the line. */
function ribbonGroups() {
  const groups = new Map();
  for (const flow of chart.svg.querySelectorAll('g.flow')) {
    const link = links.get(flow.dataset.link), up = link.from < link.to;
    const key = up ? link.from + '\n' + link.to : link.to + '\n' + link.from;
    const ribbon = {flow, link, backward: flow.dataset.direction === 'backward', against: up === (flow.dataset.direction === 'backward')};
    groups.set(key, [...(groups.get(key) || []), ribbon]);
  }
  for (const group of groups.values())
    group.sort((a, b) => a.against - b.against || (a.link.id < b.link.id ? -1 : 1));
  return groups.values();
}

function flowWidth(flow) {
  const most = Number(chart.svg.dataset.mostT) || 1, width = Number(chart.svg.dataset.mostWidth) || 8;
  return Math.max(1.5, width * Math.sqrt(Number(flow.dataset.t) / most));
}

const DASH_AT = {base: 0.6, slope: 0.1}; // report/map_links.c: dashes grow with the width

function drawRibbon(ribbon, points, small, unit) {
  const wide = flowWidth(ribbon.flow), line = ribbon.flow.querySelector('.line'), casing = ribbon.flow.querySelector('.casing');
  const d = 'M' + points.map((point) => point.x.toFixed(2) + ' ' + point.y.toFixed(2)).join('L');
  line.setAttribute('d', d);
  casing.setAttribute('d', d);
  line.setAttribute('stroke-width', (wide * small).toFixed(2));
  casing.setAttribute('stroke-width', (wide * small + 2).toFixed(2));
  const sample = dashes.get(ribbon.link.mode);
  if (sample !== undefined)
    line.setAttribute('stroke-dasharray', sample.map((dash) => (dash * (DASH_AT.base + DASH_AT.slope * wide * small)).toFixed(1)).join(' '));
  const at = pointOn(points, 0.5), size = 3 + 0.45 * wide;
  const arrow = ribbon.flow.querySelector('.arrow');
  arrow.setAttribute('d', `M${-size} ${-size}L${size} 0L${-size} ${size}Z`);
  arrow.setAttribute('transform', `translate(${at.x.toFixed(2)} ${at.y.toFixed(2)}) rotate(${at.turn.toFixed(0)}) scale(${(small * unit).toFixed(4)})`);
}

/** Draws all flows for a screen where a pixel is `unit` of the drawing, `small` times as wide as on the page. */
function drawRibbons(small, unit) {
  for (const group of ribbonGroups()) {
    const widths = group.map(({flow}) => flowWidth(flow) * small);
    let at = (widths.reduce((a, b) => a + b, 0) + RIBBON_GAP * (group.length - 1)) / 2;
    group.forEach((ribbon, i) => {
      const middle = (at - widths[i] / 2) * unit, way = lines.get(ribbon.link.id);
      ribbon.points = shifted(ribbon.backward ? way.slice().reverse() : way, ribbon.against ? -middle : middle);
      drawRibbon(ribbon, ribbon.points, small, unit);
      at -= widths[i] + RIBBON_GAP;
    });
    group.forEach(({flow, points}) => placeMarks(flow, points, small * unit));
  }
}

/** The marks of what is full go with their flows. */
function placeMarks(flow, points, by) {
  for (const mark of chart.svg.querySelectorAll('g.marks .full-mark[data-link]'))
    if (mark.dataset.link === flow.dataset.link && mark.dataset.direction === flow.dataset.direction) {
      const at = pointOn(points, 0.3), base = centre(mark);
      mark.setAttribute('transform', `translate(${at.x.toFixed(2)} ${at.y.toFixed(2)}) scale(${by.toFixed(4)}) translate(${-base.x} ${-base.y})`);
    }
}

/** The dashes of each mode, as for a width of 4 pixels: of the plan's own flows. */
function readDashes() {
  dashes.clear();
  for (const flow of chart.svg.querySelectorAll('g.flow')) {
    const words = flow.querySelector('.line').getAttribute('stroke-dasharray');
    if (words !== null)
      dashes.set(links.get(flow.dataset.link).mode, words.split(' ').map((dash) => Number(dash) / (DASH_AT.base + DASH_AT.slope * flowWidth(flow))));
  }
}
