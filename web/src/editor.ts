// The SPARQL editor: Yasqe, kept from everything outside this server. Loaded only when the page of queries is opened.
import Yasqe from "@zazuko/yasqe";
import "@zazuko/yasqe/build/yasqe.min.css";
import { declared, short } from "./sparql";

export interface Editor { value: () => string; set: (text: string) => void; close: () => void }

interface Terms { classes: string[]; properties: string[] }

/** Classes and properties of the store from its VoID description, with prefixes that need no declaration. */
async function terms(): Promise<Terms> {
  const response = await fetch("/.well-known/void", { headers: { accept: "application/n-triples" } });
  if (!response.ok) return { classes: [], properties: [] };
  const triples = await response.text();
  const values = (property: string) => {
    const found = triples.matchAll(new RegExp(`<http://rdfs\\.org/ns/void#${property}> <([^>]*)>`, "g"));
    return [...new Set([...found].map((match) => short(match[1] ?? "")))].filter((term) => !term.startsWith("http")).sort();
  };
  return { classes: values("class"), properties: values("property") };
}

/** Completers that ask this server instead of the directories on the web that Yasqe knows. */
function complete(known: Promise<Terms>): void {
  const shared = {
    bulk: true,
    persistenceId: null,
    preProcessToken: (_: Yasqe, token: { string: string }) => ({ ...token, autocompletionString: token.string }),
    postProcessSuggestion: (_: Yasqe, __: unknown, suggested: string) => suggested,
  } as const;
  const add = (from: string, name: string, get: () => Promise<string[]>) => {
    if (Yasqe.Autocompleters[name] === undefined) Yasqe.forkAutocompleter(from, { ...shared, name, get } as unknown as Parameters<typeof Yasqe.forkAutocompleter>[1], true);
  };
  add("class", "store-class", () => known.then((found) => found.classes));
  add("property", "store-property", () => known.then((found) => found.properties));
}

interface Mirror {
  getValue(): string;
  setValue(text: string): void;
  addKeyMap(keys: Record<string, (() => void) | false>): void;
  setOption(name: string, value: unknown): void;
  getWrapperElement(): HTMLElement;
  refresh(): void;
  destroy(): void;
}

/**
 * @param label what screen readers call the field
 * @param run what Ctrl+Enter does
 */
export async function openEditor(parent: HTMLElement, text: string, label: string, run: () => void): Promise<Editor> {
  complete(terms().catch(() => ({ classes: [], properties: [] })));
  const config = {
    persistenceId: null, consumeShareLink: null, showQueryButton: false, resizeable: false, prefixCcApi: null, pluginButtons: undefined, createShareableLink: undefined,
    autocompleters: ["variables", "store-class", "store-property"], screenReaderLabel: label, editorHeight: "16rem", lineWrapping: true,
    collapsePrefixesOnLoad: false,
  };
  const mirror = new Yasqe(parent, config as unknown as ConstructorParameters<typeof Yasqe>[1]) as unknown as Mirror;
  mirror.setValue(declared(text));
  // Tab goes on to the next control: who uses the keyboard is not caught in the field.
  mirror.addKeyMap({ Tab: false, "Shift-Tab": false, "Ctrl-Enter": run, "Cmd-Enter": run });
  mirror.refresh();
  return { value: () => mirror.getValue(), set: (next) => mirror.setValue(declared(next)), close: () => { mirror.destroy(); parent.replaceChildren(); } };
}
