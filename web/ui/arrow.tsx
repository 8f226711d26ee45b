/** Between what was and what comes; it points the way the page is read. */
export function Arrow({ label }: Readonly<{ label?: string }>) {
  return (
    <span className="tb-icon-directional" {...(label !== undefined && { role: 'img', 'aria-label': label })}>
      →
    </span>
  );
}
