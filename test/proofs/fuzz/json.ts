/**
 * JSON as it may come over a wire, which JavaScript's values can't say: numbers beyond doubles, halves of surrogate
 * pairs, members twice. Strings may hold names of rows in double braces, e.g. `{{tenant}}`, that a request fills in.
 */
export type Node =
  | { readonly kind: 'raw'; readonly text: string }
  /** A member of an enum: a string in JSON, a name in a GraphQL document. */
  | { readonly kind: 'enum'; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly Node[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [name: string, value: Node])[] };

/** JSON text as it is. */
export function raw(text: string): Node {
  return { kind: 'raw', text };
}

/** A value that JavaScript has. */
export function json(value: string | number | boolean | null): Node {
  return raw(JSON.stringify(value));
}

export function object(members: readonly (readonly [string, Node])[]): Node {
  return { kind: 'object', members };
}

export function list(items: readonly Node[]): Node {
  return { kind: 'list', items };
}

/** The text that goes over the wire. */
export function toJson(node: Node): string {
  if (node.kind === 'raw') return node.text;
  if (node.kind === 'enum') return JSON.stringify(node.name);
  if (node.kind === 'list') return `[${node.items.map(toJson).join(',')}]`;
  return `{${node.members.map(([name, value]) => `${JSON.stringify(name)}:${toJson(value)}`).join(',')}}`;
}

const NAME = /^[_A-Za-z]\w*$/;

/** In the text, since what is nested may be too deep for anything else. */
function withoutQuotedNames(text: string): string {
  return text.replaceAll(/"((?:[^"\\]|\\.)*)"\s*:/g, (_member, name: string) =>
    NAME.test(name) ? `${name}:` : '_:',
  );
}

/** The same as a literal of a GraphQL document, without members that GraphQL has no name for. */
export function toLiteral(node: Node): string {
  if (node.kind === 'raw') return /^[[{]/.test(node.text) ? withoutQuotedNames(node.text) : node.text;
  if (node.kind === 'enum') return node.name;
  if (node.kind === 'list') return `[${node.items.map(toLiteral).join(',')}]`;
  const members = node.members.filter(([name]) => NAME.test(name));
  return `{${members.map(([name, value]) => `${name}:${toLiteral(value)}`).join(',')}}`;
}

/** A change at one place of a tree. */
export type Change = (node: Node) => Node;

/** How many places a tree has, its root included. */
export function sizeOf(node: Node): number {
  return 1 + childrenOf(node).reduce((sum, child) => sum + sizeOf(child), 0);
}

function childrenOf(node: Node): readonly Node[] {
  if (node.kind === 'list') return node.items;
  return node.kind === 'object' ? node.members.map(([, value]) => value) : [];
}

function withChildren(node: Node, children: readonly Node[]): Node {
  if (node.kind === 'list') return list(children);
  if (node.kind !== 'object') return node;
  return object(node.members.map(([name], index) => [name, children[index]!]));
}

/** Changes the place at a position, counted from the root in the order of the text. */
export function changeAt(node: Node, position: number, change: Change): Node {
  if (position === 0) return change(node);
  let left = position - 1;
  const children = childrenOf(node).map((child) => {
    const size = sizeOf(child);
    const isIn = left >= 0 && left < size;
    const changed = isIn ? changeAt(child, left, change) : child;
    left -= size;
    return changed;
  });
  return withChildren(node, children);
}
