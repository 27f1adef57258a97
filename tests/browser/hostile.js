// SPDX-License-Identifier: GPL-3.0-or-later
// Names that are markup show as what they are, wherever the page shows a name, and nothing of them ever runs.
'use strict';
const assert = require('assert');
const path = require('path');
const {check, open} = require('./harness');
const {HOSTILE} = require('./pages');

/** Elements that the page itself never has. */
function strangers() {
  return [...document.querySelectorAll('img, iframe, object, [onload], [onerror], [onfocus], [autofocus], [style*="url"]')].map((it) => it.outerHTML.slice(0, 80))
    .concat([...document.querySelectorAll('script')].length > 3 ? ['a script too many'] : []);
}

async function withstands(browser, pages, shots) {
  for (const script of [true, false]) {
    const {page, context, faults} = await open(browser, pages.hostile, {script});
    await check(`hostile names show as text and nothing runs, ${script ? 'with' : 'without'} scripts`, async () => {
      const text = await page.evaluate(() => document.body.textContent);
      for (const name of HOSTILE.slice(0, 5))
        assert.ok(text.includes(name), name);
      assert.deepStrictEqual(await page.evaluate(strangers), []);
      assert.strictEqual(await page.evaluate(() => window.hacked), undefined);
      assert.deepStrictEqual(faults, []);
    });
    if (script)
      await check('hostile names can be chosen, in tables and on the map, and still are text', async () => {
        for (const table of ['table-shipments', 'table-bottlenecks'])
          for (const button of await page.locator(`#${table} button.choose`).all()) {
            await button.click();
            for (const next of await page.locator('#details button.choose').all())
              if (await next.isVisible())
                await next.click();
          }
        for (const element of await page.locator('svg [tabindex]').all()) {
          await element.focus();
          await page.keyboard.press('Enter');
        }
        for (const button of await page.locator('button.show-plan').all())
          await button.click();
        const text = await page.locator('#details').innerText();
        assert.ok(text.length > 20, text);
        assert.deepStrictEqual(await page.evaluate(strangers), []);
        assert.deepStrictEqual(faults, []);
        await page.screenshot({path: path.join(shots, 'hostile.png'), fullPage: true});
      });
    await context.close();
  }
  const {page, context, faults} = await open(browser, pages.alone);
  await check('a page without results has no controls for them', async () => {
    assert.strictEqual(await page.locator('#frontier, #shown-plan, .show-plan').count(), 0);
    assert.deepStrictEqual(faults, []);
  });
  await context.close();
}

module.exports = {withstands};
