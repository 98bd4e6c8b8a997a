// Names of types, relations, roles and stages in both languages, as `ontology/guanmo.ttl` labels them.
import type { Direction, Kind } from "./api";
import { either } from "./i18n";

type Pair = { zh: string; en: string };
const pair = (zh: string, en: string): Pair => ({ zh, en });

const kinds: Record<Kind, Pair> = {
  Person: pair("人物", "Person"),
  Organization: pair("机构", "Organization"),
  Company: pair("企业", "Company"),
  Place: pair("地点", "Place"),
  Project: pair("项目", "Project"),
  Event: pair("活动", "Event"),
  Assessment: pair("考核", "Assessment"),
};

const plural: Record<Kind, Pair> = {
  Person: pair("人物", "Persons"),
  Organization: pair("机构", "Organizations"),
  Company: pair("企业", "Companies"),
  Place: pair("地点", "Places"),
  Project: pair("项目", "Projects"),
  Event: pair("活动", "Events"),
  Assessment: pair("考核", "Assessments"),
};

/** What sentences name besides entities. */
const mentions: Record<string, Pair> = {
  Post: pair("职务", "Post"),
  Date: pair("日期", "Date"),
  Money: pair("金额", "Money"),
  Quantity: pair("数量", "Quantity"),
  Rank: pair("名次", "Rank"),
  Score: pair("得分", "Score"),
};

/** A relation as read from its subject, and as read from its object. */
const relations: Record<string, [Pair, Pair]> = {
  holdsPost: [pair("任职", "Holds post"), pair("任职者", "Held by")],
  attended: [pair("参加", "Attended"), pair("参加者", "Attended by")],
  visited: [pair("走访", "Visited"), pair("来访者", "Visited by")],
  locatedIn: [pair("位于", "Located in"), pair("境内", "Located here")],
  occurredOn: [pair("时间", "Occurred on"), pair("时间", "Occurred on")],
  partOf: [pair("属于", "Part of"), pair("包括", "Parts")],
  ranked: [pair("排名", "Ranked in"), pair("名次表", "Ranking")],
  awarded: [pair("荣誉", "Awarded"), pair("获得者", "Awarded to")],
  investment: [pair("投资额", "Investment"), pair("投资额", "Investment")],
  expectedRevenue: [pair("预期收入", "Expected revenue"), pair("预期收入", "Expected revenue")],
  capacity: [pair("产能与规模", "Capacity"), pair("产能与规模", "Capacity")],
  participatesIn: [pair("参与项目", "Participates in"), pair("参与方", "Participants")],
  stage: [pair("阶段", "Stage"), pair("阶段", "Stage")],
  expectedCompletion: [pair("预计建成", "Expected completion"), pair("预计建成", "Expected completion")],
  said: [pair("讲话与表态", "Said"), pair("讲话与表态", "Said")],
  appointedTo: [pair("任命", "Appointed to"), pair("任命", "Appointments")],
  removedFrom: [pair("免职", "Removed from"), pair("免职", "Removals")],
  signedWith: [pair("签约", "Signed with"), pair("签约", "Signed with")],
};

const roles: Record<string, Pair> = {
  chair: pair("主持", "chair"), speaker: pair("讲话", "speaker"), reporter: pair("通报", "reporter"), inspector: pair("观摩", "inspector"),
  participant: pair("参加", "participant"), investor: pair("投资方", "investor"), builder: pair("建设方", "builder"),
  operator: pair("运营方", "operator"), owner: pair("业主", "owner"), partner: pair("合作方", "partner"),
  beneficiary: pair("受益方", "beneficiary"), designer: pair("设计方", "designer"),
};

const stages: Record<string, Pair> = {
  planned: pair("拟建", "planned"), signed: pair("已签约", "signed"), approved: pair("已获批", "approved"), started: pair("已开工", "started"),
  foundation: pair("基础施工", "foundation"), structure: pair("主体施工", "structure"), toppedOut: pair("已封顶", "topped out"),
  installation: pair("设备安装", "installation"), commissioning: pair("调试", "commissioning"), completed: pair("已建成", "completed"),
  operating: pair("已投产", "operating"), suspended: pair("停工", "suspended"),
};

const measures: Record<string, Pair> = {
  sales: pair("销售收入", "sales"), output: pair("产值", "output"), tax: pair("税收", "tax"), profit: pair("利润", "profit"),
};

const modalities: Record<string, Pair> = {
  done: pair("已完成", "done"), ongoing: pair("进行中", "ongoing"), planned: pair("计划", "planned"), urged: pair("要求", "urged"),
  said: pair("表述", "said"),
};

const levels: Record<string, Pair> = {
  country: pair("国家", "country"), region: pair("区域", "region"), province: pair("省级", "province"), prefecture: pair("地级", "prefecture"),
  county: pair("县级", "county"), township: pair("乡级", "township"), zone: pair("开发区", "zone"), area: pair("片区", "area"),
};

const blocks: Record<string, Pair> = {
  Headline: pair("标题", "headline"), Meta: pair("报头", "byline or dateline"), Body: pair("正文", "body"), Section: pair("小标题", "section heading"),
  ListItem: pair("条目", "list item"), TableRow: pair("表格行", "table row"), Furniture: pair("导航", "navigation"),
};

/** Columns and parameters of the named questions. */
const columns: Record<string, Pair> = Object.fromEntries(([
  ["person", "人物"], ["project", "项目"], ["date", "日期"], ["role", "角色"], ["post", "职务"], ["yuan", "金额（元）"], ["value", "内容"], ["score", "得分"],
  ["scope", "范围"], ["rankMax", "前几名"], ["rank", "名次"], ["place", "地点"], ["other", "另一方"], ["organization", "机构"], ["order", "序"], ["former", "曾任"],
  ["event", "活动"], ["completion", "预计建成"], ["words", "原文"], ["winner", "获得者"], ["verb", "动词"], ["type", "类型"], ["total", "合计"], ["title", "标题"],
  ["stop", "观摩点"], ["start", "起"], ["stage", "阶段"], ["rule", "规则"], ["relation", "关系"], ["quote", "原文"], ["publisher", "媒体"], ["property", "属性"],
  ["projects", "项目数"], ["predicate", "关系"], ["party", "参与方"], ["one", "一方"], ["member", "对象"], ["last", "末见"], ["first", "首见"], ["facts", "事实数"],
  ["events", "活动数"], ["entities", "实体数"], ["award", "荣誉"], ["assessment", "考核"], ["article", "文章"], ["name", "名称"], ["company", "企业"],
  ["by", "截至"], ["from", "从"], ["to", "到"], ["visitor", "来访者"], ["kind", "类别"],
] as const).map(([en, zh]) => [en, pair(zh, en)]));

const word = (table: Record<string, Pair>) => (name: string): string => {
  const found = table[name];
  return found === undefined ? name : either(found);
};

export const kindName = (kind: Kind): string => either(kinds[kind]);
/** What a mention is, as the inspection of a sentence names it: `Person`, `Date 2023-05-17`, `EventRef`. */
export function mentionName(type: string): string {
  const [head = type, ...value] = type.split(" ");
  const entity = (kinds as Record<string, Pair>)[head.replace(/Ref$/, "")];
  const name = either(entity ?? mentions[head] ?? pair(head, head));
  const stands = entity !== undefined && head.endsWith("Ref");
  return [stands ? either(pair(`指${name}`, `stands for ${name}`)) : name, ...value].join(" ");
}
export const kindsName = (kind: Kind): string => either(plural[kind]);
export const roleName = word(roles);
export const stageName = word(stages);
export const measureName = word(measures);
export const modalityName = word(modalities);
export const levelName = word(levels);
export const blockName = word(blocks);
export const columnName = word(columns);
export const relationNames = Object.keys(relations);

export function relationName(relation: string, direction: Direction = "out"): string {
  const found = relations[relation];
  if (found === undefined) return relation;
  return either(direction === "out" ? found[0] : found[1]);
}
