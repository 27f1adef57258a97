// SPDX-License-Identifier: GPL-3.0-or-later
// report.js ANGKUT OUT DATA  opens the report page in a browser: how it looks, what can be done with it, what it withstands.
// ONLY=uses,prints runs only those parts.
'use strict';
const fs = require('fs');
const path = require('path');
const {check, closing, launch, folder} = require('./harness');
const {makePages} = require('./pages');
const {looksRight, isAccessible, prints} = require('./looks');
const {canBeUsed} = require('./uses');
const {withstands} = require('./hostile');

async function looks(browser, pages, shots) {
  for (const language of ['en', 'id'])
    for (const width of [360, 1280])
      for (const script of [true, false])
        for (const scheme of ['light', 'dark'])
          await looksRight(browser, pages[language], shots, language, {width, script, scheme});
}

async function reads(browser, pages) {
  const shipment = async (page) => {
    await page.locator('#table-shipments th button.choose').first().click();
    await page.locator('button.show-plan').last().click();
    await page.waitForTimeout(100);
  };
  for (const scheme of ['light', 'dark']) {
    await isAccessible(browser, pages.en, {width: 1280, scheme, what: 'as it opens'});
    await isAccessible(browser, pages.id, {width: 360, scheme, what: 'with a shipment and another plan chosen', prepare: shipment});
  }
}

async function main() {
  const [angkut, out, data] = process.argv.slice(2);
  const pages = makePages(angkut, out, data), shots = folder(out, 'screenshots');
  const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));
  const browser = await launch();
  const parts = {
    looks: () => looks(browser, pages, shots),
    reads: () => reads(browser, pages),
    prints: async () => {
      await prints(browser, pages.en, shots, {script: true});
      await prints(browser, pages.id, shots, {script: false});
    },
    uses: () => canBeUsed(browser, pages.en, read(pages.plan), read(pages.frontier)),
    withstands: () => withstands(browser, pages, shots),
  };
  try {
    for (const [name, run] of Object.entries(parts))
      if (!process.env.ONLY || process.env.ONLY.split(',').includes(name))
        await run();
  } finally {
    await browser.close();
  }
  process.exit(closing() ? 0 : 1);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
