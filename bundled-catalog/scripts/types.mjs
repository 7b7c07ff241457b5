// Makes src/lib/api-types.ts from the document that the server serves at /api/openapi.json.
//   node scripts/types.mjs           writes it
//   node scripts/types.mjs --check   fails when it differs
import { readFileSync, writeFileSync } from 'node:fs';
import { compile } from 'json-schema-to-typescript';

const source = '../appliance-server/src/main/resources/org/quiltappliance/server/http/catalog/openapi.json';
const target = 'src/lib/api-types.ts';

const { schemas } = JSON.parse(readFileSync(source, 'utf8').replaceAll('#/components/schemas/', '#/definitions/')).components;
const made = await compile({ title: 'Schemas', definitions: schemas, additionalProperties: false }, 'Schemas', {
  bannerComment: '// Made by scripts/types.mjs from the OpenAPI document of the server. Do not edit.\n/* eslint-disable */',
  unreachableDefinitions: true,
  additionalProperties: false,
  style: { singleQuote: true, printWidth: 120 },
});

if (!process.argv.includes('--check')) {
  writeFileSync(target, made);
} else if (readFileSync(target, 'utf8') !== made) {
  console.error(`${target} is not what the server's OpenAPI document says. Run: node scripts/types.mjs`);
  process.exit(1);
}
