import { expect, it } from 'vitest';
import { inReportingCurrency } from '../../../pipeline/sources/convert-money.ts';
import { moneyType } from '../../../pipeline/sql/sql-text.ts';
import { emptyBusiness, openBusiness } from '../features/business.ts';

/** Rates of few digits and of many, far below one and far above, and a whole one. */
const rates = { PLN: 0.234, GBP: 1.18, JPY: 0.0061728394, KWD: 3.0123456789012, VND: 0.0000371, XAU: 2000 };

/** Exactly, in ten-thousandths: the rate as it is written with twelve digits, halves rounded away from zero. */
function exactly(amount: string, rate: number): string {
  const [, mantissa, exponent] = /^(\S+)e(\S+)$/.exec(rate.toExponential(11))!;
  const scale = 11 - Number(exponent);
  const product = BigInt(amount.replace('.', '')) * BigInt(mantissa!.replace('.', ''));
  const unit = 10n ** BigInt(scale);
  const size = product < 0n ? -product : product;
  const rounded = (2n * size + unit) / (2n * unit);
  return String(product < 0n ? -rounded : rounded);
}

it('amounts are converted exactly, however large they and however long the rates are', async () => {
  const amounts = ['0.0000', '0.0001', '-0.0001', '12.5000', '-12.5000', '0.2137', '999.9999', '-10000.0000'];
  for (let whole = 1n; whole < 10n ** 13n; whole *= 10n)
    amounts.push(`${whole}.0000`, `${whole - 1n}.9999`, `-${whole}.5000`, `${whole}.0${whole % 7n}05`);
  const { warehouse } = await openBusiness(emptyBusiness);
  const select = amounts.flatMap((amount) =>
    Object.keys(rates).map(
      (currency) => `select cast('${amount}' as ${moneyType}) as amount, '${currency}' as currency`,
    ),
  );
  await warehouse.create('money', select.join(' union all '));
  const rows = await warehouse.rows(
    `select cast(amount as varchar) as amount, currency,
       cast(cast(10000 * ${inReportingCurrency('amount', { currency: 'EUR', rates })} as decimal(26,0)) as varchar) as converted
     from money`,
  );
  expect(rows).toHaveLength(amounts.length * Object.keys(rates).length);
  for (const { amount, currency, converted } of rows)
    expect(converted, `${amount} ${currency}`).toBe(
      exactly(String(amount), rates[String(currency) as keyof typeof rates]),
    );
  const [large] = await warehouse.rows(
    `select ${inReportingCurrency('amount', { currency: 'EUR', rates })} as converted
     from (select cast('99999999999999999' as ${moneyType}) as amount, 'XAU' as currency) v`,
  );
  expect(large!.converted).toBeNull();
  await warehouse.close();
});
