// The timeline: draws the meetings of the table by their days. Each mark is a link to its meeting.
import { commands, cut, duration, element, onWidth, zooming } from "./drawing.js";

const DAY = 86_400_000;
const ROW = 26; // pixels of a line of marks with words
const HIGHEST = 460; // pixels that the marks may take before they shrink
const FOOT = 28; // pixels of the axis
const EDGE = 24; // pixels of half the words of a day at the axis
const LETTER = 7; // pixels of a letter, about
const [DAY_AND_MONTH, MONTH] = [{ day: "numeric", month: "short" }, { month: "short" }].map((fields) =>
  new Intl.DateTimeFormat(navigator.languages, { ...fields, timeZone: "UTC" }));
const MARKS = { Held: "circle", Planned: "ring", Cancelled: "cross", Denied: "diamond" };

const table = document.querySelector("#meetings");
const drawing = document.querySelector("#drawing");
const marks = table ? read(table) : [];
for (const path of document.querySelectorAll("[data-mark]")) {
  path.setAttribute("d", shape(path.dataset.mark, 7));
}
if (marks.length) start();

/** The dated meetings of TABLE, oldest first. */
function read(table) {
  return [...table.tBodies[0].rows].filter((row) => row.dataset.from).map((row, at) => {
    const link = row.querySelector("a");
    const [, when, status] = row.cells;
    return {
      at, row, href: link.getAttribute("href"), name: link.textContent, status: row.dataset.status,
      said: `${when.textContent.trim()}: ${link.textContent}, ${status.textContent.toLowerCase()}`,
      from: new Date(`${row.dataset.from}T00:00Z`),
      to: new Date(+new Date(`${row.dataset.to}T00:00Z`) + DAY),
    };
  });
}

function start() {
  drawing.hidden = false;
  const stage = drawing.querySelector(".stage");
  const told = drawing.querySelector(".told");
  const svg = d3.select(stage).append("svg").attr("role", "group")
    .attr("aria-label", `${marks.length} meetings along time`).attr("aria-describedby", "how");
  const axis = svg.append("g").attr("class", "axis").attr("aria-hidden", "true");
  const layer = svg.append("g");
  const whole = [d3.min(marks, (mark) => mark.from), d3.max(marks, (mark) => mark.to)];
  const days = (whole[1] - whole[0]) / DAY;
  const pad = Math.max(2, days * 0.05) * DAY;
  const full = d3.scaleUtc().domain([+whole[0] - pad, +whole[1] + pad]);
  const zoom = zooming().scaleExtent([1, Math.max(1, days / 5)]).on("zoom", draw);
  let width = 0;
  let current = marks.length - 1; // the one mark that the Tab key stops at

  onWidth(stage, (wide) => {
    width = wide;
    full.range([0, width]);
    svg.attr("width", width);
    zoom.extent([[0, 0], [width, HIGHEST]]).translateExtent([[0, 0], [width, HIGHEST]]);
    svg.call(zoom).on("dblclick.zoom", null);
    draw();
  });

  function draw() {
    const x = d3.zoomTransform(svg.node()).rescaleX(full);
    const [from, to] = x.domain();
    const seen = marks.filter((mark) => mark.to >= from && mark.from <= to);
    const { placed, lines, line, radius, words } = placedIn(seen, x);
    const height = Math.max(3 * ROW, lines * line + 12);
    svg.attr("height", height + FOOT);
    axis.attr("transform", `translate(0,${height})`)
      .call(d3.axisBottom(x).tickValues(ticks(x)).tickSizeInner(-height).tickFormat(day));
    const links = layer.selectAll("a").data(placed, (each) => each.mark.at).join(added).order();
    links.attr("tabindex", (each) => (each.mark.at === current ? 0 : -1))
      .attr("transform", (each) => `translate(${each.x},${height - 10 - line * (each.line + 0.5)})`);
    links.select("path").attr("d", (each) => each.long > 3 * radius
      ? bar(each.long, radius) : shape(each.mark.status, radius));
    links.select("text").attr("text-anchor", (each) => (each.before ? "end" : "start"))
      .attr("x", (each) => (each.before ? -radius - 5 : Math.max(radius, each.long - radius) + 5))
      .text((each) => (words ? each.words : ""));
  }

  /** The days that stand at the axis X: no hours, and none at an edge, where its words would be cut. */
  function ticks(x) {
    return x.ticks(Math.max(2, width / 110))
      .filter((each) => each % DAY === 0 && x(each) >= EDGE && x(each) <= width - EDGE);
  }

  /** Lay SEEN out in lines in which none touches another: with words if these leave room, else without. */
  function placedIn(seen, x) {
    const most = Math.floor(HIGHEST / ROW);
    const withWords = lay(seen, x, 7, true, most);
    if (withWords) return { placed: withWords, lines: count(withWords), line: ROW, radius: 7, words: true };
    for (const radius of [6, 5, 4, 3]) {
      const line = 2 * radius + 3;
      const placed = lay(seen, x, radius, false, radius > 3 ? Math.floor(HIGHEST / line) : Infinity);
      if (!placed) continue;
      const lines = count(placed); // a day on which very many met: their marks overlap
      return { placed, lines, line: Math.min(line, HIGHEST / lines), radius, words: false };
    }
  }

  function lay(seen, x, radius, words, most) {
    const ends = []; // of each line, the last pixel that is taken
    const placed = [];
    for (const mark of seen) {
      const left = Math.max(x(mark.from), -radius);
      const long = Math.min(x(mark.to), width) - left;
      const shown = words ? cut(mark.name, 34) : "";
      const beside = words ? 12 + LETTER * shown.length : 2;
      const right = left + Math.max(long, 2 * radius);
      const before = right + beside > width && left > beside; // no room for the words behind it
      const start = before ? left - beside : left;
      let line = ends.findIndex((taken) => taken < start);
      if (line < 0) line = ends.push(0) - 1;
      if (line >= most) return null;
      ends[line] = before ? right + 2 : right + beside;
      placed.push({ mark, line, long, before, words: shown, x: left + radius });
    }
    return placed;
  }

  function added(enter) {
    const link = enter.append("a").attr("class", (each) => `mark ${each.mark.status.toLowerCase()}`)
      .attr("href", (each) => each.mark.href).attr("aria-label", (each) => each.mark.said)
      .on("focus", (_, each) => { current = each.mark.at; tell(each.mark); stops(); })
      .on("pointerenter", (_, each) => tell(each.mark));
    link.append("path");
    link.append("text").attr("dy", "0.33em").attr("aria-hidden", "true");
    return link;
  }

  function stops() {
    layer.selectAll("a").attr("tabindex", (each) => (each.mark.at === current ? 0 : -1));
  }

  /** Show beside the drawing what the row of MARK says. */
  function tell(mark) {
    const [name, ...cells] = mark.row.cells;
    const list = element("dl");
    const heads = [...table.tHead.rows[0].cells].slice(1);
    cells.forEach((cell, at) => {
      if (!cell.textContent.trim()) return;
      list.append(element("dt", { textContent: heads[at].textContent }), element("dd", { textContent: cell.textContent }));
    });
    told.replaceChildren(element("p", { textContent: name.textContent }), list);
  }

  function go(at) {
    const mark = marks[Math.min(Math.max(at, 0), marks.length - 1)];
    current = mark.at;
    const x = d3.zoomTransform(svg.node()).rescaleX(full);
    if (x(mark.from) < 0 || x(mark.from) > width - 20) svg.call(zoom.translateTo, full(mark.from), 0);
    layer.selectAll("a").filter((each) => each.mark.at === current).node()?.focus();
  }

  const moved = () => (duration ? svg.transition().duration(duration) : svg);
  commands(drawing, svg.node(), {
    earlier: () => moved().call(zoom.translateBy, width / 2 / d3.zoomTransform(svg.node()).k, 0),
    later: () => moved().call(zoom.translateBy, -width / 2 / d3.zoomTransform(svg.node()).k, 0),
    in: () => moved().call(zoom.scaleBy, 2, focus()),
    out: () => moved().call(zoom.scaleBy, 1 / 2, focus()),
    all: () => moved().call(zoom.transform, d3.zoomIdentity),
  });
  const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowUp: 1, ArrowDown: -1, Home: -Infinity, End: Infinity };
  svg.node().addEventListener("keydown", (event) => {
    if (!(event.key in steps) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    go(current + steps[event.key]);
  });

  /** Where zooming goes to: the mark that has the focus, else the middle. */
  function focus() {
    const held = document.activeElement?.closest("#drawing a.mark");
    return held ? [d3.select(held).datum().x, 0] : [width / 2, 0];
  }
}

function count(placed) {
  return 1 + (d3.max(placed, (each) => each.line) ?? 0);
}

/** A date of the axis as the reader's language has it: the year in January, else the month, else the day. */
function day(date) {
  if (date.getUTCDate() > 1) return DAY_AND_MONTH.format(date);
  return date.getUTCMonth() ? MONTH.format(date) : date.getUTCFullYear();
}

/** A path around 0,0: another shape for each status, so that colour isn't needed to tell them. */
function shape(status, radius) {
  const r = radius;
  const disc = `M${-r},0a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0Z`;
  switch (MARKS[status]) {
    case "cross": return `M${-r},${-r}L${r},${r}M${-r},${r}L${r},${-r}`;
    case "diamond": return `M0,${-r - 1}L${r + 1},0L0,${r + 1}L${-r - 1},0Z`;
    default: return disc;
  }
}

/** A bar from the middle of a disc of RADIUS, LONG pixels long in all: days that are known as a stretch. */
function bar(long, radius) {
  const r = Math.min(radius, 5);
  const right = long - radius - r;
  return `M0,${-r}H${right}a${r},${r} 0 0,1 0,${2 * r}H0a${r},${r} 0 0,1 0,${-2 * r}Z`;
}
