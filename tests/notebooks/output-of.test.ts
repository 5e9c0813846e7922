import { describe, expect, it } from 'vitest';
import { colours, plot } from '../../notebooks/plot.ts';
import type { Output } from './notebook.ts';
import { outputOf } from './output-of.ts';

const dataOf = (output: Output) => (output.output_type === 'display_data' ? output.data : {});

describe('what a notebook shows of a value', () => {
  it('is a table for records: numbers to four figures and to the right, unknown ones empty', () => {
    const shown = dataOf(outputOf([{ name: 'a < b', amount: 1234.567, known: null }]));
    expect([shown['text/html']].flat().join('')).toBe(
      [
        '<table>',
        '<thead><tr><th align="left">name</th><th align="right">amount</th><th align="right">known</th></tr></thead>',
        '<tbody>',
        '<tr><td align="left">a &lt; b</td><td align="right">1,235</td><td align="right"></td></tr>',
        '</tbody>',
        '</table>',
      ].join('\n'),
    );
    expect([shown['text/plain']].flat().join('')).toBe('name | amount | known\na < b | 1,235 | ');
  });

  it('is the text itself for a text, and what Node prints for the rest', () => {
    expect(dataOf(outputOf('two\nlines'))['text/plain']).toEqual(['two\n', 'lines']);
    expect(dataOf(outputOf(new Map([['a', 1]])))['text/plain']).toEqual(["Map(1) { 'a' => 1 }"]);
  });

  it('is a picture for a chart, the same drawing for the same data and another for others', async () => {
    const draw = (values: readonly number[]) =>
      plot('Rising', {
        data: { values: values.map((y, x) => ({ x, y })) },
        mark: { type: 'line', color: colours.risk },
        encoding: { x: { field: 'x', type: 'quantitative' }, y: { field: 'y', type: 'quantitative' } },
      });
    const [one, again, other] = [await draw([1, 2]), await draw([1, 2]), await draw([1, 3])];
    const shown = dataOf(outputOf(one));
    expect(Buffer.from(String(shown['image/png']), 'base64').subarray(1, 4).toString()).toBe('PNG');
    expect(shown['text/plain']).toEqual(['Rising']);
    expect(again.fingerprint).toBe(one.fingerprint);
    expect(other.fingerprint).not.toBe(one.fingerprint);
  });
});
