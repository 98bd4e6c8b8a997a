// An answer of the server as something a page can show: not there yet, there, or refused.
import { useEffect, useState } from "preact/hooks";

export type Resource<T> =
  | { state: "loading"; value?: T }
  | { state: "ready"; value: T }
  | { state: "failed"; error: Error; value?: undefined };

/** Asks again when a key changes; the answer before stays in sight until then. */
export function useResource<T>(ask: () => Promise<T>, keys: readonly (string | number | boolean | null)[]): Resource<T> & { again: () => void } {
  const [found, setFound] = useState<Resource<T>>({ state: "loading" });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let wanted = true;
    setFound((before) => (before.value === undefined ? { state: "loading" } : { state: "loading", value: before.value }));
    ask().then(
      (value) => { if (wanted) setFound({ state: "ready", value }); },
      (error: unknown) => { if (wanted) setFound({ state: "failed", error: error instanceof Error ? error : new Error(String(error)) }); },
    );
    return () => { wanted = false; };
  }, [...keys, turn]);
  return { ...found, again: () => setTurn(turn + 1) };
}
