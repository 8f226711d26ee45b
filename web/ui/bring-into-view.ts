/** On a phone the chosen tab may stand beyond the edge of the row. */
export function bringIntoView(tab: HTMLElement | null): void {
  tab?.scrollIntoView({ block: 'nearest', inline: 'center' });
}
