// SPDX-License-Identifier: GPL-3.0-or-later
// A plan of the frontier in place of the plan: on the map and in the table of shipments, said above both.

const frontier = data.results.find((result) => result.schema === 'angkut-frontier/1') || null;
const kept = new Map(); // row -> what its cells were

function moneyScale(sheet) {
  const column = sheet.heads.length - 2, value = Number(sheet.foot[column].value);
  return value > 0 && data.plan.cost > 0 ? 10 ** Math.round(Math.log10(data.plan.cost / value)) : 1;
}

/** Rounds so that what is shown adds up to the rounded sum: what is left over goes to the next. */
function roundAll(exact, decimals) {
  const scale = 10 ** decimals;
  let sum = 0, given = 0;
  return exact.map((value) => {
    sum += value * scale;
    const part = Math.round(sum) - given;
    given += part;
    return part / scale;
  });
}

function keepCells(row) {
  if (!kept.has(row))
    kept.set(row, [...row.cells].map((cell) => ({parts: [...cell.childNodes], value: cell.dataset.value})));
}

function restoreCells(row) {
  if (!kept.has(row))
    return;
  kept.get(row).forEach(({parts, value}, i) => {
    if (i === 0)
      return; // the button that chooses it stays
    row.cells[i].replaceChildren(...parts);
    if (value === undefined)
      delete row.cells[i].dataset.value;
    else
      row.cells[i].dataset.value = value;
  });
}

function emptyCell(cell) {
  cell.replaceChildren();
  delete cell.dataset.value;
}

function pathsCell(cell, ways) {
  cell.replaceChildren();
  if (ways.length > 0)
    cell.append(make('details', null, make('summary', null, say('paths_count', numberWords(ways.length, 0))),
      make('ol', null, ...ways.map(wayItem))));
}

/** Columns from the end: paths, money, money per tonne, hours, and tonnes left behind where there is such a column. */
function fillRow(sheet, row, money) {
  const last = row.cells.length - 1, decimals = Number(sheet.heads[last - 1].dataset.decimals);
  const id = row.dataset.shipment, ways = shown.ways.get(id) || [], sum = sumWays(ways);
  setNumber(row.cells[last - 1], money, decimals);
  if (id === undefined)
    return;
  pathsCell(row.cells[last], ways);
  if (last === 10)
    setNumber(row.cells[6], Math.max(0, shipments.get(id).quantity_t - sum.t), Number(sheet.heads[6].dataset.decimals));
  if (sum.t > 0) {
    setNumber(row.cells[last - 2], sum.money / sum.t, 0);
    setNumber(row.cells[last - 3], sum.hours / sum.t, 1);
  } else {
    emptyCell(row.cells[last - 2]);
    emptyCell(row.cells[last - 3]);
  }
}

function fillShipments() {
  const sheet = sheets.get(document.getElementById('table-shipments'));
  if (sheet === undefined)
    return;
  sheet.changed = shown.index !== null;
  if (shown.index === null) {
    sheet.rows.forEach(restoreCells);
  } else {
    const scale = moneyScale(sheet), column = sheet.heads.length - 2;
    const moved = sheet.rows.map((row) => sumWays(shown.ways.get(row.dataset.shipment)).money);
    const fixed = shown.plan.cost - moved.reduce((a, b) => a + b, 0);
    const exact = sheet.rows.map((row, i) => (row.dataset.shipment === undefined ? fixed : moved[i]) / scale);
    const money = roundAll(exact, Number(sheet.heads[column].dataset.decimals));
    sheet.rows.forEach((row, i) => {
      keepCells(row);
      fillRow(sheet, row, money[i]);
    });
  }
  resort(sheet);
  refresh(sheet);
}

/* ---- the headline ---- */

/** What the headline's figures are in a plan of the frontier; those it does not tell are a dash. */
function headlineWords(plan) {
  const asked = [...shipments.values()].reduce((sum, it) => sum + it.quantity_t, 0), moved = asked - plan.unmet_t;
  return {money: moneyWords(plan.cost), 'per-tonne': moved > 0 ? moneyWords(plan.cost / moved) : '\u2013',
    time: say('hours_each', numberWords(plan.mean_hours, 1)), co2e: say('tonnes', numberWords(plan.co2e_t, 0)),
    moved: say('tonnes', numberWords(moved, 0)), unmet: tonnesWords(plan.unmet_t)};
}

const headlineKept = new Map();

function fillHeadline() {
  const words = shown.index === null ? null : headlineWords(shown.plan);
  for (const figure of document.querySelectorAll('#headline .figure')) {
    const amount = figure.querySelector('.amount'), note = figure.querySelector('.note');
    if (!headlineKept.has(amount))
      headlineKept.set(amount, amount.textContent);
    amount.textContent = words === null ? headlineKept.get(amount) : words[figure.dataset.figure] || '\u2013';
    if (note !== null)
      note.hidden = words !== null;
  }
}

/* ---- which plan is shown ---- */

function noticeBox() {
  let box = document.getElementById('shown-plan');
  if (box === null) {
    box = make('div', {id: 'shown-plan', class: 'notice'});
    document.getElementById('main').prepend(box);
  }
  return box;
}

function sayShown() {
  const box = noticeBox();
  box.hidden = shown.index === null;
  if (shown.index === null) {
    box.replaceChildren();
    announce(say('plan_back'));
    return;
  }
  const plan = shown.plan;
  const sentence = say('plan_shown', numberWords(shown.index + 1, 0), numberWords(frontier.plans.length, 0),
    moneyWords(plan.cost), numberWords(plan.mean_hours, 1));
  box.replaceChildren(make('p', null, make('b', null, sentence), ' ', say('plan_rest')),
    make('button', {type: 'button', id: 'back-to-plan', click: backToPlan}, say('back')));
  announce(sentence);
}

function backToPlan() {
  const from = document.querySelector(`#table-frontier button.show-plan[data-plan="${shown.index}"]`);
  showPlan(null);
  if (from !== null)
    from.focus({preventScroll: true});
}

function markPoints() {
  for (const point of document.querySelectorAll('#chart-frontier .point, button.show-plan')) {
    const is = Number(point.dataset.plan) === shown.index;
    point.classList.toggle('chosen', is);
    point.setAttribute('aria-pressed', String(is));
  }
  for (const row of document.querySelectorAll('#table-frontier tbody tr'))
    row.classList.toggle('chosen', Number(row.dataset.plan) === shown.index);
}

/** `index` of the frontier's plans; null: the page's own plan. */
function showPlan(index) {
  const possible = index !== null && frontier !== null && index < frontier.plans.length;
  const ways = possible ? waysOfPoint(frontier, index) : null;
  const next = ways === null ? planShown : {index, ways, flows: flowsOf(ways), plan: frontier.plans[index]};
  if (next.index === shown.index)
    return;
  shown = next;
  sayShown();
  markPoints();
  redrawMap();
  fillHeadline();
  fillShipments();
  showChoice();
}

function toggle(index) {
  showPlan(shown.index === index ? null : index);
}

/** One stop of the Tab key for the whole chart: arrows, Home and End go from point to point. */
function pointKey(event, points, at) {
  const steps = {ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: points.length - 1};
  if (event.key === 'Enter' || event.key === ' ') {
    toggle(Number(points[at].dataset.plan));
  } else if (event.key in steps) {
    const to = points[Math.min(Math.max(steps[event.key], 0), points.length - 1)];
    points.forEach((point) => point.setAttribute('tabindex', point === to ? '0' : '-1'));
    to.focus();
  } else {
    return;
  }
  event.preventDefault();
}

function startChart() {
  const points = [...document.querySelectorAll('#chart-frontier .point')];
  points.forEach((point, at) => {
    point.setAttribute('tabindex', at === 0 ? '0' : '-1');
    point.setAttribute('role', 'button');
    point.addEventListener('click', () => toggle(Number(point.dataset.plan)));
    point.addEventListener('keydown', (event) => pointKey(event, points, at));
  });
  if (points.length > 0)
    points[0].closest('figure').append(make('p', {class: 'chart-hint'}, say('chart_hint')));
}

/** The points of the chart and the rows of its table become buttons. */
function startFrontier() {
  if (frontier === null || frontier.ways === undefined)
    return;
  startChart();
  for (const row of document.querySelectorAll('#table-frontier tbody tr[data-plan]')) {
    const index = Number(row.dataset.plan);
    const button = make('button', {type: 'button', class: 'show-plan', 'data-plan': index, title: say('show_plan', numberWords(index + 1, 0)),
      click: () => toggle(index)}, ...row.cells[0].childNodes);
    row.cells[0].append(button);
  }
  markPoints();
}
