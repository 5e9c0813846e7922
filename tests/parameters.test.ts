import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

const rooms = [
  'bench',
  'cdk',
  'cli',
  'contracts',
  'flat',
  'functions',
  'models',
  'onboarding',
  'pipeline',
  'platform',
  'simulator',
  'tools',
];
const many = 5;

/** What is left: inner loops of the models, where an object a call costs, and rows of the features' catalogue. */
const known = 50;

const sources = (room: string): string[] =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(room, name));

/** Functions of a file that take five parameters or more by position. */
function positionalIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.parameters.length >= many)
      found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

it('functions of five positional parameters become fewer: hand on together what belongs together', () => {
  const found = rooms.flatMap(sources).flatMap(positionalIn);
  expect(found.length, found.join('\n')).toBeLessThanOrEqual(known);
  expect(found.length).toBeGreaterThan(0);
});
