// SPDX-License-Identifier: GPL-3.0-or-later

function start() {
  document.documentElement.classList.add('scripted');
  startTables();
  startChoice();
  startFrontier();
  startMap();
  followAddress();
}
