// SPDX-License-Identifier: GPL-3.0-or-later
// How the page looks: widths, languages, with and without scripts, light and dark, on paper; and whether all can read it.
'use strict';
const assert = require('assert');
const fs = require('fs');
const path = require('path');
const {check, open} = require('./harness');

const AXE = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Elements that stick out of the page at its sides, but for those inside a box that scrolls. */
function overflowing() {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide)
    return [];
  return [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > wide + 1)
    .slice(0, 5).map((element) => element.tagName + '#' + element.id + '.' + element.className);
}

async function looksRight(browser, file, shots, language, {width, script, scheme}) {
  const name = `${language}-${width}-${script ? 'script' : 'plain'}-${scheme}`;
  const {page, context, faults} = await open(browser, file, {width, height: 900, script, scheme});
  await check(`${name}: opens without an error or a request`, async () => {
    await page.waitForSelector('#map svg');
    assert.deepStrictEqual(faults, []);
    assert.strictEqual(await page.getAttribute('html', 'lang'), language);
  });
  await check(`${name}: is no wider than the window`, async () => {
    assert.deepStrictEqual(await page.evaluate(overflowing), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
  });
  await check(`${name}: holds its figures, map and tables`, async () => {
    for (const id of ['headline', 'map', 'shipments', 'money', 'bottlenecks', 'frontier', 'partners', 'allocation'])
      assert.ok(await page.isVisible('#' + id + ' h2'), id);
    assert.strictEqual(await page.locator('#table-shipments tbody tr[data-shipment]').count(), 27);
    assert.strictEqual(await page.locator('body.no-such, [style*="expression"]').count(), 0);
  });
  await page.screenshot({path: path.join(shots, name + '.png')});
  await page.locator('#map').screenshot({path: path.join(shots, name + '-map.png')});
  await context.close();
}

/** Chromium's own measure: roles, names, contrast, order of headings and all else that axe-core knows of WCAG 2 A and AA. */
async function isAccessible(browser, file, {width, scheme, prepare, what}) {
  const {page, context} = await open(browser, file, {width, scheme});
  await check(`${what}, ${width} wide, ${scheme}: axe finds nothing against WCAG 2.1 AA`, async () => {
    await page.waitForSelector('#map svg');
    if (prepare)
      await prepare(page);
    await page.evaluate(AXE);
    const result = await page.evaluate(() => window.axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']}));
    const found = result.violations.map((it) => `${it.id} (${it.impact}): ${it.nodes.length} x ${it.nodes[0].html.slice(0, 160)} ${it.nodes[0].any.map((any) => any.message).join('; ').slice(0, 200)}`);
    assert.deepStrictEqual(found, []);
  });
  await context.close();
}

/** Pages of a PDF, counted in its bytes. */
function pagesOf(pdf) {
  const counts = [...pdf.toString('latin1').matchAll(/\/Type\s*\/Pages\b[^>]*?\/Count\s+(\d+)|\/Count\s+(\d+)[^>]*?\/Type\s*\/Pages\b/g)];
  return Math.max(0, ...counts.map((match) => Number(match[1] || match[2])));
}

async function prints(browser, file, shots, {script}) {
  const {page, context} = await open(browser, file, {script});
  const name = script ? 'with scripts' : 'without scripts';
  await check(`prints on A4 ${name}: some pages, no controls, every path open`, async () => {
    await page.waitForSelector('#map svg');
    const pdf = await page.pdf({preferCSSPageSize: true});
    fs.writeFileSync(path.join(shots, script ? 'print-script.pdf' : 'print-plain.pdf'), pdf);
    const pages = pagesOf(pdf);
    assert.ok(pages >= 4 && pages <= 40, pages + ' pages');
    await page.emulateMedia({media: 'print'});
    for (const control of ['nav#contents', '.tools', '.leaflet-control', '#details'])
      for (const element of await page.locator(control).all())
        assert.ok(!await element.isVisible(), control);
    assert.ok(await page.locator('#table-shipments li.path').first().isVisible());
    const map = await page.locator('#map svg').first().boundingBox();
    assert.ok(map.height > 200 && map.width > 400, JSON.stringify(map));
  });
  await context.close();
}

module.exports = {looksRight, isAccessible, prints};
