// Values → what is read: money, ranks, days.
import { english } from "./i18n";

/** `2.5`, never `2.50`; at most four decimals, as papers write. */
function short(value: number): string {
  return String(Number(value.toFixed(4)));
}

function grouped(value: string): string {
  const [whole = "", rest] = value.split(".");
  const digits = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return rest === undefined ? digits : `${digits}.${rest}`;
}

const CURRENCIES: Record<string, string> = { USD: "美元", EUR: "欧元", HKD: "港元", JPY: "日元", GBP: "英镑", KRW: "韩元", RUB: "卢布" };

/** 12.5亿元 in Chinese, CNY 1.25 billion in English. */
export function money(value: string, currency: string, display: string): string {
  if (!english.value) return display.replace(` ${currency}`, CURRENCIES[currency] ?? ` ${currency}`);
  const number = Number(value);
  const scales: [number, string][] = [[1e12, " trillion"], [1e9, " billion"], [1e6, " million"]];
  const scale = scales.find(([size]) => Math.abs(number) >= size);
  return scale === undefined ? `${currency} ${grouped(value)}` : `${currency} ${short(number / scale[0])}${scale[1]}`;
}

/** The exact figure: 1,250,000,000 CNY. */
export function exact(value: string, currency: string): string {
  return `${grouped(value)} ${currency}`;
}

/** 第1名, 倒数第2名, 前10名; no. 1, 2nd from last, top 10. */
export function rankText(rank: number | undefined, rankMax: number | undefined): string {
  const en = english.value;
  if (rank !== undefined) {
    if (rank > 0) return en ? `no. ${rank}` : `第${rank}名`;
    if (rank === -1) return en ? "last" : "末位";
    return en ? `no. ${-rank} from last` : `倒数第${-rank}名`;
  }
  if (rankMax === undefined) return "";
  if (rankMax > 0) return en ? `top ${rankMax}` : `前${rankMax}名`;
  return en ? `last ${-rankMax}` : `后${-rankMax}名`;
}

export function percent(confidence: number): string {
  return confidence.toFixed(2);
}

/** Days as stated; a span with a dash. */
export function days(value: string): string {
  return value.replace("/", " – ");
}

export function count(value: number): string {
  return grouped(String(value));
}
