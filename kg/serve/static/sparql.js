// The SPARQL page: YASGUI's editor in the place of the text field, and the answer under it.
import { element } from "./drawing.js";

const form = document.querySelector("#editor");
const [answer, said, downloads, found] = ["answer", "said", "downloads", "found"].map((id) => document.getElementById(id));
const ROWS_JSON = "application/sparql-results+json";
const ROWS = { CSV: ["text/csv", "csv"], TSV: ["text/tab-separated-values", "tsv"], JSON: [ROWS_JSON, "srj"],
  XML: ["application/sparql-results+xml", "srx"] };
const GRAPHS = { Turtle: ["text/turtle", "ttl"], "N-Triples": ["application/n-triples", "nt"] };
const SHOWN = 1000; // rows in the page; a download has all

const editor = opened();
const shared = new URLSearchParams(location.hash.slice(1)).get("query");
if (shared) editor.setValue(shared);
form.querySelector(".how").hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
let running = null;

/** Put the editor in the place of the text field. */
function opened() {
  const field = form.elements.query;
  const place = element("div", { className: "yasqe-place" });
  field.before(place);
  field.hidden = true;
  const value = field.value;
  const made = new Yasqe(place, {
    value, persistenceId: null, createShareableLink: null, consumeShareLink: null, showQueryButton: false,
    resizeable: false, editorHeight: "auto", viewportMargin: Infinity, autocompleters: ["variables"], foldGutter: false,
    gutters: ["gutterErrorBar", "CodeMirror-linenumbers"], screenReaderLabel: "Query",
    extraKeys: { Tab: false, "Shift-Tab": false, "Ctrl-Enter": run, "Cmd-Enter": run, "Ctrl-S": () => {} },
  });
  made.getInputField().id = "query-editor";
  form.querySelector("label").htmlFor = "query-editor";
  return made;
}

/** Ask what the editor holds, and show the answer or what is wrong. */
async function run() {
  running?.abort();
  running = new AbortController();
  const query = editor.getValue();
  history.replaceState(null, "", `#${new URLSearchParams({ query })}`);
  answer.hidden = false;
  found.replaceChildren();
  downloads.replaceChildren();
  said.textContent = "The query is running …";
  try {
    const begun = performance.now();
    const response = await asked(query, `${ROWS_JSON}, text/turtle;q=0.9`, running.signal);
    const type = response.headers.get("content-type") ?? "";
    if (type.startsWith(ROWS_JSON)) rows(await response.json(), query);
    else graph(await response.text(), query);
    const remark = response.headers.get("kg-remark"); // of what was left out
    if (remark) said.append(` ${remark}.`);
    said.append(` (${((performance.now() - begun) / 1000).toFixed(2)} s)`);
  } catch (error) {
    if (error.name === "AbortError") return;
    said.textContent = error.message;
  }
  answer.focus();
}

/** Send QUERY by the SPARQL 1.1 Protocol; throw what the server says is wrong with it. */
async function asked(query, accept, signal) {
  const response = await fetch("/sparql", { method: "POST", signal, body: new URLSearchParams({ query }), headers: { accept } });
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  throw new Error(problem.detail ?? problem.title ?? `The server answered with ${response.status}.`);
}

function rows(result, query) {
  offer(ROWS, query);
  if ("boolean" in result) {
    said.textContent = result.boolean ? "Yes." : "No.";
    return;
  }
  const names = result.head.vars;
  const all = result.results.bindings;
  const part = all.length > SHOWN ? `; the first ${SHOWN.toLocaleString("en-GB")} are shown` : "";
  said.textContent = `${all.length === 1 ? "1 row" : `${all.length.toLocaleString("en-GB")} rows`}${part}.`;
  const head = element("tr", {}, ...names.map((name) => element("th", { scope: "col", textContent: name })));
  const body = all.slice(0, SHOWN).map((row) => element("tr", {}, ...names.map((name) => element("td", {}, term(row[name])))));
  const table = element("table", {}, element("caption", { textContent: "The rows of the answer" }),
    element("thead", {}, head), element("tbody", {}, ...body));
  const scroll = element("div", { className: "scroll", tabIndex: 0 }, table);
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", "The rows of the answer");
  found.append(scroll);
}

/** A TERM of a row: a link where it is told of here, else its text. */
function term(term) {
  if (!term) return "";
  const text = element("bdi", { textContent: term.value });
  const base = form.dataset.base;
  if (term.type !== "uri" || !term.value.startsWith(base)) return text;
  text.textContent = term.value.slice(base.length);
  return element("a", { href: `/${text.textContent}` }, text);
}

function graph(text, query) {
  offer(GRAPHS, query);
  said.textContent = "A graph.";
  const shown = element("pre", { textContent: text, tabIndex: 0 });
  shown.setAttribute("role", "region");
  shown.setAttribute("aria-label", "The graph in Turtle");
  found.append(shown);
}

/** Offer the answer to QUERY as files of FORMATS. */
function offer(formats, query) {
  downloads.append(...Object.entries(formats).map(([name, [type, ending]]) => {
    const button = element("button", { type: "button", textContent: name });
    button.addEventListener("click", async () => {
      try {
        const address = URL.createObjectURL(await (await asked(query, type)).blob());
        element("a", { href: address, download: `answer.${ending}` }).click();
        URL.revokeObjectURL(address);
      } catch (error) {
        said.textContent = error.message;
      }
    });
    return button;
  }));
}
