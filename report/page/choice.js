// SPDX-License-Identifier: GPL-3.0-or-later
// What the reader has chosen: a link, a terminal, a place or a shipment; and which plan the page shows. The address keeps both.

const KINDS = {link: links, terminal: terminals, node: nodes, shipment: shipments};
let choice = null; // {kind, id}
let opener = null; // what had the focus when the panel opened

function readAddress() {
  const words = new URLSearchParams(location.hash.slice(1));
  const kind = Object.keys(KINDS).find((name) => KINDS[name].has(words.get(name)));
  return {
    choice: kind === undefined ? null : {kind, id: words.get(kind)},
    plan: /^\d+$/.test(words.get('plan') || '') ? Number(words.get('plan')) : null,
  };
}

/** Leaves the address of a section (#money) alone where nothing is chosen. */
function writeAddress() {
  const words = new URLSearchParams();
  if (choice !== null)
    words.set(choice.kind, choice.id);
  if (shown.index !== null)
    words.set('plan', shown.index);
  const now = words.toString();
  if (now !== '')
    history.replaceState(null, '', '#' + now);
  else if (location.hash.includes('='))
    history.replaceState(null, '', location.pathname + location.search);
}

function panel() {
  return document.getElementById('details');
}

/** Marks what is chosen in the tables; the map marks its own. */
function markRows() {
  for (const row of document.querySelectorAll('tbody tr:not([data-plan])')) {
    const is = choice !== null && row.dataset[choice.kind] === choice.id;
    row.classList.toggle('chosen', is);
  }
  for (const button of document.querySelectorAll('button.choose'))
    button.setAttribute('aria-pressed', String(choice !== null && button.dataset.kind === choice.kind && button.dataset.id === choice.id));
}

/** `from`: what to give the focus back to. From a table the map comes into view, from the map the reader stays. */
function choose(kind, id, from) {
  if (!KINDS[kind].has(id))
    return;
  const onMap = from !== null && document.getElementById('map').contains(from);
  if (from === null || !panel().contains(from))
    opener = from;
  choice = {kind, id};
  showChoice();
  if (!onMap) {
    frameChoice();
    document.getElementById('map').scrollIntoView();
  }
  const heading = panel().querySelector('h3');
  heading.focus({preventScroll: onMap && isWide()});
}

function isWide() {
  return window.matchMedia('(min-width: 60rem)').matches;
}

function showChoice() {
  const box = panel();
  if (choice === null) {
    box.hidden = true;
    box.replaceChildren();
  } else {
    box.replaceChildren(...describe(choice));
    box.hidden = false;
  }
  document.getElementById('map').classList.toggle('with-details', choice !== null);
  markRows();
  markMap();
  writeAddress();
}

function closePanel() {
  if (choice === null)
    return;
  const back = opener;
  const inside = panel().contains(document.activeElement);
  choice = opener = null;
  showChoice();
  if (inside && back !== null && document.contains(back))
    back.focus();
}

/** A button that chooses: in tables and in the panel itself. */
function chooser(kind, id, ...children) {
  return make('button', {type: 'button', class: 'choose', 'data-kind': kind, 'data-id': id,
    click: (event) => choose(kind, id, event.currentTarget)}, ...children);
}

/* ---- rows of tables ---- */

function addChoosers() {
  for (const kind of ['shipment', 'link', 'terminal']) {
    for (const row of document.querySelectorAll(`tbody tr[data-${kind}]`)) {
      const id = row.dataset[kind], head = row.cells[0];
      if (!KINDS[kind].has(id))
        continue;
      const button = chooser(kind, id, ...head.childNodes);
      button.title = say('show_on_map');
      head.append(button);
    }
  }
}

function startChoice() {
  addChoosers();
  panel().setAttribute('role', 'region');
  panel().setAttribute('aria-label', say('details'));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && choice !== null && !(event.target instanceof HTMLInputElement)) {
      event.preventDefault();
      closePanel();
    }
  });
  window.addEventListener('hashchange', followAddress);
}

/** What the address asks for, when the page opens and when the reader changes it. */
function followAddress() {
  const asked = readAddress();
  if (asked.plan !== shown.index)
    showPlan(asked.plan);
  const same = choice !== null && asked.choice !== null && choice.kind === asked.choice.kind && choice.id === asked.choice.id;
  if (asked.choice !== null && !same)
    choose(asked.choice.kind, asked.choice.id, null);
  else if (asked.choice === null && choice !== null && !/^#[\w-]+$/.test(location.hash))
    closePanel();
}
