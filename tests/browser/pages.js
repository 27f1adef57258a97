// SPDX-License-Identifier: GPL-3.0-or-later
// The pages to look at: the shipped data in both languages with all results, a data set of hostile names, and one without results.
'use strict';
const fs = require('fs');
const path = require('path');
const {execFileSync} = require('child_process');
const {folder} = require('./harness');

const DAY = '2026-10-01'; // the rates of one day, whatever the day of the test

/** Names that would run, break out or turn the text round if they were ever taken for markup. */
const HOSTILE = [
  '<img src=x onerror="window.hacked=1;alert(1)">',
  '</script><script>window.hacked=1;alert(2)</script>',
  '"><svg onload=alert(3)>',
  "' onfocus='alert(4)' autofocus='",
  '<!--<script>',
  '\u202Egnirts\u2028&amp;{0}',
];

function quoted(text) {
  return '"' + text.replace(/"/g, '""') + '"';
}

function table(file, rows) {
  folder(path.dirname(file));
  fs.writeFileSync(file, rows.map((row) => row.map(quoted).join(',')).join('\n') + '\n');
}

function hostileData(at) {
  const [img, script, svg, quote, comment, turned] = HOSTILE;
  table(path.join(at, 'roads/node.csv'), [['node_id', 'name', 'x_coord', 'y_coord'],
    ['A', img, '104.1', '-4.1'], ['B', script, '104.9', '-4.0'], ['C' + svg, quote, '105.3', '-3.2'], ['D', turned, '103.9', '-3.3']]);
  table(path.join(at, 'roads/link.csv'), [
    ['link_id', 'name', 'from_node_id', 'to_node_id', 'directed', 'length', 'mode', 'freight_capacity', 'rate_per_t', 'time_h'],
    ['L' + img, script, 'A', 'B', '0', '90', 'road', '50', '100', '3'], ['M' + quote, comment, 'B', 'C' + svg, '0', '100', 'rail', '200', '50', '5'],
    ['N', svg, 'A', 'D', '0', '90', 'road', '', '150', '3'], ['O', quote, 'D', 'C' + svg, '0', '120', 'road', '', '400', '4'],
    ['P', turned, 'D', 'B', '0', '120', 'road', '', '400', '2']]);
  table(path.join(at, 'shipments/commodity.csv'), [['commodity_id', 'name', 'value_per_t'], ['G', comment + img, '1000']]);
  table(path.join(at, 'shipments/shipper.csv'), [['shipper_id', 'name'], ['H', svg + quote]]);
  table(path.join(at, 'shipments/shipment.csv'), [
    ['shipment_id', 'shipper_id', 'commodity_id', 'origin_node_id', 'destination_node_id', 'quantity_t'],
    ['S' + script, 'H', 'G', 'A', 'C' + svg, '80'], ['T' + quote, 'H', 'G', 'D', 'B', '40']]);
  return at;
}

/** Writes all pages below `out`; gives where they are. */
function makePages(angkut, out, data) {
  const at = folder(out, 'pages'), file = (name) => path.join(at, name);
  const run = (...args) => execFileSync(angkut, args, {stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 28});
  const json = (name, ...args) => run(...args, '--as-of', DAY, '--format', 'json', '-o', file(name));
  json('plan.json', 'plan', data);
  json('frontier.json', 'frontier', data);
  json('partners.json', 'partners', data);
  json('allocation.json', 'allocate', data);
  json('compare.json', 'compare', data, data, '--rate', 'fuel=+20%');
  const results = ['plan', 'frontier', 'compare', 'partners', 'allocation'].map((name) => file(name + '.json'));
  for (const language of ['en', 'id'])
    run('report', ...results, '--data', data, '--lang', language, '-o', file(language + '.html'));
  run('report', data, '--as-of', DAY, '--lang', 'en', '-o', file('alone.html'));
  const hostile = hostileData(file('hostile'));
  run('frontier', hostile, '--as-of', DAY, '--format', 'json', '-o', file('hostile-frontier.json'));
  run('report', hostile, file('hostile-frontier.json'), '--as-of', DAY, '--lang', 'en', '-o', file('hostile.html'));
  return {en: file('en.html'), id: file('id.html'), alone: file('alone.html'), hostile: file('hostile.html'), plan: file('plan.json'),
    frontier: file('frontier.json')};
}

module.exports = {makePages, HOSTILE};
