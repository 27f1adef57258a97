// SPDX-License-Identifier: GPL-3.0-or-later
// A browser without a network, pages as people see them, and checks that say what they hold.
'use strict';
const fs = require('fs');
const path = require('path');
const {chromium} = require('playwright-core');

const CHROMIUM = process.env.CHROMIUM || '/usr/bin/chromium';
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--no-first-run', '--disable-dev-shm-usage', '--disable-features=Translate,OptimizationHints,MediaRouter'];

let passed = 0, failed = 0;

/** Runs one check; what it throws is why it fails. */
async function check(name, run) {
  try {
    await run();
    passed++;
    console.log('ok ' + name);
  } catch (error) {
    failed++;
    console.log('not ok ' + name + '\n   ' + String(error.message).split('\n').slice(0, 12).join('\n   '));
  }
}

function closing() {
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0;
}

/** Opens `file` in a context of its own and gives {page, context, faults}: faults gathers errors and requests for anything but the file. */
async function open(browser, file, {width = 1280, height = 900, script = true, scheme = 'light', motion = 'reduce', hash = ''} = {}) {
  const context = await browser.newContext({viewport: {width, height}, javaScriptEnabled: script, colorScheme: scheme, reducedMotion: motion, offline: true});
  const page = await context.newPage();
  const faults = [];
  const url = 'file://' + file;
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && faults.push('console: ' + message.text()));
  page.on('pageerror', (error) => faults.push('error: ' + error.message));
  page.on('dialog', (dialog) => { faults.push('dialog: ' + dialog.message()); dialog.dismiss(); });
  page.on('request', (request) => request.url().split('#')[0] !== url && faults.push('request: ' + request.url().slice(0, 100)));
  page.setDefaultTimeout(60000);
  await page.goto(url + hash, {waitUntil: 'load'});
  return {page, context, faults};
}

async function launch() {
  return chromium.launch({executablePath: CHROMIUM, args: ARGUMENTS});
}

function folder(...names) {
  const at = path.join(...names);
  fs.mkdirSync(at, {recursive: true});
  return at;
}

module.exports = {check, closing, open, launch, folder};
