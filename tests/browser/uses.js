// SPDX-License-Identifier: GPL-3.0-or-later
// What people do on the page, by pointer and by keyboard, and what it then shows. Expected values come from the plan's JSON.
'use strict';
const assert = require('assert');
const {check, open} = require('./harness');

const settle = (page) => page.waitForTimeout(50);

/** The values of a column, as the rows stand; rows that the filter hides are not there. */
function columnValues(page, table, column) {
  return page.$$eval(`#${table} tbody tr:not([hidden])`, (rows, at) => rows.map((row) => row.cells[at].dataset.value), column);
}

async function sorts(page) {
  const head = page.locator('#table-shipments thead th');
  await check('a column of numbers sorts by size: largest first, smallest first, then as the page was', async () => {
    const before = await columnValues(page, 'table-shipments', 5), numbers = before.map(Number);
    await head.nth(5).locator('button').click();
    assert.strictEqual(await head.nth(5).getAttribute('aria-sort'), 'descending');
    assert.deepStrictEqual((await columnValues(page, 'table-shipments', 5)).map(Number), numbers.slice().sort((a, b) => b - a));
    await head.nth(5).locator('button').press('Enter');
    assert.strictEqual(await head.nth(5).getAttribute('aria-sort'), 'ascending');
    assert.deepStrictEqual((await columnValues(page, 'table-shipments', 5)).map(Number), numbers.slice().sort((a, b) => a - b));
    await head.nth(5).locator('button').press('Space');
    assert.strictEqual(await head.nth(5).getAttribute('aria-sort'), null);
    assert.deepStrictEqual(await columnValues(page, 'table-shipments', 5), before);
  });
  await check('a column of names sorts by the alphabet, and only one column says that it is sorted', async () => {
    const names = () => page.$$eval('#table-shipments tbody tr', (rows) => rows.map((row) => row.cells[1].textContent.trim()));
    await head.nth(5).locator('button').click();
    await head.nth(1).locator('button').click();
    const sorted = await names();
    assert.deepStrictEqual(sorted, sorted.slice().sort((a, b) => a.localeCompare(b, 'en')));
    assert.strictEqual(await page.locator('#table-shipments th[aria-sort]').count(), 1);
    await head.nth(1).locator('button').click();
    await head.nth(1).locator('button').click();
  });
}

async function filters(page, plan) {
  const total = page.locator('#table-shipments tfoot tr');
  await check('a filter leaves the rows that hold its words, counts them, and the total follows', async () => {
    const before = await total.innerText();
    await page.getByRole('searchbox', {name: /Shipments/}).fill('kopi panjang');
    const ids = await page.$$eval('#table-shipments tbody tr:not([hidden])', (rows) => rows.map((row) => row.dataset.shipment));
    const all = await page.$$eval('#table-shipments tbody tr', (rows) => rows.filter((row) => ['kopi', 'panjang'].every((word) => row.textContent.toLowerCase().includes(word))).map((row) => row.dataset.shipment));
    assert.deepStrictEqual(ids, all);
    assert.ok(ids.length < 27, ids.length + ' rows');
    const asked = plan.shipments.filter((it) => ids.includes(it.shipment_id)).reduce((sum, it) => sum + it.quantity_t, 0);
    assert.strictEqual(Number(await total.locator('td').nth(4).getAttribute('data-value')), asked);
    assert.ok((await page.locator('#shipments .tools .count').innerText()).includes(`${ids.length} of 27`));
    await page.getByRole('searchbox', {name: /Shipments/}).fill('');
    assert.strictEqual(await total.innerText(), before);
  });
  await check('a filter that nothing fits leaves no row and a total of nothing', async () => {
    await page.getByRole('searchbox', {name: /Shipments/}).fill('zzzz');
    assert.deepStrictEqual(await columnValues(page, 'table-shipments', 5), []);
    assert.strictEqual(await total.locator('td').nth(4).getAttribute('data-value'), '0');
    await page.getByRole('searchbox', {name: /Shipments/}).fill('');
  });
}

/** The plan's flow that is written in g.flow, and the plan's own. */
async function drawsPlan(page, plan) {
  await check('the map has a flow for each resource of the plan that carries something, with its tonnes', async () => {
    for (const resource of plan.resources.filter((it) => it.link_id !== undefined && it.flow_t > 0)) {
      const flows = await page.$$eval('g.flow', (all, id) => all.filter((it) => it.dataset.link === id).map((it) => Number(it.dataset.t)), resource.link_id);
      assert.ok(flows.includes(resource.flow_t), resource.link_id + ' ' + flows);
    }
  });
}

async function choosesLink(page, plan) {
  const bottleneck = plan.resources.filter((it) => it.link_id !== undefined && it.shadow_price > 0).sort((a, b) => b.flow_t - a.flow_t)[0];
  const users = plan.shipments.filter((it) => it.paths.some((path) => path.legs.some((leg) => leg.links.includes(bottleneck.link_id))));
  const flow = page.locator(`g.flow.full[data-link="${bottleneck.link_id}"]`).first();
  await check('Enter on a link tells its tonnes, its capacity, its shadow price and all who use it', async () => {
    await flow.focus();
    await page.keyboard.press('Enter');
    const text = await page.locator('#details').innerText();
    for (const words of [bottleneck.flow_t.toLocaleString('en') + ' t', bottleneck.capacity_t.toLocaleString('en') + ' t', Math.round(bottleneck.shadow_price).toLocaleString('en'), 'Bottleneck'])
      assert.ok(text.includes(words), `${words} in ${text}`);
    assert.deepStrictEqual((await page.$$eval('#details button[data-kind="shipment"]', (all) => all.map((it) => it.dataset.id))).sort(), users.map((it) => it.shipment_id).sort());
    assert.ok(page.url().includes('link='));
    assert.strictEqual(await page.evaluate(() => document.activeElement.tagName), 'H3');
    assert.ok((await flow.getAttribute('class')).includes('chosen'));
  });
  await check('Escape closes the panel, takes the choice out of the address and gives the focus back to the link', async () => {
    await page.keyboard.press('Escape');
    assert.ok(await page.locator('#details').isHidden());
    assert.ok(!page.url().includes('link='));
    assert.strictEqual(await page.evaluate(() => document.activeElement.dataset.link), bottleneck.link_id);
    assert.strictEqual(await page.locator('svg .chosen').count(), 0);
  });
  await check('a click on a link does the same', async () => {
    const point = await flow.locator('path.line').evaluate((line) => {
      const at = line.getPointAtLength(line.getTotalLength() / 2), matrix = line.getScreenCTM();
      return {x: matrix.a * at.x + matrix.e, y: matrix.d * at.y + matrix.f};
    });
    await page.evaluate((y) => window.scrollBy(0, y - 300), point.y);
    const now = await flow.locator('path.line').evaluate((line) => {
      const at = line.getPointAtLength(line.getTotalLength() / 2), matrix = line.getScreenCTM();
      return {x: matrix.a * at.x + matrix.e, y: matrix.d * at.y + matrix.f};
    });
    await page.mouse.click(now.x, now.y);
    assert.ok(await page.locator('#details').isVisible());
    assert.ok(/(link|terminal|node)=/.test(page.url()), page.url());
    await page.locator('#details .close').click();
    assert.ok(await page.locator('#details').isHidden());
  });
  return bottleneck;
}

async function choosesShipment(page, plan) {
  const shipment = plan.shipments.filter((it) => it.paths.length > 0).sort((a, b) => b.paths.length - a.paths.length)[0];
  const used = new Set(shipment.paths.flatMap((path) => path.legs.flatMap((leg) => leg.links)));
  const button = page.locator(`#table-shipments tr[data-shipment="${shipment.shipment_id}"] th button.choose`);
  await check('a shipment of the table marks its paths on the map and its row, and no other', async () => {
    await button.focus();
    await page.keyboard.press('Enter');
    await settle(page);
    const marked = new Set(await page.$$eval('g.flow.chosen', (all) => all.map((it) => it.dataset.link)));
    assert.deepStrictEqual([...marked].sort(), [...used].sort());
    assert.deepStrictEqual(await page.$$eval('#table-shipments tr.chosen', (rows) => rows.map((row) => row.dataset.shipment)), [shipment.shipment_id]);
    assert.strictEqual(await page.locator('#details ol.ways > li').count(), shipment.paths.length);
    assert.ok(page.url().includes('shipment=' + shipment.shipment_id));
  });
  await check('Escape goes back to the table where the reader was', async () => {
    await page.keyboard.press('Escape');
    assert.strictEqual(await page.evaluate(() => document.activeElement.dataset.id), shipment.shipment_id);
  });
  return shipment;
}

async function switchesPlan(page, plan, frontier) {
  const flowsNow = () => page.$$eval('g.flow', (all) => all.map((it) => [it.dataset.link, it.dataset.direction, it.dataset.t].join(' ')).sort());
  const rowsNow = () => page.$$eval('#table-shipments tr', (rows) => rows.map((row) => row.textContent));
  const last = frontier.plans.length - 1;
  const flows = await flowsNow(), rows = await rowsNow();
  const money = page.locator('#table-shipments tfoot tr > *').nth(-2);
  const figure = (name) => page.locator(`#headline [data-figure=${name}] .amount`).innerText();
  const headline = () => page.$$eval('#headline .figure', (all) => all.map((it) => it.innerText));
  const figures = await headline();
  await check('the last point of the frontier, by keyboard: the map and the table are of that plan, and a notice says so', async () => {
    await page.locator('#chart-frontier .point').first().focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await settle(page);
    assert.ok(await page.locator('#shown-plan').isVisible());
    assert.ok((await page.locator('#shown-plan').innerText()).includes(`Plan ${last + 1} of ${last + 1}`));
    assert.notDeepStrictEqual(await flowsNow(), flows);
    assert.strictEqual(await page.locator('#table-frontier tr.chosen').getAttribute('data-plan'), String(last));
    assert.ok(page.url().includes('plan=' + last));
  });
  await check('the money of its shipments adds up to what the frontier says of it', async () => {
    const shown = Number(await money.getAttribute('data-value')), cost = frontier.plans[last].cost;
    const scale = 10 ** Math.round(Math.log10(cost / shown));
    const decimals = (String(await money.getAttribute('data-value')).split('.')[1] || '').length;
    assert.ok(Math.abs(shown * scale - cost) <= scale * 10 ** -decimals, `${shown} and ${cost}`);
  });
  await check('the headline is of that plan, as the file has it', async () => {
    const plan = frontier.plans[last], digits = (words) => words.replace(/[^0-9.]/g, '');
    assert.strictEqual(digits(await figure('money')), String(Math.round(plan.cost)));
    assert.strictEqual(digits(await figure('time')), plan.mean_hours.toFixed(1));
    assert.strictEqual(digits(await figure('co2e')), String(Math.round(plan.co2e_t)));
    assert.strictEqual(digits(await figure('unmet')), String(plan.unmet_t));
    assert.strictEqual(await figure('total'), '\u2013');
  });
  await check('its flows are those of its ways in the file', async () => {
    const ways = new Map();
    for (const point of frontier.plans)
      for (const flow of point.flows)
        ways.set(flow.shipment_id, flow.ways);
    const tonnes = new Map();
    for (const list of ways.values())
      for (const {way, quantity_t: t} of list)
        for (const leg of frontier.ways[way].legs)
          for (const link of leg.links)
            tonnes.set(link, (tonnes.get(link) || 0) + t);
    const drawn = new Map();
    for (const [link, t] of await page.$$eval('g.flow', (all) => all.map((it) => [it.dataset.link, Number(it.dataset.t)])))
      drawn.set(link, (drawn.get(link) || 0) + t);
    for (const [link, t] of tonnes)
      assert.ok(Math.abs(t - (drawn.get(link) || 0)) < 0.001, `${link}: ${t} and ${drawn.get(link)}`);
    assert.strictEqual(drawn.size, tonnes.size);
  });
  await check('a button leads back to the plan: map and table are as they were', async () => {
    await page.locator('#back-to-plan').click();
    assert.ok(await page.locator('#shown-plan').isHidden());
    assert.deepStrictEqual(await flowsNow(), flows);
    assert.deepStrictEqual(await rowsNow(), rows);
    assert.deepStrictEqual(await headline(), figures);
    assert.ok(!page.url().includes('plan='));
  });
}

async function followsAddress(browser, file, shipment) {
  const {page, context, faults} = await open(browser, file, {hash: `#shipment=${encodeURIComponent(shipment.shipment_id)}&plan=1`});
  await check('an address that was kept opens the same shipment and plan', async () => {
    await page.waitForSelector('#details h3');
    assert.ok((await page.locator('#details h3').innerText()).includes(shipment.shipment_id));
    assert.ok((await page.locator('#shown-plan').innerText()).startsWith('Plan 2 of'));
    assert.deepStrictEqual(faults, []);
  });
  await check('an address that names nothing chooses nothing', async () => {
    await page.evaluate(() => { location.hash = '#link=<img src=x onerror=alert(1)>&plan=99999'; });
    await settle(page);
    assert.ok(await page.locator('#details').isHidden());
    assert.ok(await page.locator('#shown-plan').isHidden());
    assert.deepStrictEqual(faults, []);
  });
  await context.close();
}

/** All of it on one page, as a reader would. */
async function canBeUsed(browser, file, plan, frontier) {
  const {page, context, faults} = await open(browser, file);
  await page.waitForSelector('#map svg');
  await sorts(page);
  await filters(page, plan);
  await drawsPlan(page, plan);
  await choosesLink(page, plan);
  const shipment = await choosesShipment(page, plan);
  await switchesPlan(page, plan, frontier);
  await check('nothing of that made an error or a request', async () => assert.deepStrictEqual(faults, []));
  await context.close();
  await followsAddress(browser, file, shipment);
}

module.exports = {canBeUsed};
