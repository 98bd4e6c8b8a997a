// Waiting, refusal and nothing found.
import type { ComponentChildren } from "preact";
import { ApiError } from "../api";
import { t } from "../i18n";
import type { Resource } from "../resource";
import { EntityLink } from "./Entities";

export function Waiting() {
  return <p class="waiting" role="status">{t("loading")}</p>;
}

export function Refused({ error, again }: { error: Error; again?: () => void }) {
  const near = error instanceof ApiError ? error.near : [];
  return (
    <div class="refused" role="alert">
      <p><strong>{t("failed")}</strong></p>
      <p class="message">{error.message}</p>
      {near.length > 0 && (
        <p>{t("near")} {near.map((one) => <span key={one.id}><EntityLink of={one} /> </span>)}</p>
      )}
      {again !== undefined && <button type="button" onClick={again}>{t("retry")}</button>}
    </div>
  );
}

/** Shows an answer once it is there. */
export function Answer<T>({ of, children }: { of: Resource<T> & { again: () => void }; children: (value: T) => ComponentChildren }) {
  if (of.state === "failed") return <Refused error={of.error} again={of.again} />;
  if (of.value === undefined) return <Waiting />;
  return <div class={of.state === "loading" ? "answer stale" : "answer"} aria-busy={of.state === "loading"}>{children(of.value)}</div>;
}

export function Nothing({ children }: { children: ComponentChildren }) {
  return <p class="nothing">{children}</p>;
}
