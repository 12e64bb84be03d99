import { isObjectType } from 'graphql';
import { schema } from '../../src/graphql/schema.ts';
import { NOUNS_BY_TYPE } from '../../src/graphql/guards/scope-guard.ts';

test('has a scope for every type that needs one', () => {
  const open = ['ApiKey', 'Invitation', 'Member', 'Session', 'User', 'Workspace', 'AuditEvent', 'Rule'];
  const nouns = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && 'id' in type.getFields() && !open.includes(type.name),
  );
  expect(nouns.map(({ name }) => name).filter((name) => !NOUNS_BY_TYPE[name])).toEqual([]);
  expect(Object.keys(NOUNS_BY_TYPE).filter((name) => !schema.getType(name))).toEqual([]);
});
