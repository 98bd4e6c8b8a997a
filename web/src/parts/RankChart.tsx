// Rankings over time: first places at the top, places counted from the last below a dashed line.
import type { Fact } from "../api";
import { rankText } from "../format";
import { t } from "../i18n";
import { addressOf, go } from "../router";
import { reported } from "./FactTable";

interface Point { fact: Fact; day: string; rank: number; label: string }

const WIDTH = 640;
/** Between one place and the next, and over the first. */
const STEP = 34;
const TOP = 18;
const LEFT = 64;
const BOTTOM = 28;

function points(facts: Fact[]): Point[] {
  const found = facts.flatMap((fact) => {
    const rank = fact.qualifiers.rank ?? fact.qualifiers.rankMax;
    const day = (fact.qualifiers.date ?? reported(fact)).split("/")[0] ?? "";
    const label = fact.object.kind === "entity" ? fact.object.entity.label : "";
    return rank === undefined || day === "" ? [] : [{ fact, day, rank, label }];
  });
  return found.sort((a, b) => a.day.localeCompare(b.day));
}

/** Rows of the chart from the top: 1, 2, … then …, -2, -1. */
function scale(all: Point[]): number[] {
  const ranks = [...new Set(all.map((point) => point.rank))];
  return [...ranks.filter((rank) => rank > 0).sort((a, b) => a - b), ...ranks.filter((rank) => rank < 0).sort((a, b) => a - b)];
}

export function RankChart({ facts }: { facts: Fact[] }) {
  const all = points(facts);
  if (all.length < 2) return null;
  const rows = scale(all);
  const times = all.map((point) => Date.parse(point.day.length === 4 ? `${point.day}-07-01` : point.day));
  const [least, most] = [Math.min(...times), Math.max(...times)];
  const x = (place: number) => (most === least ? LEFT + ((place + 1) * (WIDTH - LEFT)) / (all.length + 1) : LEFT + 16 + (((times[place] ?? least) - least) * (WIDTH - LEFT - 40)) / (most - least));
  const y = (rank: number) => TOP + rows.indexOf(rank) * STEP;
  const height = TOP + (rows.length - 1) * STEP + 16 + BOTTOM;
  const firstLast = rows.find((rank) => rank < 0);
  const cut = firstLast === undefined || rows[0] === firstLast ? undefined : y(firstLast) - STEP / 2;
  const days = [...new Set([0, all.length - 1])];
  return (
    <figure class="chart">
      <svg viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={`${t("rankingsOverTime")}: ${all.map((p) => `${p.day} ${p.label} ${rankText(p.rank, undefined)}`).join("; ")}`}>
        {rows.map((rank) => (
          <g key={rank}>
            <line x1={LEFT} x2={WIDTH} y1={y(rank)} y2={y(rank)} class="grid" />
            <text x={LEFT - 6} y={y(rank) + 4} text-anchor="end">{rankText(rank, undefined)}</text>
          </g>
        ))}
        {cut !== undefined && <line x1={LEFT} x2={WIDTH} y1={cut} y2={cut} class="cut" />}
        {days.map((place) => (
          <text key={place} x={x(place)} y={height - 8} text-anchor={place === 0 ? "start" : "end"}>{all[place]?.day}</text>
        ))}
        {all.map((point, place) => (
          <circle key={point.fact.id} cx={x(place)} cy={y(point.rank)} r="6" class={point.rank < 0 ? "low" : "high"} onClick={() => go(addressOf(point.fact.id))}>
            <title>{`${point.day} ${point.label} ${rankText(point.rank, undefined)}`}</title>
          </circle>
        ))}
      </svg>
      <figcaption>{t("chartNote")}{cut !== undefined && ` ${t("chartCut")}`}</figcaption>
    </figure>
  );
}
