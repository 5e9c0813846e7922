import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../pipeline/cx/catalogue.ts';
import { possibleValues, refuseIdleLimit, refuseUnreachable } from '../../../pipeline/cx/possible.ts';

const metric = (name: string) => catalogue.find((one) => one.name === name)!;

describe('what a metric can be', () => {
  it('follows from what it counts and its unit', () => {
    expect(possibleValues(metric('csat_5'))).toEqual([0, 1]);
    expect(possibleValues(metric('nps'))).toEqual([-100, 100]);
    expect(possibleValues(metric('csat_7_mean'))).toEqual([1, 7]);
    expect(possibleValues(metric('resolution_hours'))).toEqual([0, Infinity]);
    expect(possibleValues(metric('dissatisfaction_cost'))).toEqual([-Infinity, Infinity]);
  });

  it('refuses a target out of its reach, and takes its ends', () => {
    const set = (name: string, value: number) => () =>
      refuseUnreachable(metric(name), value, 'cx.targets[0].value');
    expect(set('csat_5', 85)).toThrow(/csat_5 is never 85\. It goes from 0 to 1\. 85% is written 0\.85$/);
    expect(set('csat_5_mean', 0.8)).toThrow(/It goes from 1 to 5$/);
    expect(set('nps', 140)).toThrow(/It goes from -100 to 100$/);
    expect(set('resolution_hours', -1)).toThrow(/It is 0 or more$/);
    for (const [name, value] of [
      ['csat_5', 1],
      ['nps', -100],
      ['dissatisfaction_cost', -500],
    ] as const)
      expect(set(name, value)).not.toThrow();
  });

  it('refuses a limit that is never or always passed', () => {
    const watch = (name: string, way: 'above' | 'below', limit: number) => () =>
      refuseIdleLimit(metric(name), way, limit, 'cx.alerts[2]');
    expect(watch('csat_5', 'below', 3.5)).toThrow(/^cx\.alerts\[2\]\.below: csat_5 is always below 3\.5/);
    expect(watch('csat_5', 'above', 1)).toThrow(/never above 1/);
    expect(watch('csat_5_mean', 'below', 1)).toThrow(/never below 1/);
    expect(watch('first_response_hours', 'above', -1)).toThrow(/always above -1/);
    expect(watch('first_response_hours', 'above', 0)).not.toThrow();
    expect(watch('csat_5', 'below', 1)).not.toThrow();
  });
});
