// All shortest ways from one thing to another, each step with its sentences.
import { api, type Fact, type Paths, type Ref } from "../api";
import { count } from "../format";
import { t } from "../i18n";
import { Complete } from "../parts/Complete";
import { EntityLink } from "../parts/Entities";
import { EvidenceList } from "../parts/Evidence";
import { filterKey, Filters, filtersHere } from "../parts/Filters";
import { Heading } from "../parts/Layout";
import { Answer, Nothing } from "../parts/States";
import { Value } from "../parts/Value";
import { useResource } from "../resource";
import { Link, place, update } from "../router";
import { relationName, roleName } from "../vocabulary";

export function PathPage() {
  const { query } = place.value;
  const [a, b] = [query.get("a") ?? "", query.get("b") ?? ""];
  return (
    <div class="path">
      <Heading title={t("path")} />
      <p class="lead">{t("pathIntro")}</p>
      <div class="pair">
        <End name="a" label={t("start")} id={a} />
        <End name="b" label={t("end")} id={b} />
      </div>
      <Filters />
      {a !== "" && b !== "" && <Found a={a} b={b} />}
    </div>
  );
}

function End({ name, label, id }: { name: "a" | "b"; label: string; id: string }) {
  const known = useResource<Ref | undefined>(() => (id === "" ? Promise.resolve(undefined) : api.entity(id)), [id]);
  return <Complete id={`path-${name}`} label={label} showLabel placeholder={t("searchHint")} value={known.value?.label ?? ""} choose={(chosen) => update({ [name]: chosen.id })} />;
}

function Found({ a, b }: { a: string; b: string }) {
  const walk = filtersHere();
  const found = useResource(() => api.paths(a, b, walk, { limit: 20 }), [a, b, filterKey(walk)]);
  return (
    <Answer of={found}>
      {(paths) => paths.length === null || paths.paths.length === 0 ? <Nothing>{t("pathNone")}</Nothing> : (
        <>
          <p class="counts" role="status">{t("pathFound", paths.length, count(paths.total))} · <Link to={drawn(paths)}>{t("drawPath")}</Link></p>
          {paths.paths.map((path, number) => (
            <section key={path.nodes.map((node) => node.id).join(" ")} class="part" aria-label={t("pathNumber", number + 1)}>
              <h2>{t("pathNumber", number + 1)}</h2>
              <ol class="steps">
                {path.steps.map((step) => (
                  <li key={`${step.from.id} ${step.to.id}`}>
                    <p class="step"><EntityLink of={step.from} /> <span aria-hidden="true">—</span> <EntityLink of={step.to} /></p>
                    {step.facts.map((fact) => <Step key={fact.id} of={fact} />)}
                  </li>
                ))}
              </ol>
            </section>
          ))}
        </>
      )}
    </Answer>
  );
}

function drawn(paths: Paths): string {
  const nodes = [...new Set(paths.paths.flatMap((path) => path.nodes.map((node) => node.id)))];
  return `/graph?${nodes.map((id) => `node=${encodeURIComponent(id)}`).join("&")}&hops=0&a=${encodeURIComponent(paths.from.id)}&b=${encodeURIComponent(paths.to.id)}`;
}

export function Step({ of }: { of: Fact }) {
  return (
    <div class="step-fact">
      <p>
        <span lang="zh-CN">{of.subject.label}</span> <span class="relation">{relationName(of.relation)}</span> <Value of={of.object} />
        {of.qualifiers.role !== undefined && <span class="chip">{roleName(of.qualifiers.role)}</span>}
      </p>
      <EvidenceList of={of} />
    </div>
  );
}
