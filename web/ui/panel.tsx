import type { ReactNode } from 'react';

/** A sheet of paper with a heading: the panel's one container. */
export function Panel({
  title,
  aside,
  children,
  flush = false,
}: {
  title?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  flush?: boolean;
}) {
  return (
    <section className="tb-panel" data-flush={flush || undefined}>
      {title !== undefined && (
        <header className="tb-panel-head">
          <h2>{title}</h2>
          {aside}
        </header>
      )}
      <div className="tb-panel-body">{children}</div>
    </section>
  );
}

/** What to do next where there is nothing yet. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="tb-empty">
      <p className="tb-empty-title">{title}</p>
      {children !== undefined && <p>{children}</p>}
      {action}
    </div>
  );
}

/** Names beside values: profile, settings, credentials. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="tb-facts">{children}</dl>;
}

export function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className="tb-fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
