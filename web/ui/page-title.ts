/** The title of the tab: what the page is headed, and whose panel it is (WCAG 2.2, success criterion 2.4.2). */

let heading = '';
let product = 'Tollbook';

function show(): void {
  const title = heading === '' ? product : `${heading} – ${product}`;
  if (document.title !== title) document.title = title;
}

export function nameProduct(name: string): void {
  product = name;
  show();
}

/** Follows the first heading of whatever page is shown: no page has to say twice what it is. */
export function followHeading(page: HTMLElement): () => void {
  const look = () => {
    heading = page.querySelector('h1')?.textContent?.trim() ?? '';
    show();
  };
  const observer = new MutationObserver(look);
  observer.observe(page, { childList: true, characterData: true, subtree: true });
  look();
  return () => observer.disconnect();
}
