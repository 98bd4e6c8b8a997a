// Addresses ↔ pages: the path and query of the page are the whole state, so that every view can be shared.
import { signal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { queryString, type Query } from "./api";

export interface Place { path: string; query: URLSearchParams }

function here(): Place {
  return { path: location.pathname, query: new URLSearchParams(location.search) };
}

export const place = signal<Place>(here());
/** Counts visits of other pages: the heading takes the focus then, so that screen readers hear where they are. */
export const visits = signal(0);

addEventListener("popstate", () => {
  place.value = here();
});

export function go(address: string, options: { replace?: boolean } = {}): void {
  const before = location.pathname;
  if (options.replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  place.value = here();
  if (location.pathname === before) return;
  scrollTo(0, 0);
  visits.value += 1;
}

/** The same page with some parameters changed; an empty value takes one away. */
export function withQuery(changes: Query): string {
  const query = new URLSearchParams(place.value.query);
  for (const [name, value] of Object.entries(changes)) {
    query.delete(name);
    const values = Array.isArray(value) ? (value as readonly string[]) : [value as string | number | null | undefined];
    for (const one of values) if (one !== null && one !== undefined && one !== "") query.append(name, String(one));
  }
  const text = query.toString();
  return text === "" ? place.value.path : `${place.value.path}?${text}`;
}

export function update(changes: Query, options: { replace?: boolean } = {}): void {
  go(withQuery(changes), options);
}

export const addressOf = (id: string): string => `/id/${encodeURIComponent(id)}`;
export const addressOfArticle = (id: string, query: Query = {}): string => `/id/article/${encodeURIComponent(id)}${queryString(query)}`;

type LinkProps = Omit<JSX.IntrinsicElements["a"], "href" | "role"> & { to: string; children?: ComponentChildren };

/** A link within the explorer; new tabs and copied addresses work as everywhere. */
export function Link({ to, children, ...rest }: LinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return <a {...rest} href={to} onClick={follow}>{children}</a>;
}
