// The shapes of the network page's data and state, and what the browser and the library give its scripts.

// The page asks only for elements that its own template holds or that it made itself, so that none is missing.
type PageElement = HTMLInputElement & HTMLAnchorElement & { open: boolean };
interface Document {
  getElementById(id: string): PageElement;
  querySelector(selectors: string): PageElement;
  querySelectorAll(selectors: string): NodeListOf<PageElement>;
}
interface Element {
  querySelector(selectors: string): PageElement;
  querySelectorAll(selectors: string): NodeListOf<PageElement>;
}
interface HTMLElement {
  readonly parentElement: HTMLElement;
}

// What is looked up by an id is there: a page whose parts do not fit together is refused before it is written.
interface Map<K, V> {
  get(key: K | null | undefined): V;
  has(key: K | null | undefined): boolean;
}
interface Set<T> {
  has(value: T | null | undefined): boolean;
}

// The libraries bring no types that fit a script without modules.
declare const vis: any;
declare const Sigma: any;
declare const graphology: any;

interface Window {
  goodoffices: Board & { drawing: Board; data: Data; state: State; pick: (choice: Choice) => void; painted: boolean };
}

// What a renderer makes: its names stand at the head of drawing.js.
interface Board {
  [name: string]: any;
}

interface Place {
  x: number;
  y: number;
}

interface Box extends Place {
  width: number;
  height: number;
}

interface ActorNode extends Place {
  id: string;
  name: string;
  label: string;
  kind: string;
  iso3?: string;
  of?: string;
  mediator: boolean;
  page?: string;
  edges: Relation[];
}

interface Dated {
  date?: string;
  date_start?: string;
  date_end?: string;
}

interface Relation extends Dated {
  id: string;
  from: string;
  to: string;
  type: string;
  arrows: string;
  event_id: string;
  level: string;
  status?: string;
  verdict: string;
  through?: string[];
  smooth: false | { enabled: boolean; type: string; roundness: number };
  selfReference?: { size: number; angle: number };
  members?: undefined;
}

// Several relations drawn as one.
interface Bundle extends Dated {
  id: string;
  from: string;
  to: string;
  type: string;
  arrows: string;
  level: string;
  status?: undefined;
  verdict: string;
  smooth: Relation["smooth"];
  selfReference?: Relation["selfReference"];
  members: Relation[];
}

interface ActorRow {
  id: string;
  name: string;
  kind?: string;
  of?: string;
}

interface Claim {
  aspect: string;
  value?: string;
  factuality?: string;
  said_by?: string[];
  said_on?: string;
  published?: string;
  document?: string;
  title?: string;
  url?: string;
  exact?: string;
  prefix?: string;
  suffix?: string;
  start: number;
  end: number;
  trigger?: string;
  trigger_start: number;
  trigger_end: number;
}

interface EventRow extends Dated {
  type: string;
  status?: string;
  verdict?: string;
  date_basis?: string;
  places?: string[];
  participants?: { role: string; actor: ActorRow }[];
  claims?: Claim[];
  [feature: string]: any;
}

interface Axis {
  first: number;
  last: number;
  months: number;
}

interface Data {
  nodes: Map<string, ActorNode>;
  edges: Map<string, Relation>;
  groups: Map<string, Relation[]>;
  hubs: ActorNode[];
  // The ids of the actors that the page was asked for.
  about: string[];
  events: Map<string, EventRow>;
  options: object;
  // Asked for only where there are dates: without any there is no slider.
  axis: Axis;
  eventsWithEdge: Set<string>;
  lineOfEvent: Map<string, Relation>;
  // Where there is no WebGL for a large page: only a part of it can be shown.
  limited: boolean;
  packed?: number;
}

interface Pair {
  kind: string;
  a: string;
  b: string;
}

interface Choice {
  edge?: string | null;
  node?: string | null;
  event?: string | null;
  bundle?: string | null;
  pair?: Pair | null;
}

interface Seed {
  kind: string;
  id?: string;
}

interface CSSRule {
  readonly style: CSSStyleDeclaration;
}

interface Period {
  from: number;
  to: number;
  surely: boolean;
  undated: boolean;
}

interface State {
  edge: string | null;
  node: string | null;
  event: string | null;
  bundle: string | null;
  pair: Pair | null;
  focus: Set<string> | null;
  seeds: Seed[];
  hovered: string | null;
  places: Map<string, Place>;
  magnified: number;
  follow: number;
  drawing: number;
  remembering: number;
  off: Record<string, Set<string>>;
  view: string;
  printing: boolean;
  sort: Record<string, { by: string; down: boolean }>;
  marked: { nodes: Set<string>; edges: Set<string> };
  period: Period;
  bundled: boolean;
  bundles: Map<string, Bundle>;
  inBundle: Set<string>;
  loose: Set<string>;
}
