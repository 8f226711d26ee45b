/**
 * Writes XML for FreeSWITCH. Every text is escaped here and nowhere else: elements are made of names of our own, of texts, and of
 * elements that were made here.
 */

/** An element that was made here, or several. */
export type Xml = Readonly<{ xml: string }>;

/**
 * What FreeSWITCH replaces before it reads XML ($${…}) must not come from anywhere, and what XML 1.0 §2.2 does not allow would make
 * the whole document unreadable.
 */
export function escapeXml(text: string): string {
  return text
    .replace(UNWRITABLE, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
    .replaceAll('$${', '$&#36;{');
}
const UNWRITABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** `name` and the names of attributes are ours. Attributes that are undefined are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  ...children: readonly (Xml | readonly Xml[])[]
): Xml {
  const written = Object.entries(attributes)
    .map(([key, value]) => (value === undefined ? '' : ` ${key}="${escapeXml(value)}"`))
    .join('');
  const inside = children
    .flat()
    .map(({ xml }) => xml)
    .join('');
  return { xml: inside === '' ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>` };
}

export function text(value: string): Xml {
  return { xml: escapeXml(value) };
}

/** The answer to mod_xml_curl: one section of a document. */
export function sectionDocument(section: 'directory' | 'dialplan' | 'configuration', content: Xml): string {
  return element('document', { type: 'freeswitch/xml' }, element('section', { name: section }, content)).xml;
}

/** "There is no such thing here": FreeSWITCH goes on to its own files. */
export const NOT_FOUND = element(
  'document',
  { type: 'freeswitch/xml' },
  element('section', { name: 'result' }, element('result', { status: 'not found' })),
).xml;
