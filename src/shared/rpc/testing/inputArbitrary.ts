/**
 * Inputs as text, made from a schema and against it: at each place stands what the schema takes, or now and then anything
 * else that JSON can carry. The schema is read through its JSON Schema, whose keywords below are all that the contract uses.
 */
import fc from 'fast-check';
import { z } from 'zod';

type NodeType = 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'null';

/** What the JSON Schema of a contract's input consists of; another keyword is refused, so that none is left unheard. */
interface Node {
  type?: NodeType | NodeType[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Node[];
  oneOf?: Node[];
  properties?: Record<string, Node>;
  required?: string[];
  additionalProperties?: Node | false;
  items?: Node;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
}

const known = new Set(
  (
    'type const enum anyOf oneOf properties required additionalProperties propertyNames items minItems maxItems ' +
    'pattern format minLength maxLength minimum maximum description default $schema'
  ).split(' '),
);

/** Numbers that JSON can write and JavaScript cannot hold, or holds oddly; they stand for themselves in the text. */
const oddNumbers = ['1e999', '-1e999', '-0', '1e-999', '9007199254740993', '0.1e1', '1E+2', `1${'0'.repeat(400)}`];
/** No JSON at all: the connection ends with a reason. */
const noNumbers = ['NaN', 'Infinity', '-Infinity', 'undefined', '0x10', '.5', '01', "'x'", ''];

const prototypeKeys = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'then',
  'toJSON',
];

/** Stands in a value for JSON text of its own. */
const asText = (text: string): string => `\u0000${text}\u0000`;

function jsonText(value: unknown): string {
  return (JSON.stringify(value) ?? 'null').replace(/"\\u0000([^"]*?)\\u0000"/g, (_, text: string) => text);
}

const hostile: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }) },
  { weight: 2, arbitrary: fc.constantFrom(...oddNumbers).map(asText) },
  { weight: 2, arbitrary: fc.constantFrom(...prototypeKeys, '', '\u0000', '\ud800', '\u202e', '../../etc/passwd') },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...prototypeKeys), fc.jsonValue({ maxDepth: 1 }))
      .map(([key, value]) => asText(`{${JSON.stringify(key)}:${JSON.stringify(value)}}`)),
  },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 2000 }).map((n) => asText(`${'['.repeat(n)}${']'.repeat(n)}`)) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 20_000 }).map((n) => 'x'.repeat(n)) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 2000 }).map((n) => Array.from({ length: n }, () => 0)) },
);

/** A value that the schema of an output or an item takes. */
export function outputArbitrary(schema: z.ZodType): fc.Arbitrary<unknown> {
  return valueArbitrary(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Node, [], null);
}

/**
 * JSON text for an input of `schema`. `strings`: texts that mean something to the handlers, such as the id of a run that is
 * there; they are tried where a text belongs and its pattern takes them. One text in a few hundred is no JSON.
 */
export function inputArbitrary(schema: z.ZodType, strings: readonly string[]): fc.Arbitrary<string> {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Node;
  return fc.oneof(
    { weight: 80, arbitrary: valueArbitrary(root, strings, null).map(jsonText) },
    { weight: 100, arbitrary: valueArbitrary(root, strings, hostile).map(jsonText) },
    { weight: 20, arbitrary: hostile.map(jsonText) },
    { weight: 1, arbitrary: fc.constantFrom(...noNumbers) },
  );
}

function valueArbitrary(
  node: Node,
  strings: readonly string[],
  against: fc.Arbitrary<unknown> | null,
): fc.Arbitrary<unknown> {
  const unheard = Object.keys(node).filter((keyword) => !known.has(keyword));
  if (unheard.length > 0) throw new Error(`No inputs are made for ${unheard.join(', ')} yet.`);
  const value = withinSchema(node, strings, against);
  return against === null ? value : fc.oneof({ weight: 7, arbitrary: value }, { weight: 1, arbitrary: against });
}

function withinSchema(
  node: Node,
  strings: readonly string[],
  against: fc.Arbitrary<unknown> | null,
): fc.Arbitrary<unknown> {
  const of = (inner: Node) => valueArbitrary(inner, strings, against);
  if (node.const !== undefined) return fc.constant(node.const);
  if (node.enum !== undefined) return fc.constantFrom(...node.enum);
  const choices = node.anyOf ?? node.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map(of));
  if (Array.isArray(node.type)) return fc.oneof(...node.type.map((type) => of({ ...node, type })));
  switch (node.type) {
    case 'object':
      return objectArbitrary(node, strings, against);
    case 'array': {
      const most = Math.min(node.maxItems ?? 70, 70);
      return fc.array(of(node.items ?? {}), { minLength: node.minItems ?? 0, maxLength: most, size: 'small' });
    }
    case 'string':
      return textArbitrary(node, strings);
    case 'integer':
      return fc.integer({ min: node.minimum ?? -(2 ** 31), max: Math.min(node.maximum ?? 2 ** 31 - 1, 2 ** 31 - 1) });
    case 'number':
      return fc.double({ min: node.minimum ?? -1e9, max: node.maximum ?? 1e9, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function textArbitrary(node: Node, strings: readonly string[]): fc.Arbitrary<string> {
  const { pattern, format, minLength = 0, maxLength = 300 } = node;
  const form = pattern === undefined ? null : new RegExp(pattern);
  const meant = strings.filter((text) => form === null || form.test(text));
  const others = () => {
    if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
    if (form !== null) return fc.stringMatching(form);
    return fc.string({ unit: 'binary', minLength, maxLength: Math.max(minLength, maxLength), size: 'small' });
  };
  return meant.length === 0 ? others() : fc.oneof(others(), fc.constantFrom(...meant));
}

/** With `against`, also without keys that it needs and with keys that it does not know. */
function objectArbitrary(
  node: Node,
  strings: readonly string[],
  against: fc.Arbitrary<unknown> | null,
): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = node;
  const of = (inner: Node) => valueArbitrary(inner, strings, against);
  const keys = Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, of(inner)]));
  const declared = fc
    .tuple(fc.record(keys, { requiredKeys: required }), fc.constantFrom(...Object.keys(properties), ''), fc.nat(9))
    .map(([given, key, chance]) => {
      if (against === null || chance > 0) return given;
      return Object.fromEntries(Object.entries(given).filter(([name]) => name !== key));
    });
  const more =
    typeof additionalProperties === 'object' && Object.keys(additionalProperties).length > 0
      ? fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('', ...strings)), of(additionalProperties), {
          size: 'small',
        })
      : against === null
        ? fc.constant({})
        : fc.oneof(
            { weight: 4, arbitrary: fc.constant({}) },
            {
              weight: 1,
              arbitrary: fc.dictionary(fc.oneof(fc.string(), fc.constantFrom(...prototypeKeys)), against, {
                maxKeys: 3,
              }),
            },
          );
  return fc.tuple(declared, more).map(([given, added]) => ({ ...added, ...given }));
}
