// SPDX-License-Identifier: GPL-3.0-or-later
// The panel beside the map: what a link, a terminal, a place or a shipment is, who uses it, and whether it is in the way.

function describe(chosen) {
  const parts = {link: linkParts, terminal: terminalParts, node: nodeParts, shipment: shipmentParts}[chosen.kind](chosen.id);
  const close = make('button', {type: 'button', class: 'close', click: closePanel}, say('close'));
  return [close, ...parts];
}

function heading(...children) {
  return make('h3', {tabindex: '-1'}, ...children);
}

/** A list of what a thing is: pairs of name and value; what has no value is left out. */
function facts(pairs) {
  const list = make('dl', {class: 'facts'});
  for (const [name, value] of pairs)
    if (value !== null && value !== '')
      list.append(make('div', null, make('dt', null, name), make('dd', null, value)));
  return list;
}

function shipmentWords(id) {
  const shipment = shipments.get(id);
  return shipment === undefined || shipment.commodity === '' ? id : id + ' ' + shipment.commodity;
}

/* ---- what has a capacity ---- */

/** Whether it is in the way, in a sentence; of a frontier's plan only that it is full is known. */
function why(flow, capacity, resource) {
  if (capacity === null)
    return say('no_limit');
  const full = flow >= capacity - 0.0005;
  if (shown.index !== null)
    return full ? say('full_here') : say('room', tonnesWords(capacity - flow));
  if (resource !== undefined && resource.shadow_price > 0)
    return say('bottleneck', moneyWords(resource.shadow_price));
  return full ? say('full_no_price') : say('room', tonnesWords(capacity - flow));
}

function capacityFacts(flow, capacity, resource) {
  const t = flow === undefined ? 0 : flow.t;
  return facts([
    [say('carries'), tonnesWords(t)],
    [say('capacity'), capacity === null ? say('unlimited') : tonnesWords(capacity)],
    [say('used'), capacity > 0 ? numberWords(100 * t / capacity, 0) + ' %' : null],
    [say('shadow_price'), shown.index === null && resource !== undefined ? rateWords(resource.shadow_price) : null],
  ]);
}

function userList(flow) {
  const users = usersOf(flow);
  if (users.length === 0)
    return [make('p', null, say('nobody'))];
  const list = make('ul', {class: 'users'});
  for (const [id, t] of users)
    list.append(make('li', null, chooser('shipment', id, named(shipmentWords(id))), ' ', tonnesWords(t)));
  return [make('h4', null, say('used_by')), list];
}

function directionParts(link, direction) {
  const flow = shown.flows.links.get(flowKey(link.id, direction));
  const resource = resources.get(flowKey(link.id, direction));
  const [from, to] = direction === 'forward' ? [link.from, link.to] : [link.to, link.from];
  const parts = [make('h4', {class: 'direction'}, say('to'), ' ', named(nodeName(to)))];
  if (flow === undefined)
    return [...parts, make('p', null, say('nobody'))];
  return [...parts, make('p', {class: 'why'}, why(flow.t, link.capacity_t, resource)),
    capacityFacts(flow, link.capacity_t, resource), ...userList(flow)];
}

function linkParts(id) {
  const link = links.get(id);
  const directions = link.directed ? ['forward'] : ['forward', 'backward'];
  const parts = directions.map((direction) => directionParts(link, direction));
  parts.sort((a, b) => b.length - a.length); // what carries something first
  return [heading(named(nodeName(link.from)), ' \u2013 ', named(nodeName(link.to))),
    facts([[say('mode'), modeName(link.mode)], [say('length'), say('km', numberWords(link.length_km, 1))], [say('id'), named(link.id)],
      [say('name'), link.name === link.id ? null : named(link.name)]]), ...parts.flat()];
}

function terminalParts(id) {
  const terminal = terminals.get(id);
  const flow = shown.flows.terminals.get(id), resource = resources.get('terminal\n' + id);
  return [heading(named(nodeName(terminal.node))), make('p', null, say('terminal_of', modeName(terminal.mode))),
    make('p', {class: 'why'}, why(flow === undefined ? 0 : flow.t, terminal.capacity_t, resource)),
    capacityFacts(flow, terminal.capacity_t, resource), facts([[say('id'), named(id)]]), ...userList(flow)];
}

/* ---- a place ---- */

function nodeParts(id) {
  const here = data.network.terminals.filter((terminal) => terminal.node === id);
  const ends = data.shipments.filter((shipment) => shipment.origin === id || shipment.destination === id);
  const parts = [heading(named(nodeName(id))), facts([[say('id'), named(id)]])];
  if (ends.length > 0) {
    const list = make('ul', {class: 'users'});
    for (const it of ends)
      list.append(make('li', null, chooser('shipment', it.id, named(shipmentWords(it.id))), ' ',
        say(it.origin === id ? 'starts_here' : 'ends_here'), ' ', tonnesWords(it.quantity_t)));
    parts.push(make('h4', null, say('shipments')), list);
  }
  if (here.length > 0) {
    const list = make('ul', {class: 'users'});
    for (const it of here)
      list.append(make('li', null, chooser('terminal', it.id, say('terminal_of', modeName(it.mode)))));
    parts.push(make('h4', null, say('terminals')), list);
  }
  return parts;
}

/* ---- a shipment ---- */

/** Links and terminals of a way that are bottlenecks, each once, in the order of the way. */
function bottlenecksOf(way) {
  const found = new Map();
  const look = (kind, id, key) => {
    if (resources.has(key) && resources.get(key).shadow_price > 0)
      found.set(key, {kind, id});
  };
  for (const leg of way.legs)
    walkLeg(leg, (link, direction) => look('link', link, flowKey(link, direction)));
  walkTerminals(way.legs, (terminal) => look('terminal', terminal, 'terminal\n' + terminal));
  return [...found.values()];
}

function nameOf(kind, id) {
  if (kind === 'terminal')
    return nodeName(terminals.get(id).node) + ' (' + modeName(terminals.get(id).mode) + ')';
  const link = links.get(id);
  return nodeName(link.from) + ' \u2013 ' + nodeName(link.to) + ' (' + modeName(link.mode) + ')';
}

function legItem(leg) {
  const vehicle = vehicles.get(leg.vehicle_type_id === undefined ? null : leg.vehicle_type_id);
  const carrier = vehicle === undefined || vehicle.id === null ? modeName(leg.mode) : vehicle.name;
  return make('li', null, make('b', null, named(carrier)), ` (${modeName(leg.mode)}) `,
    named(nodeName(leg.from_node_id)), ' \u2013 ', named(nodeName(leg.to_node_id)));
}

function wayItem(way) {
  const item = make('li', {class: 'way'}, make('b', null, tonnesWords(way.t)), ' ',
    say('way_sums', numberWords(way.hours, 1), rateWords(way.cost_per_t)));
  const legs = make('ul');
  legs.append(...way.legs.map(legItem));
  item.append(legs);
  const full = shown.index === null ? bottlenecksOf(way) : [];
  if (full.length > 0) {
    item.append(make('p', null, say('through_bottlenecks')));
    item.append(make('ul', {class: 'users'}, ...full.map(({kind, id}) => make('li', null, chooser(kind, id, named(nameOf(kind, id)))))));
  }
  return item;
}

function shipmentParts(id) {
  const shipment = shipments.get(id), ways = shown.ways.get(id) || [], sum = sumWays(ways);
  const unmet = shipment.quantity_t - sum.t;
  const parts = [heading(named(shipmentWords(id))),
    make('p', null, named(shipment.origin_name), ' \u2013 ', named(shipment.destination_name)),
    facts([[say('shipper'), shipment.shipper === '' ? null : named(shipment.shipper)], [say('asked'), tonnesWords(shipment.quantity_t)],
      [say('stays_behind'), unmet > 0.0005 ? tonnesWords(unmet) : null],
      [say('hours'), sum.t > 0 ? numberWords(sum.hours / sum.t, 1) : null],
      [say('limit_hours'), shipment.max_hours === null ? null : numberWords(shipment.max_hours, 1)],
      [say('money'), sum.t > 0 ? rateWords(sum.money / sum.t) : null]])];
  if (ways.length > 0)
    parts.push(make('h4', null, say('paths')), make('ol', {class: 'ways'}, ...ways.map(wayItem)));
  return parts;
}
