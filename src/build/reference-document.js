/** The contract as the reference shows it. */

/** The contract with each operation's GraphQL twin among its code samples. */
function withTwins(openapi, documents) {
  const paths = Object.entries(openapi.paths).map(([path, item]) => {
    const members = Object.entries(item).map(([method, operation]) => {
      if (operation.operationId === undefined) return [method, operation];
      // A summary is a title there.
      const titled = { ...operation, summary: operation.summary.replace(/\.$/, '') };
      const source = documents.get(operation.operationId);
      if (source === undefined) return [method, titled];
      return [method, { ...titled, 'x-codeSamples': [{ lang: 'graphql', label: 'GraphQL twin', source }] }];
    });
    return [path, Object.fromEntries(members)];
  });
  return { ...openapi, paths: Object.fromEntries(paths) };
}

/** Members that hold values of the API and no schemas. */
const VALUES = ['example', 'examples', 'default', 'value', 'enum', 'const'];

const jsonType = (value) => (value === null ? 'null' : typeof value);

/** The types that a schema allows by its parts; none if they leave it open. */
function typesOf(openapi, schema) {
  if (typeof schema.$ref === 'string') {
    const [, ...names] = schema.$ref.split('/');
    return typesOf(
      openapi,
      names.reduce((part, name) => part[name], openapi),
    );
  }
  if (schema.type !== undefined) return [schema.type].flat();
  if (Array.isArray(schema.enum)) return [...new Set(schema.enum.map(jsonType))];
  if (schema.const !== undefined) return [jsonType(schema.const)];
  if (Array.isArray(schema.allOf)) {
    const ofParts = schema.allOf.map((part) => typesOf(openapi, part));
    return ofParts.find((types) => types.length > 0) ?? [];
  }
  if (schema.items !== undefined) return ['array'];
  if (schema.properties !== undefined || Array.isArray(schema.required)) return ['object'];
  const alternatives = (schema.anyOf ?? schema.oneOf ?? []).map((part) => typesOf(openapi, part));
  return alternatives.some((types) => types.length === 0) ? [] : [...new Set(alternatives.flat())];
}

/** Whether a part is a schema that does not name its type. */
function isUntyped(part) {
  const hasList = ['allOf', 'anyOf', 'oneOf', 'enum', 'required'].some((name) => Array.isArray(part[name]));
  return part.type === undefined && (hasList || part.items !== undefined);
}

/**
 * The contract with the `type` of each schema that leaves it to its parts. Scalar takes a schema without one for wrong
 * where references lead to it, and logs it.
 */
function withTypes(openapi) {
  const walkMembers = (part) =>
    Object.fromEntries(
      Object.entries(part).map(([name, member]) => [name, VALUES.includes(name) ? member : walk(member)]),
    );
  const walk = (part) => {
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== 'object' || part === null) return part;
    const { properties, ...others } = part;
    const walked = { ...walkMembers(others), ...(properties && { properties: walkMembers(properties) }) };
    const types = isUntyped(part) ? typesOf(openapi, part) : [];
    if (types.length === 0) return walked;
    return { ...walked, type: types.length === 1 ? types[0] : types };
  };
  return walk(openapi);
}

/** @param documents - the GraphQL operation of each operation of /v1, by its name. */
export function referenceDocument(openapi, documents) {
  return withTwins(withTypes(openapi), documents);
}
