// SPDX-License-Identifier: GPL-3.0-or-later
// picture.js ANGKUT OUT DATA FILE  a picture of the report of the shipped data, with one shipment chosen, as the README shows it.
'use strict';
const path = require('path');
const {execFileSync} = require('child_process');
const {open, launch, folder} = require('./harness');

async function main() {
  const [angkut, out, data, file] = process.argv.slice(2);
  const report = path.join(folder(out, 'pages'), 'picture.html');
  execFileSync(angkut, ['report', data, '--as-of', '2026-10-01', '--lang', 'en', '-o', report]);
  const browser = await launch();
  const {page} = await open(browser, report, {width: 1280, height: 920, hash: '#shipment=S01'});
  await page.waitForSelector('#details h3');
  await page.evaluate(() => { document.activeElement.blur(); window.scrollTo(0, 0); });
  await page.evaluate(() => { document.getElementById('map').scrollIntoView(); window.scrollBy(0, -110); });
  await page.screenshot({path: path.resolve(file)});
  await browser.close();
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
