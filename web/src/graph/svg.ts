// A view → SVG: the same positions, colours and names as on the screen.
import { KINDS, type GraphPart } from "../api";
import { kindName, relationName } from "../vocabulary";
import { lines, size } from "./state";

export interface Colours { kinds: Record<string, string>; text: string; dim: string; line: string; strong: string; background: string }

const WIDTH = 1400;
const MARGIN = 90;

/** Text of articles is no markup. */
function plain(text: string): string {
  const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (one) => escapes[one] ?? one).replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, "");
}

export function drawSvg(part: GraphPart, colours: Colours, onPath: ReadonlySet<string>): string {
  const xs = part.nodes.map((node) => node.x);
  const ys = part.nodes.map((node) => node.y);
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = (WIDTH - 2 * MARGIN) / Math.max(right - left, 1e-6);
  const height = Math.max(400, Math.min(2000, (high - low) * scale + 2 * MARGIN));
  const across = (value: number) => MARGIN + (value - left) * scale;
  // The screen's vertical axis points up.
  const down = (value: number) => (high === low ? height / 2 : MARGIN + ((high - value) * (height - 2 * MARGIN)) / (high - low));
  const at = new Map(part.nodes.map((node) => [node.id, [across(node.x), down(node.y)] as const]));
  const number = (value: number) => value.toFixed(1);
  const drawnLines = lines(part).map((line) => {
    const [from, to] = [at.get(line.from), at.get(line.to)];
    if (from === undefined || to === undefined) return "";
    const strong = onPath.has(line.from) && onPath.has(line.to);
    const title = line.relations.map((relation) => relationName(relation)).join(", ");
    return `<line x1="${number(from[0])}" y1="${number(from[1])}" x2="${number(to[0])}" y2="${number(to[1])}" stroke="${strong ? colours.strong : colours.line}" stroke-width="${strong ? 3 : 1.2}"><title>${plain(title)}</title></line>`;
  });
  const drawnNodes = part.nodes.map((node) => {
    const [x, y] = at.get(node.id) ?? [0, 0];
    const radius = size(node.degree);
    return `<g><circle cx="${number(x)}" cy="${number(y)}" r="${number(radius)}" fill="${colours.kinds[node.type] ?? colours.line}"/><text x="${number(x)}" y="${number(y + radius + 14)}" text-anchor="middle">${plain(node.label)}</text></g>`;
  });
  const used = KINDS.filter((kind) => part.nodes.some((node) => node.type === kind));
  const legend = used.map((kind, place) => `<circle cx="24" cy="${24 + place * 20}" r="6" fill="${colours.kinds[kind] ?? colours.line}"/><text x="38" y="${28 + place * 20}">${plain(kindName(kind))}</text>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${number(height)}" width="${WIDTH}" height="${number(height)}" font-family="'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif" font-size="13" fill="${colours.text}">`,
    `<rect width="100%" height="100%" fill="${colours.background}"/>`,
    ...drawnLines, ...drawnNodes, ...legend, "</svg>\n",
  ].join("\n");
}
