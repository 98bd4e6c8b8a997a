// The drawing itself: sigma over the server's positions. Without WebGL the server's own drawing takes its place.
import { MultiGraph } from "graphology";
import { useEffect, useRef } from "preact/hooks";
import Sigma from "sigma";
import type { GraphPart } from "../api";
import { language, t, theme } from "../i18n";
import { relationName } from "../vocabulary";
import { lines, size } from "./state";
import type { Colours } from "./svg";

const FONT = '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif';
/** Lines carry their relation as a label while there are few. */
const LABELLED = 40;

export interface Handle { png: () => Promise<Blob | null>; zoom: (factor: number) => void; fit: () => void; pan: (x: number, y: number) => void }

export interface CanvasProps {
  part: GraphPart;
  chosen: string | null;
  edge: string | null;
  onPath: ReadonlySet<string>;
  colours: () => Colours;
  choose: (id: string | null) => void;
  chooseEdge: (key: string) => void;
  handle: { current: Handle | undefined };
  failed: () => void;
}

interface NodeLook { x: number; y: number; size: number; color: string; label: string; forced: boolean }
interface EdgeLook { size: number; color: string; label: string; shown: boolean }

function build({ part, chosen, edge, onPath }: CanvasProps, colours: Colours): MultiGraph<NodeLook, EdgeLook> {
  const graph = new MultiGraph<NodeLook, EdgeLook>();
  for (const node of part.nodes) {
    const on = node.id === chosen || onPath.has(node.id);
    const look = { x: node.x, y: node.y, size: size(node.degree) + (on ? 3 : 0), label: node.label, forced: on, color: colours.kinds[node.type] ?? colours.line };
    graph.addNode(node.id, look);
  }
  const all = lines(part);
  for (const line of all) {
    const strong = line.key === edge || (onPath.has(line.from) && onPath.has(line.to)) || line.from === chosen || line.to === chosen;
    const label = line.relations.map((relation) => relationName(relation)).join(" ");
    graph.addEdgeWithKey(line.key, line.from, line.to, { size: Math.min(5, 1 + Math.log2(1 + line.articles) + (strong ? 1.5 : 0)), color: strong ? colours.strong : colours.line, label, shown: strong || all.length <= LABELLED });
  }
  return graph;
}

function open(props: CanvasProps, container: HTMLElement, colours: Colours): Sigma<NodeLook, EdgeLook> {
  const coarse = matchMedia("(pointer: coarse)").matches;
  return new Sigma<NodeLook, EdgeLook>(build(props, colours), container, {
    styles: {
      nodes: {
        x: { attribute: "x" }, y: { attribute: "y" }, size: { attribute: "size" }, color: { attribute: "color" }, label: { attribute: "label" },
        labelColor: colours.text, labelSize: 13, labelFont: FONT, labelPosition: "below", labelBackgroundColor: colours.background, labelBackgroundPadding: 1, cursor: "pointer",
        labelVisibility: (attributes) => (attributes.forced ? "visible" : "auto"),
        backdropVisibility: { whenState: "isHovered", then: "visible", else: "hidden" }, backdropColor: colours.background, backdropPadding: 4,
      },
      edges: {
        size: { attribute: "size" }, color: { attribute: "color" }, label: { attribute: "label" }, cursor: "pointer",
        labelVisibility: (attributes) => (attributes.shown ? "auto" : "hidden"), labelColor: colours.dim, labelSize: 11, labelFont: FONT, labelBackgroundColor: colours.background, labelBackgroundPadding: 1,
      },
    },
    settings: {
      itemSizesReference: "screen",
      renderEdgeLabels: true, enableEdgeEvents: true, labelRenderedSizeThreshold: 4, labelDensity: 1.2, stagePadding: 30, autoRescaleContent: "labels", minCameraRatio: 0.05, maxCameraRatio: 4,
      gestureTarget: coarse ? "shared" : "graph", edgePickingPadding: 4,
    },
  });
}

async function png(sigma: Sigma<NodeLook, EdgeLook>, background: string): Promise<Blob | null> {
  sigma.refresh();
  const stage = sigma.getStageCanvas();
  const canvas = document.createElement("canvas");
  canvas.width = stage.width;
  canvas.height = stage.height;
  const context = canvas.getContext("2d");
  if (context === null) return null;
  context.fillStyle = background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  // Copied in the same turn in which it was drawn: WebGL forgets its picture afterwards.
  context.drawImage(stage, 0, 0);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

export function Canvas(props: CanvasProps) {
  const container = useRef<HTMLDivElement>(null);
  const { part, chosen, edge, onPath, handle } = props;
  const camera = useRef<{ part: GraphPart; state: { x: number; y: number; ratio: number; angle: number } } | undefined>(undefined);
  useEffect(() => {
    if (container.current === null) return undefined;
    const colours = props.colours();
    let sigma: Sigma<NodeLook, EdgeLook>;
    try {
      sigma = open(props, container.current, colours);
    } catch (error) {
      console.warn("no WebGL:", error);
      props.failed();
      return undefined;
    }
    if (camera.current?.part === part) sigma.getCamera().setState(camera.current.state);
    sigma.on("clickNode", ({ node }) => props.choose(node));
    sigma.on("clickEdge", ({ edge: key }) => props.chooseEdge(key));
    sigma.on("clickStage", () => props.choose(null));
    const move = (change: (state: { x: number; y: number; ratio: number }) => { x?: number; y?: number; ratio?: number }) => {
      const at = sigma.getCamera().getState();
      sigma.getCamera().setState({ ...at, ...change(at) });
    };
    handle.current = {
      png: () => png(sigma, colours.background),
      zoom: (factor) => move((at) => ({ ratio: Math.min(4, Math.max(0.05, at.ratio * factor)) })),
      fit: () => move(() => ({ x: 0.5, y: 0.5, ratio: 1 })),
      pan: (x, y) => move((at) => ({ x: at.x + x * at.ratio, y: at.y + y * at.ratio })),
    };
    return () => {
      camera.current = { part, state: sigma.getCamera().getState() };
      handle.current = undefined;
      sigma.kill();
    };
  }, [part, chosen, edge, onPath, theme.value, language.value]);

  const key = (event: KeyboardEvent) => {
    const at = handle.current;
    const moves: Record<string, () => void> = {
      "+": () => at?.zoom(0.8), "=": () => at?.zoom(0.8), "-": () => at?.zoom(1.25), "0": () => at?.fit(),
      ArrowLeft: () => at?.pan(-0.1, 0), ArrowRight: () => at?.pan(0.1, 0), ArrowUp: () => at?.pan(0, 0.1), ArrowDown: () => at?.pan(0, -0.1),
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    move();
  };
  return <div class="canvas" ref={container} role="application" aria-label={t("graphView")} tabIndex={0} onKeyDown={key} />;
}
