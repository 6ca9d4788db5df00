// What both drawings share: a stage that follows the width of the page, and how one zooms in it.

/** Draw anew whenever the width of STAGE changes; DRAW takes the width in pixels. */
export function onWidth(stage, draw) {
  let last = 0;
  new ResizeObserver(([entry]) => {
    const width = Math.round(entry.contentRect.width);
    if (width && width !== last) draw((last = width));
  }).observe(stage);
}

/** A d3 zoom that leaves the plain wheel to the page: Ctrl and the wheel, pinching or dragging zoom. */
export function zooming() {
  return d3.zoom().filter((event) =>
    event.type === "wheel" ? event.ctrlKey || event.metaKey : !event.ctrlKey && !event.button);
}

/** Run the buttons of TOOLS and the keys pressed in SVG: DOES has an action for each `data-do`. */
export function commands(tools, svg, does) {
  for (const button of tools.querySelectorAll("button[data-do]")) {
    button.addEventListener("click", () => does[button.dataset.do]());
  }
  const keys = { "+": "in", "=": "in", "-": "out", "−": "out", "0": "all" };
  svg.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
    event.preventDefault();
    does[keys[event.key]]();
  });
}

/** How long a change of what is seen takes: no time for those who want no motion. */
export const duration = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 250;

/** TEXT, cut after a word to so many characters. */
export function cut(text, length) {
  if (text.length <= length) return text;
  const space = text.lastIndexOf(" ", length - 1);
  return `${text.slice(0, space > length / 2 ? space : length - 1)}…`;
}

/** A new element NAME with PROPERTIES and CHILDREN (text or elements). */
export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}
