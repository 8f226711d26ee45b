/** Reads XML back with a parser that takes nothing that is not well-formed. */
import { SaxesParser } from 'saxes';

export type Node = Readonly<{
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly Node[];
}>;

/** Throws for what is no XML document. */
export function parseXml(text: string): Node {
  const root = { name: '', attributes: {}, children: [] as Node[] };
  const open: { children: Node[] }[] = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const node = { name, attributes: attributes as Record<string, string>, children: [] as Node[] };
    open.at(-1)!.children.push(node);
    open.push(node);
  });
  parser.on('closetag', () => void open.pop());
  parser.write(text).close();
  return root.children[0]!;
}

/** All elements of this name, in order. */
export function elementsOf(node: Node, name: string): readonly Node[] {
  return [
    ...(node.name === name ? [node] : []),
    ...node.children.flatMap((child) => elementsOf(child, name)),
  ];
}
