import { describe, expect, it } from 'vitest';
import type { InputProfile } from '../../contracts/profile.ts';
import { consentQuestions } from '../../onboarding/settle/questions.ts';
import { consentOfRows, findConsents } from '../../onboarding/sources/find-consent.ts';
import type { Recognised } from '../../onboarding/tables/which-source.ts';
import { unusedOf } from '../../onboarding/tables/why-unused.ts';
import type { ProposedSource } from '../../onboarding/write/proposal.ts';
import { checkFixture } from '../support/check-fixture.ts';

const orders = { csv: 'order_id,customer_id,ordered_at,amount\no1,c1,2025-06-01,10' };

/** What a table of customers says of consent, as `init` profiles it. */
function profiled(columns: Readonly<Record<string, readonly string[]>>): InputProfile {
  const rows = Object.values(columns)[0]?.length ?? 0;
  return {
    ...{
      name: 'people',
      path: '/people.csv',
      bytes: 1,
      reading: { format: 'csv' },
      remarks: [],
      rows,
      sampled: false,
    },
    columns: Object.entries(columns).map(([name, values]) => {
      const sample = [...new Set(values.filter((value) => value !== ''))];
      const common = sample.map((value) => ({ value, rows: values.filter((one) => one === value).length }));
      const filled = values.filter((value) => value !== '').length;
      return { name, type: 'varchar', rows, filled, distinct: sample.length, sample, common };
    }),
  } as InputProfile;
}

/** Consent of each row after the checks, by what is proposed for the columns. */
async function consents(
  columns: Readonly<Record<string, readonly string[]>>,
  as = 'contact_consent',
): Promise<unknown[]> {
  const found = findConsents(profiled(columns)).find((one) => one.as === as);
  const said = Object.values(columns);
  const lines = (said[0] ?? []).map((_, i) => [`c${i}`, '2025-01-01', ...said.map((of) => of[i])].join(','));
  const csv = [['customer_id', 'joined_at', ...Object.keys(columns)].join(','), ...lines].join('\n');
  const map = found?.sql === undefined ? found?.column.name : { sql: found.sql };
  const mapped = { customer_id: 'customer_id', joined_at: 'joined_at', [as]: map };
  const { kept } = await checkFixture({ customers: { csv, columns: mapped }, orders });
  const rows = await kept('customers');
  return rows.sort((a, b) => (String(a.customer_id) < String(b.customer_id) ? -1 : 1)).map((row) => row[as]);
}

describe('consent that stands in several columns', () => {
  it('is a yes that no refusal takes back, blanks saying nothing', async () => {
    const said = {
      marketing_consent: ['yes', 'yes', 'yes', 'no', 'no', '', ''],
      unsubscribed: ['', 'no', 'yes', 'no', 'yes', 'no', 'yes'],
    };
    expect(await consents(said)).toEqual([true, true, false, false, false, null, false]);
  });

  it('is refused by the day of a refusal as well', async () => {
    const said = { accepts_marketing: ['true', 'true', ''], opted_out_at: ['', '2025-03-04', ''] };
    expect(await consents(said)).toEqual([true, false, null]);
  });

  it('is not refused on a day that stands for none, however it is written', async () => {
    const refusedOn = (...days: string[]) =>
      consents({ zgoda_marketingowa: days.map(() => 'tak'), data_wypisania: days });
    expect(await refusedOn('31.12.2099', '30.12.1899', '01.01.1753', '14.03.2025', '-')).toEqual([
      true,
      true,
      true,
      false,
      true,
    ]);
    expect(await refusedOn('9999-12-31', '1970-01-01', '0001-01-01', '2025-03-14T10:30:00+0200')).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('is a no where one of two columns that agree says no', async () => {
    const said = { gdpr_consent: ['ja', 'ja', 'nein', ''], Werbeeinwilligung: ['ja', 'nein', 'ja', 'ja'] };
    expect(await consents(said)).toEqual([true, false, false, true]);
  });

  it('of one channel is that of the columns that speak of it', async () => {
    const said = {
      email_opt_in: ['yes', 'yes', 'no'],
      email_unsubscribed: ['no', 'yes', 'no'],
      do_not_call: ['yes', 'no', 'no'],
    };
    expect(await consents(said, 'email_consent')).toEqual([true, false, false]);
    expect(await consents(said, 'phone_consent')).toEqual([false, null, null]);
  });

  it('that says only who refused is a yes of nobody, unless a person takes the line that says so', async () => {
    for (const said of [
      { HasOptedOut: ['yes', 'no', ''] },
      { HasOptedOut: ['yes', 'no', ''], no_contact: ['no', 'no', 'no'] },
    ]) {
      expect(await consents(said)).toEqual([false, null, null]);
      const [found] = findConsents(profiled(said));
      expect(found?.unlessRefused).toMatch(/then 'true'/);
    }
  });

  it('is never given by a word for a refusal, whatever the name', async () => {
    const said = { marketing_consent: ['yes', 'yes', 'yes', 'yes', 'yes'] };
    const status = ['SUBSCRIBED', 'UNSUBSCRIBED', 'bounced', 'confirmed', ''];
    expect(await consents({ ...said, unsubscribe_status: status })).toEqual([
      true,
      false,
      false,
      false,
      true,
    ]);
    const alone = findConsents(profiled({ opt_out_status: ['opted_in', 'opted_out'] }))[0];
    expect(alone?.unlessRefused).toMatch(/'opted_in'\) then 'true'.*'opted_out'\) then 'false'/);
  });

  it.each([
    'no_newsletter',
    'refuse_marketing',
    'Kein Marketing',
    'marketing_declined',
    'sprzeciw_marketing',
    'Sin publicidad newsletter',
    'refus_pub',
    'no_ads',
    'unsubscribed',
    'Robinson',
  ])('is refused by a yes under the name %s', async (name) => {
    const [found] = findConsents(profiled({ [name]: ['yes', 'no'] }));
    expect(found).toMatchObject({ refusal: true, sql: expect.stringMatching(/in \('yes'\) then 'false'/) });
  });

  it.each(['unsubscribed_at', 'opted_out_on'])(
    'is a no on the day of %s, and not known without',
    async (name) => {
      expect(await consents({ [name]: ['2025-03-04', ''] })).toEqual([false, null]);
      const [found] = findConsents(profiled({ [name]: ['2025-03-04', ''] }));
      expect(found?.note).toContain('nobody has said yes');
    },
  );

  it.each([
    ...['acepta_publicidad', 'reclame_toestemming', 'Samtycke', 'consentement_pub', 'zgoda_marketingowa'],
    ...[
      'Werbeeinwilligung',
      'acceptsMarketing',
      'consenso marketing',
      'Согласие на рекламу',
      'souhaite_recevoir_la_pub',
    ],
  ])('is said under the name %s', (name) => {
    const [found] = findConsents(profiled({ [name]: ['yes', 'no', ''] }));
    expect(found).toMatchObject({ as: 'contact_consent', reads: [name] });
    expect(found?.refusal).toBeUndefined();
  });

  describe('is asked about', () => {
    const questions = (columns: Readonly<Record<string, readonly string[]>>) => {
      const input = profiled(columns);
      const found = [{ source: 'customers', input }] as unknown as Recognised[];
      const proposed = findConsents(input).map(({ as, reads, refusal, unlessRefused }) => ({
        ...{ name: as, reads },
        ...(refusal ? { unlessRefused: unlessRefused ?? null } : {}),
      }));
      const sources = [{ name: 'customers', columns: proposed }] as unknown as ProposedSource[];
      return consentQuestions(found, sources);
    };
    const asked = (columns: Readonly<Record<string, readonly string[]>>) =>
      questions(columns).map(({ text }) => text);

    it('where nobody says yes: the days of refusals, or a mark beside blanks', () => {
      const marked = asked({ opt_out: ['x', '', ''] });
      expect(marked).toEqual([
        expect.stringMatching(/^opt_out says who may not be contacted, and nobody has said yes/),
      ]);
      expect(asked({ unsubscribed_at: ['2025-03-04', ''] })).toHaveLength(1);
    });

    it('where only refusals are known, under the column that they are proposed for', () => {
      for (const [name, as] of [
        ['opt_out', 'contact_consent'],
        ['HasOptedOutOfEmail', 'email_consent'],
        ['DoNotCall', 'phone_consent'],
      ] as const)
        expect(questions({ [name]: ['yes', 'no', ''] })).toEqual([
          {
            key: `sources.customers.columns.${as}`,
            text: expect.stringMatching(
              /who may not be contacted, and nobody has said yes.*Until then nobody/,
            ),
            candidates: [expect.stringMatching(new RegExp(`^${as}: \\{ sql: .* # who has not refused`))],
            decides: true,
          },
        ]);
      expect(asked({ opt_out: ['yes', 'no'], marketing_consent: ['yes', 'no'] })).toEqual([]);
      const beside = questions({ email_opt_in: ['yes', 'no'], do_not_call: ['yes', 'no'] });
      expect(beside).toMatchObject([{ key: 'sources.customers.columns.phone_consent', decides: false }]);
    });

    it.each([
      ...['consent_withdrawn', 'Werbewiderspruch', 'baja_publicidad', 'geen_reclame', 'revoca_consenso'],
      ...['cofnięta_zgoda', 'désabonnement_newsletter', 'отозвано_согласие', 'mailing_ban'],
      ...['cookie_consent', 'marketing_dead', 'consentimento_revogado', 'Einwilligung widerrufen'],
    ])('where a word of %s may turn it round or is about something else', (name) => {
      const doubtful = { [name]: ['yes', 'no', ''] };
      const found = findConsents(profiled(doubtful));
      expect(found.filter(({ refusal }) => !refusal)).toEqual([]);
      if (found.length > 0) return;
      expect(asked(doubtful)).toEqual([expect.stringContaining(`does ${name} say who may be contacted`)]);
      const beside = asked({ newsletter: ['yes', 'yes', 'no'], ...doubtful });
      expect(beside).toEqual([
        expect.stringMatching(/who may not, or something else\? Only newsletter counts/),
      ]);
    });

    it('where cells alone speak of it', () => {
      expect(asked({ MEMBER_STATUS: ['subscribed', 'unsubscribed', 'cleaned'] })[0]).toMatch(
        /^does MEMBER_STATUS say/,
      );
      expect(asked({ email_status: ['active', 'bounced', 'unsubscribed'] })[0]).toMatch(
        /"active" is neither yes nor no/,
      );
      expect(asked({ member_status: ['active', 'inactive'] })[0]).toMatch(/^no column says/);
    });

    it('where one mark stands beside blanks under a name that says nothing', () => {
      expect(asked({ merk: ['x', '', ''] })[0]).toMatch(
        /^does merk say who may be contacted, or who may not/,
      );
      expect(asked({ merk: ['x', 'x', 'x'] })[0]).toMatch(/^no column says/);
      expect(asked({ merk: ['red', '', ''] })[0]).toMatch(/^no column says/);
    });
  });

  it('names every column that it reads', () => {
    const [found] = findConsents(profiled({ opt_in: ['yes', 'no'], dnc: ['no', 'yes'] }));
    expect(found?.reads).toEqual(['opt_in', 'dnc']);
    expect(found?.note).toContain(
      'opt_in, dnc together say who may be contacted: a no in any of them is a no',
    );
    expect(consentOfRows(found!)).toBe(`min(${found?.sql})`);
  });
});

describe('letters that only a column’s other words explain', () => {
  it.each([
    ['O', 'X', false],
    ['○', '×', false],
    ['O', 'N', false],
    ['x', '', null],
  ])('%s beside %s', async (yes, other, meant) => {
    expect(await consents({ marketing_consent: [yes, other, yes] })).toEqual([true, meant, true]);
    if (meant === false) expect(await consents({ unsubscribed: [yes, other] })).toEqual([false, null]);
  });

  it('an O that stands alone is asked about', () => {
    expect(findConsents(profiled({ marketing_consent: ['O', '', 'O'] }))).toEqual([]);
  });
});

describe('a file that is not used', () => {
  const unused = (name: string, columns: Readonly<Record<string, readonly string[]>>) => {
    const input = { ...profiled(columns), name, relations: { groups: {} } };
    const others = [{ input, nearest: 'customers', lacks: ['customer_id'], unfit: {} }];
    const none = { certain: [], visits: [], beside: [], taken: [], related: [] };
    return unusedOf({ ...none, others } as unknown as Parameters<typeof unusedOf>[0], [])[0];
  };

  it.each([
    [
      'unsubscribes',
      { email: ['a@x.example', 'b@x.example'], unsubscribed_at: ['2025-06-01', '2025-06-02'] },
    ],
    ['opt_outs', { kunde: ['k1', 'k2'], day: ['2025-06-01', '2025-06-02'] }],
    ['Abmeldungen', { kunde: ['k1', 'k2'], am: ['2025-06-01', '2025-06-02'] }],
    ['profiles', { email: ['a@x.example', 'b@x.example'], status: ['SUBSCRIBED', 'UNSUBSCRIBED'] }],
    ['consents', { email: ['a@x.example', 'b@x.example'], marketing: ['yes', 'no'] }],
  ])('matters where %s may tell who said no', (name, columns) => {
    expect(unused(name, columns)).toMatchObject({
      matters: true,
      why: expect.stringContaining('seems to say who may be contacted, or who may not'),
    });
  });

  it('does not matter for a word of marketing', () => {
    const spend = { day: ['2025-06-01', '2025-06-02'], marketing_spend: ['10.50', '12.00'] };
    expect(unused('marketing_spend', spend)).toMatchObject({ matters: false });
  });
});
