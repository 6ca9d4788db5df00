// The network: draws the names and the ties of the tables. A tie opens the facts that it stands for.
import { commands, cut, duration, element, onWidth, zooming } from "./drawing.js";

const COLOURS = 7; // parties with a colour of their own; the sheet has as many
const TICKS = 300; // after which d3's forces rest
const SLICE = 40; // milliseconds of laying out between two moments for the page
const MANY = 200; // nodes, from which on they are drawn smaller and fewer names have room
const FIRST = 16; // nodes whose names matter most
const LONGEST = 32; // letters of a name in the drawing
const LETTER = 7.2; // pixels of one, about
const SIDES = [{ anchor: "start", down: 0 }, { anchor: "end", down: 0 }, { anchor: "middle", down: 1 },
  { anchor: "middle", down: -1 }]; // where a name may stand beside its node
const NEAR = 9; // pixels from a line at which it is meant
const SHAPES = { Person: d3.symbolCircle, Group: d3.symbolSquare, Party: d3.symbolDiamond2,
  Alliance: d3.symbolStar, Pact: d3.symbolStar, Body: d3.symbolTriangle };

const drawing = document.querySelector("#drawing");
if (drawing) start(read());

/** The nodes and ties of the tables; a tie has its nodes as source and target. */
function read() {
  const nodes = [...document.querySelector("#who").tBodies[0].rows].map((row) => {
    const [name, kind, party] = row.cells;
    return { id: row.dataset.id, name: name.textContent.trim(), kind: kind.textContent, party: party.textContent,
      weight: +row.dataset.weight, href: name.querySelector("a")?.getAttribute("href"), ties: [] };
  });
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ties = [...document.querySelector("#ties").tBodies[0].rows].map((row) => {
    const tie = { row, source: byId.get(row.dataset.source), target: byId.get(row.dataset.target),
      weight: +row.dataset.weight, status: row.dataset.status };
    tie.source.ties.push(tie);
    tie.target.ties.push(tie);
    return tie;
  });
  const parties = d3.rollups(nodes.filter((node) => node.party), (all) => all.length, (node) => node.party)
    .sort((a, b) => d3.descending(a[1], b[1])).slice(0, COLOURS).map(([party]) => party);
  for (const node of nodes) node.colour = parties.indexOf(node.party);
  return { nodes, ties, parties };
}

async function start({ nodes, ties, parties }) {
  drawing.hidden = false;
  const stage = drawing.querySelector(".stage");
  const opened = drawing.querySelector("#opened");
  const of = drawing.dataset.of;
  const most = d3.max(nodes, (node) => node.weight);
  const radius = d3.scaleSqrt([0, most], nodes.length > MANY ? [3, 13] : [6, 18]);
  for (const node of nodes) node.r = node.size = radius(node.weight);
  const stroke = d3.scaleSqrt([1, Math.max(2, d3.max(ties, (tie) => tie.weight))], [1, 7]);
  await laidOut(nodes, ties, stage.clientWidth < 600);
  stage.replaceChildren();
  legend(drawing.querySelector(".legend"), nodes, ties, parties);
  document.querySelector("#names").append(...nodes.map((node) => element("option", { value: node.name })));

  const svg = d3.select(stage).append("svg").attr("role", "group")
    .attr("aria-label", `${nodes.length} names, ${ties.length} ties`).attr("aria-describedby", "how");
  svg.classed("many", nodes.length > MANY);
  const lines = svg.append("g").attr("aria-hidden", "true").selectAll("line").data(ties).join("line")
    .attr("class", (tie) => `tie ${(tie.status ?? "").toLowerCase()}`).attr("stroke-width", (tie) => stroke(tie.weight));
  const marks = svg.append("g").selectAll("g").data(nodes).join("g").attr("role", "button")
    .attr("class", (node) => `node c${node.colour} ${node.kind.toLowerCase()}`).attr("tabindex", -1).attr("aria-label", said)
    .on("focus", (_, node) => { current = node; light(node); stops(); reveal(node); })
    .on("blur", () => light(chosen))
    .on("pointerenter", (_, node) => light(node)).on("pointerleave", () => light(chosen))
    .on("click", (event, node) => { event.stopPropagation(); open(node); });
  marks.append("path");
  const names = svg.append("g").attr("class", "labels").attr("aria-hidden", "true").selectAll("text").data(nodes)
    .join("text").text((node) => cut(node.name, LONGEST));

  let [width, height] = [0, 0];
  let current = nodes[0]; // the one node that the Tab key stops at
  let chosen = null; // the node or tie that is opened
  let lit = null;
  let grown = 0; // how large nodes are drawn, as one zooms in
  const zoom = zooming().scaleExtent([0.2, 12]).on("zoom", draw);
  svg.call(zoom).on("dblclick.zoom", null);

  onWidth(stage, (wide) => {
    [width, height] = [wide, wide < 600 ? 420 : nodes.length > MANY ? 720 : 560];
    svg.attr("width", width).attr("height", height);
    zoom.extent([[0, 0], [width, height]]);
    svg.call(zoom.transform, fitting());
  });

  /** The transform in which all nodes are seen. */
  function fitting() {
    const [left, right] = d3.extent(nodes, (node) => node.x);
    const [top, bottom] = d3.extent(nodes, (node) => node.y);
    const edge = Math.min(70, width / 8);
    const k = Math.min(2, (width - 2 * edge) / (right - left || 1), (height - 2 * edge) / (bottom - top || 1));
    return d3.zoomIdentity.translate(width / 2, height / 2).scale(k).translate(-(left + right) / 2, -(top + bottom) / 2);
  }

  function draw() {
    const seen = d3.zoomTransform(svg.node());
    for (const node of nodes) [node.at, node.on] = seen.apply([node.x, node.y]);
    lines.attr("x1", (tie) => tie.source.at).attr("y1", (tie) => tie.source.on)
      .attr("x2", (tie) => tie.target.at).attr("y2", (tie) => tie.target.on);
    if (grown !== (grown = Math.min(1.5, Math.max(0.6, Math.sqrt(seen.k))))) {
      for (const node of nodes) node.r = node.size * (nodes.length > MANY ? grown : 1);
      marks.select("path").attr("d", (node) => d3.symbol(SHAPES[node.kind] ?? d3.symbolCircle, Math.PI * node.r ** 2)());
    }
    marks.attr("transform", (node) => `translate(${node.at},${node.on})`);
    stops();
    name();
  }

  /** Show the names that have room: first of what is lit, then of those with the most meetings. */
  function name() {
    const near = around(lit);
    // Where there are many nodes, names may lie over them; those of the first few may anyway.
    const [many, room] = nodes.length > MANY ? [true, 6] : [false, 0];
    const marked = many ? [] : nodes.map(({ at, on, r }) => [at - r, on - r, at + r, on + r]);
    const named = []; // boxes of the names that have their place
    const free = (boxes) => (box) => !boxes.some((other) => box[0] < other[2] && other[0] < box[2]
      && box[1] < other[3] && other[1] < box[3]);
    const order = near ? d3.sort(nodes, (node) => !near.has(node)) : nodes;
    order.forEach((node, rank) => {
      node.side = null;
      if (node.at < 0 || node.at > width || node.on < 0 || node.on > height || (near && !near.has(node))) return;
      const boxes = SIDES.map((side) => boxOf(node, side, room)).filter(Boolean);
      const best = boxes.find(({ box }) => free(named)(box) && free(marked)(box))
        ?? (rank < FIRST ? boxes.find(({ box }) => free(named)(box)) : null);
      if (!best) return;
      named.push(best.box);
      node.side = best.side;
    });
    names.attr("visibility", (node) => (node.side ? "visible" : "hidden")).filter((node) => node.side)
      .attr("text-anchor", (node) => node.side.anchor)
      .attr("x", (node) => node.at + { start: 1, middle: 0, end: -1 }[node.side.anchor] * (node.r + 4))
      .attr("y", (node) => node.on + 4 + node.side.down * (node.r + 12));
  }

  /** The box that the name of NODE takes on its SIDE, with ROOM around it; null where it would leave the stage. */
  function boxOf(node, side, room) {
    const long = LETTER * Math.min(LONGEST, node.name.length);
    const left = node.at + { start: node.r + 4, middle: -long / 2, end: -node.r - 4 - long }[side.anchor];
    const top = node.on + side.down * (node.r + 12) - 9;
    if (left < 0 || left + long > width || top < 0 || top + 18 > height) return null;
    return { side, box: [left - room, top - room, left + long + room, top + 18 + room] };
  }

  /** THING, a node or a tie, and the nodes that it ties. */
  function around(thing) {
    if (!thing) return null;
    if (!thing.ties) return new Set([thing.source, thing.target]);
    return new Set([thing, ...thing.ties.flatMap((tie) => [tie.source, tie.target])]);
  }

  /** Let THING and what it is tied to stand out; with nothing, all is as it was. */
  function light(thing) {
    if (lit === thing) return;
    lit = thing;
    const near = around(thing);
    marks.classed("far", (node) => near && !near.has(node));
    lines.classed("far", (tie) => near && tie !== thing && tie.source !== thing && tie.target !== thing)
      .classed("lit", (tie) => tie === thing);
    name();
  }

  function stops() {
    marks.attr("tabindex", (node) => (node === current ? 0 : -1));
  }

  function reveal(node) {
    const margin = 20;
    if (node.at > margin && node.at < width - margin && node.on > margin && node.on < height - margin) return;
    svg.call(zoom.translateTo, node.x, node.y);
  }

  const markOf = (node) => marks.filter((other) => other === node).node();

  /** Tell of a node: what it is, and all that ties it to others. */
  function open(node) {
    chosen = current = node;
    light(node);
    stops();
    const title = node.href ? element("a", { href: node.href, textContent: node.name }) : node.name;
    const list = element("ul", {}, ...d3.sort(node.ties, (tie) => -tie.weight).map((tie) => {
      const other = tie.source === node ? tie.target : tie.source;
      const button = element("button", { type: "button", className: "plain" }, element("bdi", { textContent: other.name }));
      button.addEventListener("click", () => openTie(tie, node));
      return element("li", {}, button, ` ${strength(tie)}`);
    }));
    show(element("h3", {}, title), element("p", { textContent: [node.kind, node.party].filter(Boolean).join(", ") }), list);
  }

  /** Tell of a tie: the facts that it stands for; FROM, a node, is what one goes back to. */
  function openTie(tie, from = null) {
    chosen = tie;
    light(tie);
    const [, , , first, last, facts] = tie.row.cells;
    const days = [first, last].map((cell) => cell.textContent).filter(Boolean);
    const parts = [
      element("h3", {}, element("bdi", { textContent: tie.source.name }), " and ", element("bdi", { textContent: tie.target.name })),
      element("p", { textContent: `${strength(tie)}${days.length ? `, ${[...new Set(days)].join(" to ")}` : ""}` }),
      facts.querySelector("ul").cloneNode(true),
    ];
    if (from) {
      const back = element("button", { type: "button", className: "plain" }, "Back to ", element("bdi", { textContent: from.name }));
      back.addEventListener("click", () => open(from));
      parts.push(element("p", {}, back));
    }
    show(...parts);
  }

  function show(...parts) {
    opened.replaceChildren(...parts);
    opened.scrollTop = 0;
    opened.focus({ preventScroll: innerWidth > 700 });
  }

  function strength(tie) {
    if (of !== "meetings") return tie.status;
    return tie.weight === 1 ? "1 meeting" : `${tie.weight} meetings`;
  }

  function said(node) {
    const others = node.ties.length === 1 ? "1 tie" : `${node.ties.length} ties`;
    return [node.name, node.kind.toLowerCase(), node.party, others].filter(Boolean).join(", ");
  }

  /** The tie that lies under a POINT of the drawing, if one is near enough. */
  function under([x, y]) {
    const best = d3.least(ties, (tie) => distance(x, y, tie.source, tie.target));
    return best && distance(x, y, best.source, best.target) <= NEAR ? best : null;
  }

  svg.on("click", (event) => {
    const tie = under(d3.pointer(event));
    if (tie) openTie(tie);
    else light((chosen = null));
  });
  svg.on("pointermove", (event) => {
    if (event.buttons || event.target.closest(".node")) return;
    const tie = under(d3.pointer(event));
    svg.classed("pointed", Boolean(tie));
    light(tie ?? chosen);
  });

  const moved = () => (duration ? svg.transition().duration(duration) : svg);
  const middle = () => (document.activeElement?.closest(".node") ? [current.at, current.on] : [width / 2, height / 2]);
  commands(drawing, svg.node(), {
    in: () => moved().call(zoom.scaleBy, 1.6, middle()),
    out: () => moved().call(zoom.scaleBy, 1 / 1.6, middle()),
    all: () => moved().call(zoom.transform, fitting()),
  });

  const ways = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  svg.node().addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") open(current);
    else if (event.key in ways) markOf(nearest(current, ways[event.key])).focus();
    else return;
    event.preventDefault();
  });
  drawing.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !opened.contains(document.activeElement)) return;
    if (!chosen.ties) return void markOf(current).focus();
    markOf(chosen).focus();
  });

  /** The node to which one comes from FROM on a WAY: near, and rather ahead than aside. */
  function nearest(from, [dx, dy]) {
    const cost = (node) => {
      const [x, y] = [node.x - from.x, node.y - from.y];
      const [ahead, aside] = [x * dx + y * dy, Math.abs(x * dy - y * dx)];
      return node !== from && ahead > 0 ? ahead + 2 * aside : Infinity;
    };
    const best = d3.least(nodes, cost);
    return cost(best) < Infinity ? best : from;
  }

  document.querySelector("#node").addEventListener("change", (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    const node = wanted && (nodes.find((each) => each.name.toLowerCase() === wanted)
      ?? nodes.find((each) => each.name.toLowerCase().includes(wanted)));
    if (!node) return;
    svg.call(zoom.translateTo, node.x, node.y);
    open(node);
  });
}

/** Give NODES places, the same ones each time, in a field as wide as high if UPRIGHT; the page stays alive. */
async function laidOut(nodes, ties, upright) {
  const many = nodes.length > MANY;
  const forces = d3.forceSimulation(nodes).stop()
    .force("link", d3.forceLink(ties).distance(many ? 34 : 110))
    .force("charge", d3.forceManyBody().strength(many ? -80 : -420).distanceMax(900))
    .force("x", d3.forceX().strength(many ? 0.03 : 0.05)).force("y", d3.forceY().strength((many ? 0.03 : 0.05) * (upright ? 1 : 1.4)))
    .force("apart", d3.forceCollide((node) => node.r + (many ? 2 : 12)));
  for (let tick = 0; tick < TICKS; ) {
    const until = performance.now() + SLICE;
    while (tick < TICKS && performance.now() < until) forces.tick(), tick++;
    await new Promise((resume) => setTimeout(resume));
  }
}

/** How far the point X,Y is from the line between two nodes, in pixels. */
function distance(x, y, one, other) {
  const [dx, dy] = [other.at - one.at, other.on - one.on];
  const along = ((x - one.at) * dx + (y - one.on) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x - one.at - t * dx, y - one.on - t * dy);
}

/** Fill LIST with what shapes, colours and lines mean, as far as they occur. */
function legend(list, nodes, ties, parties) {
  const item = (inner, text) => {
    const li = element("li");
    d3.select(li).append("svg").attr("width", 18).attr("height", 18)
      .attr("viewBox", "-9 -9 18 18").attr("aria-hidden", "true").call(inner);
    li.append(" ", text);
    return li;
  };
  for (const kind of new Set(nodes.map((node) => node.kind))) {
    list.append(item((svg) => svg.append("g").attr("class", `node ${kind.toLowerCase()}`).append("path")
      .attr("d", d3.symbol(SHAPES[kind] ?? d3.symbolCircle, 110)()), kind));
  }
  parties.forEach((party, at) => list.append(item((svg) => svg.append("g").attr("class", `node c${at}`)
    .append("circle").attr("r", 6), party)));
  for (const status of new Set(ties.map((tie) => tie.status).filter(Boolean))) {
    list.append(item((svg) => svg.append("line").attr("class", `tie ${status.toLowerCase()}`)
      .attr("x1", -9).attr("x2", 9).attr("stroke-width", 2), status));
  }
}
