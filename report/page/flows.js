// SPDX-License-Identifier: GPL-3.0-or-later
// What runs where, in the plan and in each plan of a frontier: from the ways of its shipments, never from the drawing.

/** A plan's ways: Map of shipment -> [{t, cost_per_t, hours, legs}], in tonnes. */
function waysOfPlan(plan) {
  return new Map(plan.shipments.map((shipment) => [shipment.shipment_id, shipment.paths.map((path) => ({
    t: path.quantity_t, cost_per_t: path.cost_per_t, hours: path.hours, legs: path.legs}))]));
}

/** The ways of plan `index` of angkut-frontier/1; null where the file does not tell them. */
function waysOfPoint(frontier, index) {
  if (frontier.ways === undefined)
    return null;
  const ways = new Map();
  for (const plan of frontier.plans.slice(0, index + 1))
    for (const flow of plan.flows)
      ways.set(flow.shipment_id, flow.ways.map(({way, quantity_t: t}) => ({t, ...frontier.ways[way]})));
  return ways;
}

/* ---- flows ---- */

function flowKey(link, direction) {
  return link + '\n' + direction;
}

function addFlow(flows, key, shipment, t) {
  if (!flows.has(key))
    flows.set(key, {t: 0, users: new Map()});
  const flow = flows.get(key);
  flow.t += t;
  flow.users.set(shipment, (flow.users.get(shipment) || 0) + t);
}

/** Calls `visit(link id, direction)` for each link of a leg, in its order. */
function walkLeg(leg, visit) {
  let at = leg.from_node_id;
  for (const id of leg.links) {
    const link = links.get(id);
    if (link === undefined)
      continue;
    const forward = link.from === at;
    visit(id, forward ? 'forward' : 'backward');
    at = forward ? link.to : link.from;
  }
}

const terminalAt = new Map(data.network.terminals.map((terminal) => [terminal.node + '\n' + terminal.mode, terminal.id]));

/** The terminal where the vehicle of a leg is loaded or unloaded; undefined where it needs none. */
function terminalOf(leg, node) {
  const vehicle = vehicles.get(leg.vehicle_type_id === undefined ? null : leg.vehicle_type_id);
  return terminalAt.get(node + '\n' + (vehicle === undefined ? leg.mode : vehicle.mode));
}

/** Calls `visit(terminal id)` where a way is loaded and where it is unloaded: where its vehicle changes. */
function walkTerminals(legs, visit) {
  legs.forEach((leg, i) => {
    const before = legs[i - 1], after = legs[i + 1];
    const ends = [];
    if (before === undefined || before.vehicle_type_id !== leg.vehicle_type_id)
      ends.push(terminalOf(leg, leg.from_node_id));
    if (after === undefined || after.vehicle_type_id !== leg.vehicle_type_id)
      ends.push(terminalOf(leg, leg.to_node_id));
    ends.filter((terminal) => terminal !== undefined).forEach(visit);
  });
}

/** What a plan's ways put on links and terminals. A terminal counts what is loaded and what is unloaded there. */
function flowsOf(ways) {
  const flows = {links: new Map(), terminals: new Map()};
  for (const [shipment, list] of ways) {
    for (const way of list) {
      for (const leg of way.legs)
        walkLeg(leg, (link, direction) => addFlow(flows.links, flowKey(link, direction), shipment, way.t));
      walkTerminals(way.legs, (terminal) => addFlow(flows.terminals, terminal, shipment, way.t));
    }
  }
  return flows;
}

/** What the page shows at present: the plan (index null) or a plan of its frontier. */
const planShown = {index: null, ways: waysOfPlan(data.plan), flows: null, plan: null};
planShown.flows = flowsOf(planShown.ways);
let shown = planShown;

/** Shipments by tonnes, most first, of those that use one thing. */
function usersOf(flow) {
  return flow === undefined ? [] : [...flow.users].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/* ---- capacities and their prices: of the plan ---- */

const resources = new Map(data.plan.resources.map((resource) => {
  if (resource.terminal_id !== undefined)
    return ['terminal\n' + resource.terminal_id, resource];
  const link = links.get(resource.link_id);
  const forward = link === undefined || link.from === resource.from_node_id;
  return [flowKey(resource.link_id, forward ? 'forward' : 'backward'), resource];
}));

/** What the ways of a shipment amount to: tonnes, tonne-hours and money. */
function sumWays(list) {
  const sum = {t: 0, hours: 0, money: 0};
  for (const way of list || []) {
    sum.t += way.t;
    sum.hours += way.t * way.hours;
    sum.money += way.t * way.cost_per_t;
  }
  return sum;
}
