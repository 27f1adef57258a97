// SPDX-License-Identifier: GPL-3.0-or-later

function startMap() {
}
function redrawMap() {
}
function markMap() {
}
function frameChoice() {
}
