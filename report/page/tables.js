// SPDX-License-Identifier: GPL-3.0-or-later
// Tables: any column sorts, a filter leaves the rows that hold all its words, totals follow what is shown.

const FILTER_FROM = 6; // rows; a table of fewer is read faster than filtered
const sheets = new Map(); // table element -> what is known of it

/** Small letters without accents: "Énergie" is found by "energie". */
function plain(text) {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function cellValue(row, column) {
  const cell = row.cells[column];
  const value = cell && cell.dataset.value;
  return value === undefined || value === '' ? null : Number(value);
}

function setNumber(cell, value, decimals) {
  cell.dataset.value = value.toFixed(decimals);
  cell.textContent = numberWords(value, decimals);
}

/* ---- sorting ---- */

/** Rows that have no value in the column stand last, whichever way it is sorted. */
function compareRows(sheet, column, up) {
  const numeric = sheet.heads[column].classList.contains('number');
  const collator = new Intl.Collator(data.language, {numeric: true});
  const value = (row) => numeric ? cellValue(row, column) : row.cells[column].textContent.trim() || null;
  return (a, b) => {
    const x = value(a), y = value(b);
    if (x === null || y === null)
      return (x === null) - (y === null);
    const order = numeric ? x - y : collator.compare(x, y);
    return up ? order : -order;
  };
}

/** Numbers: largest first, then smallest; texts the other way round; the third time as the page was. */
function nextOrder(sheet, column) {
  const first = sheet.heads[column].classList.contains('number') ? 'descending' : 'ascending';
  const second = first === 'ascending' ? 'descending' : 'ascending';
  const now = sheet.heads[column].getAttribute('aria-sort');
  return now === null ? first : now === first ? second : null;
}

/** Puts the rows as the heads say; also after their cells have changed. */
function resort(sheet) {
  const rows = sheet.rows.slice();
  const column = sheet.heads.findIndex((head) => head.hasAttribute('aria-sort'));
  if (column >= 0)
    rows.sort(compareRows(sheet, column, sheet.heads[column].getAttribute('aria-sort') === 'ascending'));
  sheet.body.append(...rows);
}

function sortBy(sheet, column) {
  const order = nextOrder(sheet, column);
  sheet.heads.forEach((head) => head.removeAttribute('aria-sort'));
  if (order !== null)
    sheet.heads[column].setAttribute('aria-sort', order);
  resort(sheet);
}

function addSorting(sheet) {
  sheet.heads.forEach((head, column) => {
    const button = make('button', {type: 'button', class: 'sort', title: say('sort'), click: () => sortBy(sheet, column)});
    button.append(...head.childNodes);
    head.append(button);
  });
}

/* ---- filtering ---- */

function sumOf(rows, column, decimals) {
  const scale = 10 ** decimals;
  return rows.reduce((sum, row) => sum + Math.round((cellValue(row, column) || 0) * scale), 0) / scale;
}

/** The total of the rows shown; what is no sum of its column (a mean, a share of the whole) is left empty. */
function fillTotal(sheet, shown) {
  sheet.heads.forEach((head, column) => {
    const cell = sheet.total.cells[column];
    const decimals = Number(head.dataset.decimals || 0);
    if ('sum' in head.dataset) {
      setNumber(cell, sumOf(shown, column, decimals), decimals);
    } else {
      cell.textContent = column === 0 ? say('total_shown') : '';
      delete cell.dataset.value;
    }
  });
}

function restoreTotal(sheet) {
  [...sheet.total.cells].forEach((cell, column) => {
    cell.textContent = sheet.foot[column].words;
    if (sheet.foot[column].value !== undefined)
      cell.dataset.value = sheet.foot[column].value;
  });
}

/** Shows the rows that the filter leaves. `changed`: the cells are not those that the page came with. */
function refresh(sheet) {
  const words = plain(sheet.input ? sheet.input.value : '').split(/\s+/).filter(Boolean);
  const shown = sheet.rows.filter((row) => {
    const text = words.length > 0 ? plain(row.textContent) : '';
    row.hidden = !words.every((word) => text.includes(word));
    return !row.hidden;
  });
  if (sheet.count)
    sheet.count.textContent = say('rows_shown', numberWords(shown.length, 0), numberWords(sheet.rows.length, 0));
  if (sheet.total === null)
    return;
  if (words.length > 0 || sheet.changed)
    fillTotal(sheet, shown);
  else
    restoreTotal(sheet);
}

function addFilter(sheet) {
  if (sheet.rows.length < FILTER_FROM)
    return;
  sheet.input = make('input', {type: 'search', autocomplete: 'off', spellcheck: 'false', input: () => refresh(sheet)});
  sheet.count = make('output', {class: 'count'});
  const title = sheet.table.caption.textContent;
  sheet.input.setAttribute('aria-label', say('filter_of', title));
  sheet.box.before(make('div', {class: 'tools'}, make('label', null, make('span', null, say('filter')), sheet.input), sheet.count));
}

function sheetOf(table) {
  const foot = table.tFoot === null ? null : table.tFoot.rows[0];
  return {
    table, box: table.closest('.table-box'), body: table.tBodies[0], heads: [...table.tHead.rows[0].cells],
    rows: [...table.tBodies[0].rows], total: foot, input: null, count: null, changed: false,
    foot: foot === null ? null : [...foot.cells].map((cell) => ({words: cell.textContent, value: cell.dataset.value})),
  };
}

function startTables() {
  for (const table of document.querySelectorAll('.table-box > table')) {
    const sheet = sheetOf(table);
    sheets.set(table, sheet);
    addSorting(sheet);
    addFilter(sheet);
    refresh(sheet);
  }
}
